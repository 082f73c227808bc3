import { describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/index.js';
import { quickClient, rejection } from './support/client.js';
import { json, startServer } from './support/server.js';

describe('baseUrl', () => {
  it.each([
    '',
    'host/dev',
    '/dev',
    'ftp://host/dev',
    'https://host/dev?x=1',
    'https://host/dev#x',
    'https://me:pw@host/',
  ])('refuses %j', (baseUrl) => {
    expect(() => createClient({ baseUrl })).toThrow(
      expect.objectContaining({ name: 'ValidationError', code: 'invalid-base-url' }),
    );
  });

  it.each(['/dev', '/dev/', '', '/'])('may end in %j', async (path) => {
    const server = await startServer((_, response) => json(response, 200, { workflows: [] }));
    await quickClient(server.url + path).workflows.list();
    expect(server.requests[0]?.target).toBe(`${path.replace(/\/$/, '')}/workflows`);
  });
});

describe('options', () => {
  it.each([
    { timeout: -1 },
    { timeout: { total: Number.NaN } },
    { retry: { attempts: -1 } },
    { polling: { least: -1 } },
  ])('refuses %j', (options) => {
    expect(() => createClient({ baseUrl: 'https://host', ...options })).toThrow(
      expect.objectContaining({ code: 'invalid-option' }),
    );
  });

  it('sends headers and middleware changes with each request', async () => {
    const server = await startServer((_, response) => json(response, 200, { workflows: [] }));
    const client = quickClient(server.url, {
      headers: { 'x-study': 'one' },
      middleware: [{ onRequest: ({ request }) => request.headers.set('x-trace', 'two') }],
    });
    await client.workflows.list();
    expect(server.requests[0]?.headers).toMatchObject({ 'x-study': 'one', 'x-trace': 'two' });
  });
});

describe('paths', () => {
  it('encodes ids as one segment and prefixes segment by segment', async () => {
    const server = await startServer((_, response) =>
      json(response, 200, { folders: {}, files: {}, run_id: 'r' }),
    );
    const client = quickClient(server.url);
    await client.runs.get('a b/c', 'manual__2025-04-03T19:11:12.825218+00:00');
    await client.outputs.list('x y/100%/ü?/');
    await client.outputs.list();
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/workflows/a%20b%2Fc/runs/manual__2025-04-03T19%3A11%3A12.825218%2B00%3A00',
      '/output-data/x%20y/100%25/%C3%BC%3F',
      '/output-data',
    ]);
  });

  it.each(['', '.', '..', '\ud800'])('refuses the id %j before anything is sent', async (id) => {
    const server = await startServer((_, response) => json(response, 200, {}));
    const client = quickClient(server.url);
    const calls = [
      client.workflows.get(id),
      client.runs.get('nebraska', id),
      client.runs.create(id, { selection: 'colon/fhl2', idempotencyKey: 'k' }),
      client.api.GET('/workflows/{id}', { params: { path: { id } } }),
    ];
    for (const error of await Promise.all(calls.map(rejection))) {
      expect(error).toMatchObject({ name: 'ValidationError', code: 'invalid-id' });
    }
    expect(server.requests).toEqual([]);
  });

  it.each(['..', 'a/../b', './a', '/a', 'a//b', 'a\\b', 'a\nb', 'a/..'])(
    'refuses the prefix %j before anything is sent',
    async (prefix) => {
      const server = await startServer((_, response) => json(response, 200, {}));
      const client = quickClient(server.url);
      const calls = [
        client.outputs.list(prefix),
        client.outputs.walk(prefix).next(),
        client.outputs.annotate(prefix, { 'a.csv': {} }),
        client.api.GET('/output-data/{prefix}', { params: { path: { prefix } } }),
      ];
      for (const error of await Promise.all(calls.map(rejection))) {
        expect(error).toMatchObject({ name: 'ValidationError', code: 'invalid-prefix' });
      }
      expect(server.requests).toEqual([]);
    },
  );
});

describe('client.api', () => {
  it('gives data, error and response, with the token and the retries of the client', async () => {
    const server = await startServer((request, response, index) => {
      if (request.target === '/workflows') return json(response, 404, { code: 'not-found', detail: 'no' });
      return index === 0 ? json(response, 503, {}) : json(response, 200, { data_selections: [] });
    });
    const { api } = quickClient(server.url);
    const found = await api.GET('/data-selections');
    expect(found.data?.data_selections).toEqual([]);
    const missing = await api.GET('/workflows');
    expect(missing.error).toEqual({ code: 'not-found', detail: 'no' });
    expect(missing.response.status).toBe(404);
    expect(server.requests).toHaveLength(3);
    expect(new Set(server.requests.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer token-of-researcher']),
    );
  });

  it('ends a body that is no JSON in a typed error', async () => {
    const server = await startServer(
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>') && undefined,
    );
    const error = await rejection(quickClient(server.url).api.GET('/workflows'));
    expect(error).toMatchObject({ name: 'ServerError', code: 'invalid-response' });
  });

  it('gives text where it is asked for', async () => {
    const server = await startServer(
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>') && undefined,
    );
    const { data } = await quickClient(server.url).api.GET('/output-data', { parseAs: 'text' });
    expect(data).toBe('<p>');
  });
});

describe('a body as a stream', () => {
  it('ends with the signal of its call', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const writing = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(writing));
    });
    const controller = new AbortController();
    const options = { parseAs: 'stream', signal: controller.signal } as const;
    const { data } = await quickClient(server.url).api.GET('/workflows', options);
    const reader = data?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    controller.abort();
    const read = async () => {
      while (!(await reader?.read())?.done);
    };
    expect(await rejection(read())).toMatchObject({ name: 'AbortedError' });
  });
});
