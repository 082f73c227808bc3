import { describe, expect, it } from 'vitest';
import { quickClient, rejection } from './support/client.js';
import { json, startServer } from './support/server.js';

/** Serves the parts of a log; all but the last lead on, to an address elsewhere that must not be followed. */
function logServer(parts: readonly string[], headers: (next: string) => Record<string, string>) {
  return startServer(({ target }, response) => {
    const index = Number(new URL(target, 'http://localhost').searchParams.get('page_token') ?? 0);
    const link = index + 1 < parts.length ? headers(String(index + 1)) : {};
    response.writeHead(200, { 'content-type': 'text/plain', ...link }).end(parts[index]);
  });
}

const link = (next: string) => ({
  link: `<https://elsewhere.example.org/log?page_token=${next}>; rel="next"`,
});

describe('runs.log', () => {
  it('is one text when awaited, and parts when iterated', async () => {
    const server = await logServer(['one\n', 'two\n'], link);
    const { runs } = quickClient(server.url);
    expect(await runs.log('nebraska', 'r1', 'main')).toBe('one\ntwo\n');
    const parts: string[] = [];
    for await (const part of runs.log('nebraska', 'r1', 'main')) parts.push(part);
    expect(parts).toEqual(['one\n', 'two\n']);
  });

  it('refuses to go round in a circle', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', ...link('7') }).end('more\n');
    });
    const { runs } = quickClient(server.url);
    expect(await rejection(runs.log('nebraska', 'r1', 'main'))).toMatchObject({
      code: 'repeated-page-token',
    });
  });

  it('refuses to go round in a wider circle', async () => {
    const server = await startServer(({ target }, response) => {
      const next = target.includes('page_token=a') ? 'b' : 'a';
      response.writeHead(200, { 'content-type': 'text/plain', ...link(next) }).end('more\n');
    });
    const { runs } = quickClient(server.url);
    expect(await rejection(runs.log('nebraska', 'r1', 'main'))).toMatchObject({
      code: 'repeated-page-token',
    });
  });

  it('ends at a link that is no address', async () => {
    const server = await startServer((_, response) => {
      const headers = { 'content-type': 'text/plain', link: '<http://[x>; rel="next"' };
      response.writeHead(200, headers).end('all\n');
    });
    expect(await quickClient(server.url).runs.log('nebraska', 'r1', 'main')).toBe('all\n');
  });

  it('asks for a try and an instance', async () => {
    const server = await logServer(['text', ''], link);
    await quickClient(server.url).runs.log('nebraska', 'r1', 'a b', { try: 2, mapIndex: 0 });
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/workflows/nebraska/runs/r1/tasks/a%20b/log?try=2&map_index=0',
      '/workflows/nebraska/runs/r1/tasks/a%20b/log?try=2&map_index=0&page_token=1',
    ]);
  });

  it('stops at what is printed so far, unless it follows', async () => {
    const server = await logServer(['one', '', 'two'], link);
    const { runs } = quickClient(server.url, { polling: { least: 5, most: 10 } });
    expect(await runs.log('nebraska', 'r1', 'main')).toBe('one');
    expect(await runs.log('nebraska', 'r1', 'main', { follow: true })).toBe('onetwo');
  });

  it('ends when aborted', async () => {
    const server = await logServer(['one', '', ...Array(1000).fill('')], link);
    const controller = new AbortController();
    const following = runsOf(server.url).log('nebraska', 'r1', 'main', {
      follow: true,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 30);
    expect(await rejection(following)).toMatchObject({ name: 'AbortedError' });
  });

  it('is a typed error for a task that is not there', async () => {
    const server = await startServer((_, response) => json(response, 404, { code: 'task-not-found' }));
    expect(await rejection(runsOf(server.url).log('nebraska', 'r1', 'x'))).toMatchObject({
      code: 'task-not-found',
    });
  });
});

function runsOf(url: string) {
  return quickClient(url).runs;
}
