import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { isWorkflowApiError } from '../../src/client/index.js';
import { quickClient, rejection } from './support/client.js';
import { drop, halfBody, stall } from './support/faults.js';
import { closedUrl, json, startServer, text } from './support/server.js';

type Fault = (response: ServerResponse, run: object) => void;

const request = { selection: 'colon/fhl2', params: { tile_size: 64 } };

/** Accepts every run that is asked for; the answer to the first request is the fault. */
async function runServer(fault: Fault, { idempotency }: { idempotency: boolean }) {
  const started: { run_id: string; key: string | undefined }[] = [];
  let creates = 0;
  const server = await startServer((request, response) => {
    if (request.target === '/service-info') {
      if (idempotency) return json(response, 200, { features: ['idempotency'] });
      return json(response, 403, { message: 'Missing Authentication Token' });
    }
    const key = request.headers['idempotency-key'] as string | undefined;
    let run = idempotency ? started.find((run) => run.key === key) : undefined;
    if (!run) {
      run = { run_id: `r${started.length}`, key };
      started.push(run);
    }
    creates += 1;
    const body = { run_id: run.run_id, state: 'queued' };
    return creates === 1 ? fault(response, body) : json(response, 201, body);
  });
  return { ...server, started };
}

const faults: [string, Fault][] = [
  ['drops the connection', drop],
  ['breaks off in the answer', (response, run) => halfBody(response, JSON.stringify(run))],
  ['stops in the answer', (response) => stall(response)],
  [
    'answers 502 through its gateway',
    (response) => json(response, 502, { message: 'Internal server error' }),
  ],
  [
    'answers 504 through its gateway',
    (response) => json(response, 504, { message: 'Endpoint request timed out' }),
  ],
];

describe('a run that is accepted by a server which then', () => {
  // Only the answer that stops waits for it; a busy machine must answer all the others within it.
  const timeout = { attempt: 1500, total: 15_000 };

  it.each(faults)('%s is the same run when the server knows keys', async (_, fault) => {
    const server = await runServer(fault, { idempotency: true });
    const run = await quickClient(server.url, { timeout }).runs.create('nebraska', request);
    expect(run.run_id).toBe('r0');
    expect(server.started).toHaveLength(1);
    const creates = server.requests.filter(({ method }) => method === 'POST');
    expect(creates).toHaveLength(2);
    expect(new Set(creates.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it.each(faults)('%s is an OutcomeUnknownError when the server knows no keys', async (_, fault) => {
    const server = await runServer(fault, { idempotency: false });
    const before = new Date().toISOString();
    const error = await rejection(quickClient(server.url, { timeout }).runs.create('nebraska', request));
    if (!isWorkflowApiError(error, 'OutcomeUnknownError')) throw error;
    expect(error).toMatchObject({
      code: 'outcome-unknown',
      workflowId: 'nebraska',
      repeatable: false,
      retryable: false,
    });
    expect(error.startedAt >= before).toBe(true);
    expect(error.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
    expect(error.message).toContain("runs.list('nebraska')");
    expect(isWorkflowApiError(error.cause)).toBe(true);
    expect(server.started).toHaveLength(1);
    const creates = server.requests.filter(({ method }) => method === 'POST');
    expect(creates).toHaveLength(1);
    expect(creates[0]?.headers['idempotency-key']).toBeUndefined();
  });

  it('fails each time can be asked for again with its key', async () => {
    let isAway = true;
    const keys: unknown[] = [];
    const server = await startServer(({ target, headers }, response) => {
      if (target === '/service-info') return json(response, 200, { features: ['idempotency'] });
      keys.push(headers['idempotency-key']);
      return isAway ? drop(response) : json(response, 200, { run_id: 'r0', status: 'running' });
    });
    const client = quickClient(server.url);
    const error = await rejection(client.runs.create('nebraska', request));
    if (!isWorkflowApiError(error, 'OutcomeUnknownError')) throw error;
    expect(error.repeatable).toBe(true);
    isAway = false;
    const again = await client.runs.create('nebraska', { ...request, idempotencyKey: error.idempotencyKey });
    expect(again.status).toBe('running');
    expect(new Set(keys).size).toBe(1);
  });
});

describe('a run whose first request was dropped, and whose repetition', () => {
  const services = (response: ServerResponse) => json(response, 200, { features: ['idempotency'] });

  /** Drops the first request for a run; the rest is answered by `answer`. */
  async function droppingServer(answer: (response: ServerResponse) => void) {
    let creates = 0;
    return startServer(({ target }, response) => {
      if (target === '/service-info') return services(response);
      creates += 1;
      return creates === 1 ? drop(response) : answer(response);
    });
  }

  it.each<[string, string, (response: ServerResponse) => void]>([
    [
      'must wait too long',
      'RateLimitError',
      (response) => {
        response.setHeader('retry-after', '86400');
        json(response, 429, {});
      },
    ],
    ['is refused with 401', 'AuthenticationError', (response) => json(response, 401, {})],
    ['is refused with 403', 'PermissionError', (response) => json(response, 403, {})],
  ])('%s may have been started', async (_, name, answer) => {
    const server = await droppingServer(answer);
    const error = await rejection(quickClient(server.url).runs.create('nebraska', request));
    if (!isWorkflowApiError(error, 'OutcomeUnknownError')) throw error;
    expect(error.cause).toMatchObject({ name });
    expect(error.repeatable).toBe(true);
    expect(error.idempotencyKey).toBe(server.requests.at(-1)?.headers['idempotency-key']);
  });

  it('finds nobody there may have been started', async () => {
    const server = await droppingServer((response) => json(response, 201, {}));
    const gone = await closedUrl();
    const fetch = (sent: Request) =>
      globalThis.fetch(server.requests.some(({ method }) => method === 'POST') ? gone : sent);
    const error = await rejection(quickClient(server.url, { fetch }).runs.create('nebraska', request));
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', cause: { code: 'unreachable' } });
  });

  it('has no token may have been started', async () => {
    let asked = 0;
    const token = () => {
      asked += 1;
      if (asked > 1) throw new Error('no more');
      return 'token';
    };
    const server = await droppingServer((response) => json(response, 201, {}));
    const error = await rejection(quickClient(server.url, { token }).runs.create('nebraska', request));
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', cause: { code: 'token-unavailable' } });
  });

  it('is called off may have been started', async () => {
    const controller = new AbortController();
    const server = await droppingServer((response) => json(response, 201, {}));
    const options = { onRetry: () => controller.abort(), retry: { baseDelay: 10_000 } };
    const create = quickClient(server.url, options).runs.create('nebraska', {
      ...request,
      signal: controller.signal,
    });
    const error = await rejection(create);
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', cause: { name: 'AbortedError' } });
  });

  it.each([400, 404, 409, 422])('is refused with %i was not started', async (status) => {
    const server = await droppingServer((response) => json(response, status, { code: 'refused' }));
    const error = await rejection(quickClient(server.url).runs.create('nebraska', request));
    expect(error).toMatchObject({ status, code: 'refused' });
  });
});

describe('a run that is called off', () => {
  it('before it was asked for was not started', async () => {
    const server = await startServer(({ target }, response) => {
      if (target === '/service-info') return json(response, 200, { features: [] });
      return json(response, 201, { run_id: 'r' });
    });
    const controller = new AbortController();
    const token = () => {
      controller.abort();
      return new Promise<string>(() => undefined);
    };
    const { signal } = controller;
    const create = quickClient(server.url, { token }).runs.create('nebraska', { ...request, signal });
    expect(await rejection(create)).toMatchObject({ name: 'AbortedError' });
  });

  it('after it was refused with 401 was not started', async () => {
    const controller = new AbortController();
    const server = await startServer(({ target }, response) =>
      target === '/service-info' ? json(response, 200, { features: [] }) : json(response, 401, {}),
    );
    let asked = 0;
    const token = () => {
      asked += 1;
      if (asked === 1) return 'first-token';
      controller.abort();
      return new Promise<string>(() => undefined);
    };
    const { signal } = controller;
    const create = quickClient(server.url, { token }).runs.create('nebraska', { ...request, signal });
    expect(await rejection(create)).toMatchObject({ name: 'AbortedError' });
  });

  it('by a hook that fails after the answer may have been started', async () => {
    const server = await runServer((response, run) => json(response, 201, run), { idempotency: true });
    const onResponse = ({ method }: { method: string }) => {
      if (method === 'POST') throw new Error('hook');
    };
    const error = await rejection(quickClient(server.url, { onResponse }).runs.create('nebraska', request));
    if (!isWorkflowApiError(error, 'OutcomeUnknownError')) throw error;
    expect(error.cause).toMatchObject({ message: 'hook' });
    expect(error.idempotencyKey).toBe(server.started[0]?.key);
  });

  it('while nothing is answered may have been started', async () => {
    const controller = new AbortController();
    const server = await startServer(({ target }, response) => {
      if (target === '/service-info') return json(response, 200, { features: [] });
      return controller.abort();
    });
    const { signal } = controller;
    const error = await rejection(quickClient(server.url).runs.create('nebraska', { ...request, signal }));
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', cause: { name: 'AbortedError' } });
  });
});

describe('runs.create', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['fails', (response) => json(response, 500, {})],
    ['is busy', (response) => json(response, 503, {})],
    ['is hidden by a page', (response) => text(response, 200, '<html>', 'text/html')],
    ['breaks off', drop],
  ])('sends nothing with a key of the caller while service-info %s', async (_, fault) => {
    let isAway = true;
    const server = await startServer(({ target }, response) => {
      if (target !== '/service-info') return json(response, 201, { run_id: 'r', status: 'queued' });
      return isAway ? fault(response) : json(response, 200, { features: ['idempotency'] });
    });
    const client = quickClient(server.url);
    const create = () => client.runs.create('nebraska', { ...request, idempotencyKey: 'mine' });
    const error = await rejection(create());
    expect(error).toMatchObject({ name: 'ServerError', code: 'service-unknown', retryable: true });
    expect(server.requests.map(({ method }) => method)).not.toContain('POST');
    isAway = false;
    await create();
    expect(server.requests.at(-1)?.headers['idempotency-key']).toBe('mine');
  });

  it('keeps its time limit while service-info hangs', async () => {
    const server = await startServer(({ target }, response) => {
      if (target !== '/service-info') json(response, 201, { run_id: 'r', status: 'queued' });
    });
    const create = quickClient(server.url, { timeout: 100 }).runs.create('nebraska', request);
    expect(await rejection(create)).toMatchObject({ name: 'TimeoutError' });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('sends the parameters beside the data selection, once', async () => {
    const server = await runServer((response, run) => json(response, 201, run), { idempotency: true });
    const run = await quickClient(server.url).runs.create('nebraska', { ...request, idempotencyKey: 'mine' });
    const create = server.requests.find(({ method }) => method === 'POST');
    expect(JSON.parse(create?.body ?? '')).toEqual({ in_data_selection: 'colon/fhl2', tile_size: 64 });
    expect(create?.headers).toMatchObject({ 'idempotency-key': 'mine', 'content-type': 'application/json' });
    expect(run).toMatchObject({
      run_id: 'r0',
      workflow_id: 'nebraska',
      status: 'queued',
      in_data_selection: 'colon/fhl2',
      params: { tile_size: 64 },
    });
  });

  it('asks once what the server offers, without the token and without repeating', async () => {
    const server = await startServer(({ target }, response) =>
      target === '/service-info'
        ? json(response, 404, {})
        : json(response, 201, { run_id: 'r', state: 'queued' }),
    );
    const client = quickClient(server.url);
    await Promise.all([client.runs.create('nebraska', request), client.runs.create('nebraska', request)]);
    await client.runs.create('nebraska', request);
    const probes = server.requests.filter(({ target }) => target === '/service-info');
    expect(probes).toHaveLength(1);
    expect(probes[0]?.headers.authorization).toBeUndefined();
  });

  it('asks nothing of a 1.0 deployment', async () => {
    const server = await runServer((response, run) => json(response, 201, run), { idempotency: true });
    await quickClient(server.url, { compatibility: '1.0' }).runs.create('nebraska', request);
    expect(server.requests.map(({ method }) => method)).toEqual(['POST']);
    expect(server.requests[0]?.headers['idempotency-key']).toBeUndefined();
  });

  it('goes without a key while service-info fails, and asks again for the next run', async () => {
    const server = await startServer(({ target }, response) =>
      target === '/service-info'
        ? json(response, 503, {})
        : json(response, 201, { run_id: 'r', state: 'queued' }),
    );
    const client = quickClient(server.url);
    await client.runs.create('nebraska', request);
    await client.runs.create('nebraska', request);
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/service-info',
      '/workflows/nebraska/runs',
      '/service-info',
      '/workflows/nebraska/runs',
    ]);
  });

  it.each([400, 404, 409, 422])('passes a refusal with %i on as it is', async (status) => {
    const server = await runServer((response) => json(response, status, { code: 'refused' }), {
      idempotency: false,
    });
    expect(await rejection(quickClient(server.url).runs.create('nebraska', request))).toMatchObject({
      status,
      code: 'refused',
    });
  });

  it('is no mystery when the server cannot be reached', async () => {
    const error = await rejection(quickClient(await closedUrl()).runs.create('nebraska', request));
    expect(error).toMatchObject({ name: 'NetworkError', code: 'unreachable' });
  });

  it('cannot be understood when the answer names no run', async () => {
    const server = await runServer((response) => text(response, 201, '<html>', 'text/html'), {
      idempotency: false,
    });
    expect(await rejection(quickClient(server.url).runs.create('nebraska', request))).toMatchObject({
      name: 'OutcomeUnknownError',
      cause: expect.objectContaining({ code: 'invalid-response' }),
    });
  });

  it.each([
    ['an empty selection', { selection: '' }],
    ['a reserved parameter', { ...request, params: { workflow_id: 'x' } }],
    ['a key with a blank', { ...request, idempotencyKey: 'a b' }],
    ['an empty key', { ...request, idempotencyKey: '' }],
  ])('refuses %s before anything is sent', async (_, options) => {
    const server = await startServer((_, response) => json(response, 200, {}));
    expect(await rejection(quickClient(server.url).runs.create<object>('nebraska', options))).toMatchObject({
      name: 'ValidationError',
    });
    expect(server.requests).toEqual([]);
  });

  const workflow = {
    id: 'nebraska',
    description: null,
    schedule: null,
    parameters: {
      tile_size: {
        description: null,
        required: false,
        default: 64,
        schema: { type: 'integer', enum: [64, 128] },
      },
      stain: { description: null, required: true, schema: { type: 'string' } },
    },
    additional_parameters: false,
    data_selections: ['colon/fhl2'],
  };

  it('checks the parameters first when asked, and names what is wrong', async () => {
    const server = await startServer((_, response) => json(response, 200, workflow));
    const { runs } = quickClient(server.url);
    const params = { tile_size: 63, tile: 1 };
    const error = await rejection(
      runs.create('nebraska', { selection: 'colon/fhl2', params, validate: true }),
    );
    expect(error).toMatchObject({
      name: 'ValidationError',
      code: 'invalid-parameter',
      status: undefined,
      errors: [{ pointer: '/tile_size' }, { pointer: '/stain', detail: 'is required' }, { pointer: '/tile' }],
    });
    expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('goes on when the parameters are right', async () => {
    const server = await startServer(({ method }, response) =>
      method === 'POST'
        ? json(response, 201, { run_id: 'r', state: 'queued' })
        : json(response, 200, workflow),
    );
    const params = { tile_size: 128, stain: 'FHL2' };
    const run = await quickClient(server.url).runs.create('nebraska', {
      selection: 'colon/fhl2',
      params,
      validate: true,
    });
    expect(run.run_id).toBe('r');
  });
});
