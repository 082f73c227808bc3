import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import {
  type ErrorName,
  isWorkflowApiError,
  NotFoundError,
  type Run,
  RunFailedError,
  WorkflowApiError,
} from '../../src/client/index.js';
import { quickClient, rejection } from './support/client.js';
import { json, startServer, text } from './support/server.js';
import { tokenFor } from './support/tokens.js';

const problem = (status: number, code: string, more: object = {}) => ({
  type: `urn:labcas:workflow-api:problem:${code}`,
  title: 'Title',
  status,
  detail: `Detail of ${code}`,
  code,
  request_id: 'body-id',
  ...more,
});

describe('errors of answers', () => {
  it('show no token that the server repeats, wherever it does', async () => {
    const token = tokenFor('researcher', 3600);
    const server = await startServer((_, response) => {
      response.setHeader('x-request-id', token);
      json(
        response,
        400,
        problem(400, token, { errors: [{ detail: `not Bearer ${token}`, pointer: '/a' }] }),
      );
    });
    const error = await rejection(quickClient(server.url).workflows.list());
    for (const shown of [JSON.stringify(error), inspect(error)])
      expect(shown).not.toContain(token.slice(0, 30));
  });

  it('show no token of another form either', async () => {
    const token = 'opaque-token-of-a-session';
    const server = await startServer((_, response) => json(response, 400, { message: `Who is ${token}?` }));
    const error = await rejection(quickClient(server.url, { token }).workflows.list());
    expect(error).toMatchObject({ message: 'Who is [redacted]?' });
    for (const shown of [JSON.stringify(error), inspect(error)]) expect(shown).not.toContain(token);
  });

  it.each([
    [
      'which only begins like one',
      'abc$SECRET!part%of^token',
      (token: string) => `Authorization: Bearer ${token}`,
    ],
    ['that JSON writes otherwise', 'q"uot\\e-secret-123', (token: string) => token],
  ])('show no token %s', async (_, token, repeat) => {
    const server = await startServer((_, response) =>
      json(response, 400, { detail: 'x', said: repeat(token) }),
    );
    const error = await rejection(quickClient(server.url, { token }).workflows.list());
    const { body } = error as WorkflowApiError;
    expect(body).toContain('[redacted]');
    expect(body).not.toMatch(/SECRET|secret/);
  });

  it('show no end of a token that another one begins', async () => {
    const said = (token: string) => {
      const fetch = async () => Response.json({ detail: `got ${token}` }, { status: 400 });
      return rejection(quickClient('https://api.example.org', { token, fetch }).workflows.list());
    };
    await said('short-token-1');
    expect(await said('short-token-12345')).toMatchObject({ message: 'got [redacted]' });
  });

  it('can be shown whatever their cause is', () => {
    expect(inspect(new WorkflowApiError('x', 'y', { cause: Object.create(null) }))).toContain(
      '[object Object]',
    );
  });

  it.each([
    [400, 'ValidationError'],
    [401, 'AuthenticationError'],
    [403, 'PermissionError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [413, 'ValidationError'],
    [422, 'ValidationError'],
    [429, 'RateLimitError'],
    [500, 'ServerError'],
    [501, 'NotOfferedError'],
    [503, 'ServerError'],
  ])('turns a %i problem into a %s with its fields', async (status, name) => {
    const errors = [{ detail: 'wrong', pointer: '/tile_size' }];
    const server = await startServer((_, response) =>
      json(response, status, problem(status, 'some-code', { errors }), {
        'content-type': 'application/problem+json',
        'x-request-id': 'header-id',
        'retry-after': '0',
      }),
    );
    const error = await rejection(quickClient(server.url, { retry: false }).workflows.list());
    expect(error).toMatchObject({
      name,
      status,
      code: 'some-code',
      message: 'Detail of some-code',
      requestId: 'header-id',
      retryAfter: 0,
      retryable: [429, 503].includes(status),
      errors,
    });
    expect(isWorkflowApiError(error, name as ErrorName)).toBe(true);
  });

  it.each([
    ['plain text', 'collection colon/x is unknown', 'text/plain', 'collection colon/x is unknown'],
    [
      'a message of the gateway',
      '{"message":"Endpoint request timed out"}',
      'application/json',
      'Endpoint request timed out',
    ],
    ['a Message of the gateway', '{"Message":"no access"}', 'application/json', 'no access'],
    [
      'a null message',
      '{"message":null}',
      'application/json',
      'GET /workflows was answered 500 Internal Server Error',
    ],
    [
      'HTML',
      '<html><h1>Bad</h1></html>',
      'text/html',
      'GET /workflows was answered 500 Internal Server Error',
    ],
    ['text that claims to be JSON', 'Invalid JSON', 'application/json', 'Invalid JSON'],
    ['nothing', '', 'application/json', 'GET /workflows was answered 500 Internal Server Error'],
  ])('understands %s', async (_, body, type, message) => {
    const server = await startServer((_, response) => text(response, 500, body, type));
    const error = await rejection(quickClient(server.url).workflows.list());
    expect(error).toMatchObject({ name: 'ServerError', code: 'http-500', status: 500, message });
  });

  it.each(['x-request-id', 'x-amzn-requestid', 'x-amz-apigw-id'])(
    'reads the request id from %s',
    async (header) => {
      const server = await startServer((_, response) => json(response, 404, {}, { [header]: 'the-id' }));
      expect(await rejection(quickClient(server.url).workflows.list())).toMatchObject({
        requestId: 'the-id',
      });
    },
  );

  it('keeps a bounded beginning of the body', async () => {
    const server = await startServer((_, response) => text(response, 500, 'x'.repeat(100_000)));
    const error = (await rejection(quickClient(server.url).workflows.list())) as WorkflowApiError;
    expect(error.body).toBe('x'.repeat(2000));
  });

  it.each([
    ['HTML', '<html>', 'text/html'],
    ['no JSON', 'oops', 'application/json'],
    ['nothing', '', 'application/json'],
    ['an array', '[]', 'application/json'],
    ['null', 'null', 'application/json'],
    ['a list of something else', '{"workflows":[1]}', 'application/json'],
  ])('refuses a 200 with %s', async (_, body, type) => {
    const server = await startServer((_, response) => text(response, 200, body, type));
    const error = await rejection(quickClient(server.url).workflows.list());
    expect(error).toMatchObject({ name: 'ServerError', code: 'invalid-response', status: 200 });
  });

  it('refuses a redirect, and sends nothing to where it leads', async () => {
    const other = await startServer((_, response) => json(response, 200, { workflows: [] }));
    const server = await startServer((_, response) => {
      response.writeHead(307, { location: `${other.url}/workflows` }).end();
    });
    const error = await rejection(quickClient(server.url).workflows.list());
    expect(error).toMatchObject({ name: 'ServerError', code: 'unexpected-redirect', status: 307 });
    expect(String(error)).toContain(other.url);
    expect(other.requests).toEqual([]);
  });
});

describe('secrets in errors', () => {
  it('shows no token, however the server or the network repeats it', async () => {
    const token = tokenFor('researcher', 3600);
    const echo = `Bearer ${token} https://bucket.example.org/a.csv?X-Amz-Signature=s3cr3t`;
    const server = await startServer((_, response) =>
      json(response, 403, problem(403, 'x', { detail: echo })),
    );
    const answered = await rejection(quickClient(server.url, { token }).workflows.list());
    const failing = quickClient(server.url, {
      token,
      retry: false,
      fetch: () => Promise.reject(new Error(echo)),
    });
    const failed = await rejection(failing.workflows.list());
    for (const error of [answered, failed]) {
      const shown = [JSON.stringify(error), inspect(error), String(error)].join('\n');
      expect(shown).not.toContain(token);
      expect(shown).not.toContain('s3cr3t');
    }
    expect((answered as WorkflowApiError).body).not.toContain(token);
  });

  it('does not repeat a token that no header can carry', async () => {
    const error = await rejection(
      quickClient('http://127.0.0.1:9', { token: 'line\nbreak' }).workflows.list(),
    );
    expect(error).toMatchObject({ name: 'AuthenticationError', code: 'invalid-token' });
    expect(inspect(error)).not.toContain('break');
  });
});

describe('isWorkflowApiError', () => {
  it('knows the errors of another copy of the package', async () => {
    vi.resetModules();
    const copy = await import('../../src/client/index.js');
    const error: unknown = new copy.NotFoundError('run-not-found', 'No such run.');
    expect(error).not.toBeInstanceOf(NotFoundError);
    expect(isWorkflowApiError(error)).toBe(true);
    expect(isWorkflowApiError(error, 'NotFoundError')).toBe(true);
    expect(isWorkflowApiError(error, 'ConflictError')).toBe(false);
  });

  it.each([undefined, null, 'text', new Error('other'), { name: 'NotFoundError' }])(
    'does not know %o',
    (value) => {
      expect(isWorkflowApiError(value)).toBe(false);
    },
  );

  it('tells every class by its name', () => {
    const error = new RunFailedError({ ...run, failure: { code: 'exit', message: 'Exit code 2.' } });
    expect(isWorkflowApiError(error, 'RunFailedError') && error.run.failure?.code).toBe('exit');
    expect(error).toBeInstanceOf(WorkflowApiError);
    expect(error.message).toBe('Run r1 of nebraska failed: Exit code 2.');
  });
});

const run: Run = {
  run_id: 'r1',
  workflow_id: 'nebraska',
  status: 'failed',
  created_at: null,
  start_time: null,
  end_time: null,
  in_data_selection: null,
  params: {},
  output_url: null,
  output_prefix: null,
  failure: null,
};
