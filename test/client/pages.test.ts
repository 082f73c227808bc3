import { describe, expect, it } from 'vitest';
import { quickClient, rejection } from './support/client.js';
import { json, startServer, type TestServer } from './support/server.js';

const run = (index: number) => ({
  run_id: `r${index}`,
  status: 'success',
  created_at: '2026-11-23T19:12:03.123Z',
});

/** A server of `total` runs that keeps to page_size, by default of 2. */
async function runServer(total: number): Promise<TestServer> {
  return startServer(({ target }, response) => {
    const { searchParams } = new URL(target, 'http://localhost');
    const start = Number(searchParams.get('page_token') ?? 0);
    const end = Math.min(total, start + Number(searchParams.get('page_size') ?? 2));
    const runs = Array.from({ length: end - start }, (_, index) => run(start + index));
    json(response, 200, { runs, ...(end < total && { next_page_token: String(end) }) });
  });
}

const ids = (runs: { run_id: string }[]) => runs.map(({ run_id }) => run_id);

describe('a list', () => {
  it('sends nothing until it is used', async () => {
    const server = await runServer(1);
    quickClient(server.url).runs.list('nebraska');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.requests).toEqual([]);
  });

  it('is its first page when awaited, from which the next ones are had', async () => {
    const page = await quickClient((await runServer(3)).url).runs.list('nebraska');
    expect(ids(page.items)).toEqual(['r0', 'r1']);
    expect(page.nextPageToken).toBe('2');
    const next = await page.next();
    expect(ids(next?.items ?? [])).toEqual(['r2']);
    expect(await next?.next()).toBeUndefined();
  });

  it('ends at once when it is called off between two items, also on its last page', async () => {
    const server = await runServer(2);
    const controller = new AbortController();
    const seen: string[] = [];
    const read = async () => {
      const list = quickClient(server.url).runs.list('nebraska', { signal: controller.signal });
      for await (const { run_id } of list) {
        seen.push(run_id);
        controller.abort();
      }
    };
    expect(await rejection(read())).toMatchObject({ name: 'AbortedError' });
    expect(seen).toEqual(['r0']);
  });

  it('takes a page of any size', async () => {
    const workflows = Array.from({ length: 200_000 }, (_, index) => ({ id: `w${index}` }));
    const server = await startServer((_, response) => json(response, 200, { workflows }));
    expect(await quickClient(server.url).workflows.list().toArray()).toHaveLength(200_000);
  });

  it('is all its items when iterated', async () => {
    const server = await runServer(5);
    const seen: string[] = [];
    for await (const { run_id } of quickClient(server.url).runs.list('nebraska')) seen.push(run_id);
    expect(seen).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);
    expect(server.requests).toHaveLength(3);
  });

  it('reads no further than it is iterated', async () => {
    const server = await runServer(5);
    for await (const _ of quickClient(server.url).runs.list('nebraska')) break;
    expect(server.requests).toHaveLength(1);
  });

  it('stops at the limit, over pages', async () => {
    const server = await runServer(9);
    const { runs } = quickClient(server.url);
    expect(ids(await runs.list('nebraska', { limit: 3, pageSize: 2 }).toArray())).toEqual(['r0', 'r1', 'r2']);
    expect(server.requests).toHaveLength(2);
    expect(await runs.list('nebraska', { limit: 0 }).toArray()).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });

  it('begins at a page token, and sends the other parameters with each page', async () => {
    const server = await runServer(5);
    const list = quickClient(server.url).runs.list('nebraska', {
      status: 'success',
      pageSize: 2,
      pageToken: '1',
    });
    expect(ids(await list.toArray())).toEqual(['r1', 'r2', 'r3', 'r4']);
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/workflows/nebraska/runs?status=success&page_size=2&page_token=1',
      '/workflows/nebraska/runs?status=success&page_size=2&page_token=3',
    ]);
  });

  it('goes on after an empty page', async () => {
    const server = await startServer((_, response, index) =>
      json(response, 200, index === 0 ? { runs: [], next_page_token: 'a' } : { runs: [run(7)] }),
    );
    expect(ids(await quickClient(server.url).runs.list('nebraska').toArray())).toEqual(['r7']);
  });

  it.each([[['a', 'a']], [['a', 'b', 'a']]])('refuses a server that gives the tokens %j', async (tokens) => {
    const server = await startServer((_, response, index) =>
      json(response, 200, { runs: [], next_page_token: tokens[index] }),
    );
    const error = await rejection(quickClient(server.url).runs.list('nebraska').toArray());
    expect(error).toMatchObject({ name: 'ServerError', code: 'repeated-page-token' });
    expect(server.requests).toHaveLength(tokens.length);
  });

  it('is read again at each use', async () => {
    const server = await runServer(1);
    const list = quickClient(server.url).runs.list('nebraska');
    await list;
    await list.toArray();
    expect(server.requests).toHaveLength(2);
  });

  it('is catchable', async () => {
    const server = await startServer((_, response) => json(response, 404, {}));
    const list = quickClient(server.url).runs.list('nebraska');
    expect(await list.catch((error: { name: string }) => error.name)).toBe('NotFoundError');
  });

  it.each(['dataSelections', 'workflows'] as const)('of %s has a limit too', async (resource) => {
    const item = (id: string) => ({ id, description: null, workflows: [] });
    const server = await startServer((_, response) =>
      json(response, 200, { data_selections: [item('a'), item('b')], workflows: [item('a'), item('b')] }),
    );
    const items = await quickClient(server.url)[resource].list({ limit: 1 }).toArray();
    expect(items.map(({ id }) => id)).toEqual(['a']);
  });
});
