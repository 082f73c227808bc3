import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RetryEvent } from '../../src/client/index.js';
import { quickClient, rejection } from './support/client.js';
import { drop, endless, halfBody, stall } from './support/faults.js';
import { closedUrl, json, startServer } from './support/server.js';

const workflows = { workflows: [{ id: 'nebraska', description: null }] };

describe('retries', () => {
  it.each([408, 429, 502, 503, 504])('repeats a read that is answered %i', async (status) => {
    const server = await startServer((_, response, index) =>
      json(response, index < 2 ? status : 200, workflows),
    );
    const page = await quickClient(server.url).workflows.list();
    expect(page.items).toEqual(workflows.workflows);
    expect(server.requests).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 500])('does not repeat a read that is answered %i', async (status) => {
    const server = await startServer((_, response) => json(response, status, {}));
    await rejection(quickClient(server.url).workflows.list());
    expect(server.requests).toHaveLength(1);
  });

  it('repeats a read when the connection drops, and when half a body arrives', async () => {
    const faults = [
      drop,
      (response: Parameters<typeof drop>[0]) => halfBody(response, JSON.stringify(workflows)),
    ];
    const server = await startServer((_, response, index) => {
      const fault = faults[index];
      return fault ? fault(response) : json(response, 200, workflows);
    });
    expect((await quickClient(server.url).workflows.list()).items).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
  });

  it('sends the whole body again with a PUT', async () => {
    const server = await startServer((_, response, index) =>
      index < 2 ? drop(response) : json(response, 200, { prefix: 'a/', saved: ['x.csv'] }),
    );
    await quickClient(server.url).outputs.annotate('a', { 'x.csv': { Organ: 'Colon' } });
    const bodies = server.requests.map(({ body }) => JSON.parse(body));
    expect(bodies).toEqual(
      Array(3).fill({ prefix: 'a', files: { 'x.csv': { properties: { Organ: 'Colon' } } } }),
    );
  });

  it('does not repeat a POST when the connection drops', async () => {
    const server = await startServer((_, response) => drop(response));
    const error = await rejection(quickClient(server.url).runs.cancel('nebraska', 'r1'));
    expect(error).toMatchObject({ name: 'NetworkError', code: 'network', retryable: true });
    expect(server.requests).toHaveLength(1);
  });

  it('repeats a POST that was answered 429, since it has not been served', async () => {
    const server = await startServer((_, response, index) =>
      json(response, index === 0 ? 429 : 202, { run_id: 'r1' }),
    );
    expect((await quickClient(server.url).runs.cancel('nebraska', 'r1')).run_id).toBe('r1');
  });

  it('gives up after the attempts, with the last error', async () => {
    const server = await startServer((_, response) =>
      json(response, 503, { message: 'Service Unavailable' }),
    );
    const error = await rejection(
      quickClient(server.url, { retry: { attempts: 3, baseDelay: 1 } }).workflows.list(),
    );
    expect(error).toMatchObject({ name: 'ServerError', status: 503 });
    expect(server.requests).toHaveLength(3);
  });

  it('can be told by the call to send once', async () => {
    const server = await startServer((_, response) => json(response, 503, {}));
    await rejection(quickClient(server.url).workflows.list({ retry: false }));
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 2000).toUTCString()],
  ])('waits as long as Retry-After says in %s', async (_, header) => {
    const delays: number[] = [];
    const server = await startServer((_, response, index) =>
      index === 0 ? json(response, 503, {}, { 'retry-after': header() }) : json(response, 200, workflows),
    );
    await quickClient(server.url, { onRetry: ({ delay }) => delays.push(delay) }).workflows.list();
    expect(delays).toHaveLength(1);
    expect(delays[0]).toBeGreaterThan(0);
    expect(delays[0]).toBeLessThanOrEqual(2005);
  });

  it('does not wait for a Retry-After of days, and tells it', async () => {
    const server = await startServer((_, response) => json(response, 429, {}, { 'retry-after': '259200' }));
    const error = await rejection(quickClient(server.url).workflows.list());
    expect(error).toMatchObject({ name: 'RateLimitError', retryAfter: 259_200, retryable: true });
    expect(server.requests).toHaveLength(1);
  });

  it('does not begin a wait that its total time cannot hold', async () => {
    const server = await startServer((_, response) => json(response, 503, {}, { 'retry-after': '30' }));
    const error = await rejection(quickClient(server.url).workflows.list({ timeout: 5000 }));
    expect(error).toMatchObject({ name: 'ServerError', status: 503, retryAfter: 30 });
  });

  it('ends a wait at once when the caller aborts', async () => {
    const controller = new AbortController();
    const server = await startServer((_, response) => json(response, 503, {}, { 'retry-after': '50' }));
    const client = quickClient(server.url, { onRetry: () => controller.abort(new Error('enough')) });
    const error = await rejection(client.workflows.list({ signal: controller.signal }));
    expect(error).toMatchObject({
      name: 'AbortedError',
      cause: expect.objectContaining({ message: 'enough' }),
    });
    expect(server.requests).toHaveLength(1);
  });

  it('says that a server cannot be reached', async () => {
    const error = await rejection(quickClient(await closedUrl()).workflows.list());
    expect(error).toMatchObject({ name: 'NetworkError', code: 'unreachable', status: undefined });
  });

  it('reports what it sends, gets and repeats', async () => {
    const events: string[] = [];
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const server = await startServer((_, response, index) =>
      json(response, index === 0 ? 503 : 200, workflows, { 'x-request-id': `id-${index}` }),
    );
    const client = quickClient(server.url, {
      onRequest: ({ method, url, attempt }) => events.push(`${method} ${new URL(url).pathname} ${attempt}`),
      onResponse: ({ status, requestId }) => events.push(`${status} ${requestId}`),
      onRetry: ({ reason }: RetryEvent) => events.push(`again ${reason}`),
      logger: { debug: log, warn: log },
    });
    await client.workflows.list();
    expect(events).toEqual(['GET /workflows 1', '503 id-0', 'again 503', 'GET /workflows 2', '200 id-1']);
    expect(lines.join('\n')).toMatch(
      /^GET \/workflows 503 \d+ ms\nGET \/workflows 503: again in \d+ ms\nGET \/workflows 200 \d+ ms$/,
    );
  });
});

describe('timeouts', () => {
  const brief = { attempt: 50, total: 2000 };

  it('cover the body, and a slow attempt is repeated', async () => {
    const server = await startServer((_, response, index) =>
      index === 0 ? stall(response) : json(response, 200, workflows),
    );
    const page = await quickClient(server.url, { timeout: { attempt: 150, total: 10_000 } }).workflows.list();
    expect(page.items).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['no answer', () => undefined],
    ['a body that stops', stall],
  ])('end %s in a TimeoutError', async (_, fault) => {
    const server = await startServer((_, response) => fault(response));
    const error = await rejection(
      quickClient(server.url, { timeout: brief, retry: { attempts: 2, baseDelay: 1 } }).workflows.list(),
    );
    expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout', retryable: true });
    expect(server.requests).toHaveLength(2);
  });

  it('end a call with all its retries', async () => {
    const server = await startServer(() => undefined);
    const error = await rejection(quickClient(server.url).workflows.list({ timeout: 60 }));
    expect(error).toMatchObject({ name: 'TimeoutError' });
  });

  it('hold for a fetch that does not listen to its signal', async () => {
    const client = quickClient('https://host', { fetch: () => new Promise(() => undefined) });
    expect(await rejection(client.workflows.list({ timeout: 20 }))).toMatchObject({ name: 'TimeoutError' });
  });

  it('end an endless body, which does not fill the memory', async () => {
    const server = await startServer((_, response) => endless(response));
    const error = await rejection(
      quickClient(server.url, { retry: false }).workflows.list({ timeout: 15_000 }),
    );
    expect(error).toMatchObject({ name: 'ServerError', code: 'response-too-large' });
  });

  it('end a body that is small only as it is sent', async () => {
    const body = gzipSync(Buffer.alloc(80 * 1024 * 1024, ' '));
    const server = await startServer((_, response) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(body);
    });
    const error = await rejection(quickClient(server.url, { retry: false }).workflows.list());
    expect(error).toMatchObject({ name: 'ServerError', code: 'response-too-large' });
  });
});

describe('signals', () => {
  it('end a call that is under way, and one that has not begun', async () => {
    const controller = new AbortController();
    const server = await startServer(() => controller.abort());
    const { signal } = controller;
    const client = quickClient(server.url);
    expect(await rejection(client.workflows.list({ signal }))).toMatchObject({ name: 'AbortedError' });
    expect(await rejection(client.workflows.get('nebraska', { signal }))).toMatchObject({
      name: 'AbortedError',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('of AbortSignal.timeout are timeouts', async () => {
    const server = await startServer(() => undefined);
    const error = await rejection(
      quickClient(server.url).workflows.list({ signal: AbortSignal.timeout(20) }),
    );
    expect(error).toMatchObject({ name: 'TimeoutError' });
  });
});
