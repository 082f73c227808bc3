import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OutputFile } from '../../src/client/index.js';
import { downloadToFile } from '../../src/client/node.js';
import { quickClient, rejection } from './support/client.js';
import { drop } from './support/faults.js';
import { json, type Received, startServer } from './support/server.js';

const size = 100_000;
const before = Buffer.alloc(size, 'A');
const after = Buffer.alloc(size, 'B');
const times = { before: '2026-11-23T19:13:00.500Z', after: '2026-11-23T19:14:00Z' };

type Answer = (request: Received, response: ServerResponse) => void;

/** Serves one file by the answers in turn, the last one for ever; its listing tells `listing.time`. */
async function fileServer(...answers: Answer[]) {
  const listing = { time: times.before, size };
  let downloads = 0;
  const server = await startServer((request, response) => {
    if (request.target.startsWith('/output-data')) {
      const href = `http://${request.headers.host}/_files/a.tif`;
      const file = { href, size: listing.size, last_modified: listing.time, properties: {} };
      return json(response, 200, { prefix: 'p/', folders: {}, files: { 'a.tif': file } });
    }
    const answer = answers[Math.min(downloads, answers.length - 1)];
    downloads += 1;
    return answer?.(request, response);
  });
  const client = quickClient(server.url, { timeout: { attempt: 2000 } });
  const file = async (): Promise<OutputFile> => {
    const [entry] = await client.outputs.list('p').toArray();
    if (entry?.type !== 'file') throw new Error('There is no file.');
    return entry;
  };
  const ranges = () =>
    server.requests.filter(({ target }) => target.startsWith('/_files')).map(({ headers }) => headers.range);
  return { client, file, listing, ranges };
}

const start = ({ headers }: Received) => Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);

/** From the byte that is asked for. */
const rest =
  (content: Buffer, headers: Record<string, string>): Answer =>
  (request, response) => {
    const from = start(request);
    const range = from > 0 ? { 'content-range': `bytes ${from}-${size - 1}/${size}` } : {};
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': size - from, ...headers, ...range });
    response.end(content.subarray(from));
  };

/** The same, but for the second half. */
const half =
  (content: Buffer, headers: Record<string, string>): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-length': size, ...headers });
    response.write(content.subarray(0, size / 2), () => setTimeout(() => drop(response), 20));
  };

const modified = (time: string) => ({ 'last-modified': new Date(time).toUTCString() });

describe('a download that goes on in another call', () => {
  async function place(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'versions-'));
    onTestFinished(() => rm(path, { recursive: true, force: true }));
    return join(path, 'a.tif');
  }

  it.each([
    ['tells the time of the file', modified(times.before), modified(times.after)],
    ['tells only a tag', { etag: '"a"' }, { etag: '"b"' }],
    ['tells nothing', {}, {}],
  ])('is not put together of two versions of the file when the server %s', async (_, old, now) => {
    const { client, file } = await fileServer(half(before, old), rest(after, now));
    const [listed, path] = [await file(), await place()];
    await rejection(downloadToFile(client, listed, path, { resume: true, retry: false }));
    expect(await readdir(dirname(path))).toHaveLength(1);
    await downloadToFile(client, listed, path, { resume: true });
    expect(after.equals(await readFile(path))).toBe(true);
    expect(await readdir(dirname(path))).toEqual(['a.tif']);
  });

  it('fetches only what is missing of the same version', async () => {
    const { client, file, ranges } = await fileServer(
      half(before, modified(times.before)),
      rest(before, modified(times.before)),
    );
    const [listed, path] = [await file(), await place()];
    await rejection(downloadToFile(client, listed, path, { resume: true, retry: false }));
    await downloadToFile(client, listed, path, { resume: true });
    expect(before.equals(await readFile(path))).toBe(true);
    expect(ranges()).toEqual([undefined, 'bytes=50000-']);
  });
});

describe('a download that goes on after a break', () => {
  const changed = { name: 'ServerError', code: 'file-changed' };

  it.each([
    ['time', modified(times.before), modified(times.after)],
    ['tag', { etag: '"a"' }, { etag: '"b"' }],
  ])('is refused when the file has another %s', async (_, old, now) => {
    const { client, file } = await fileServer(half(before, old), rest(after, now));
    expect(await rejection(client.outputs.download(await file()).bytes())).toMatchObject(changed);
  });

  it('is refused when the new listing has another time', async () => {
    const { client, file, listing } = await fileServer(
      half(before, {}),
      (_, response) => {
        listing.time = times.after;
        response.writeHead(403).end();
      },
      rest(after, {}),
    );
    expect(await rejection(client.outputs.download(await file()).bytes())).toMatchObject(changed);
  });

  it('takes a tag as the same when a proxy makes it weak', async () => {
    const { client, file } = await fileServer(half(before, { etag: 'W/"a"' }), rest(before, { etag: '"a"' }));
    expect(before.equals(await client.outputs.download(await file()).bytes())).toBe(true);
  });

  it('leaves out what a server sends before the byte that was asked for', async () => {
    const early: Answer = (_, response) => {
      response.writeHead(206, { 'content-range': `bytes 0-${size - 1}/${size}` }).end(before);
    };
    const { client, file } = await fileServer(half(before, {}), early);
    expect(before.equals(await client.outputs.download(await file()).bytes())).toBe(true);
  });

  it('refuses a part that begins after the byte that was asked for', async () => {
    const late: Answer = (_, response) => {
      response.writeHead(206, { 'content-range': `bytes 60000-${size - 1}/${size}` });
      response.end(before.subarray(60_000));
    };
    const { client, file } = await fileServer(half(before, {}), late);
    expect(await rejection(client.outputs.download(await file()).bytes())).toMatchObject({
      code: 'invalid-response',
    });
  });

  it('refuses an answer that is shorter than what is here', async () => {
    const short: Answer = (_, response) => response.end('0123456789') && undefined;
    const chunked: Answer = (_, response) => {
      response.write(before.subarray(0, size / 2), () => setTimeout(() => drop(response), 20));
    };
    const { client, file } = await fileServer(chunked, short);
    const unsized = { ...(await file()), size: null };
    expect(await rejection(client.outputs.download(unsized).bytes())).toMatchObject(changed);
  });
});

it('an answer of another version is ended, and its connection with it', async () => {
  let isOpen = false;
  const endless: Answer = (_, response) => {
    isOpen = true;
    response.on('close', () => {
      isOpen = false;
    });
    response.writeHead(206, { etag: '"b"', 'content-range': `bytes 50000-${size - 1}/${size}` });
    response.write('B');
  };
  const { client, file } = await fileServer(half(before, { etag: '"a"' }), endless);
  expect(await rejection(client.outputs.download(await file()).bytes())).toMatchObject({
    code: 'file-changed',
  });
  await expect.poll(() => isOpen).toBe(false);
});

describe('a file that is stored compressed', () => {
  const stored = gzipSync(before);
  const encoded = { 'content-encoding': 'gzip', 'content-length': stored.length, etag: '"z"' };
  const whole: Answer = (_, response) => response.writeHead(200, encoded).end(stored) && undefined;

  it('is read as what it holds, though its size is another', async () => {
    const { client, file, listing } = await fileServer(whole);
    listing.size = stored.length;
    expect(before.equals(await client.outputs.download(await file()).bytes())).toBe(true);
  });

  it('is read from its beginning, since no part of it can be', async () => {
    const part: Answer = (_, response) => {
      const range = `bytes 50-${stored.length - 1}/${stored.length}`;
      response.writeHead(206, { ...encoded, 'content-length': stored.length - 50, 'content-range': range });
      response.end(stored.subarray(50));
    };
    const { client, file, listing, ranges } = await fileServer(part, whole);
    listing.size = stored.length;
    const { path, href } = await file();
    const unlisted = { ...(await file()), path, href, last_modified: null };
    const bytes = await client.outputs.download(unlisted, { from: 50 }).bytes();
    expect(before.subarray(50).equals(bytes)).toBe(true);
    expect(ranges()).toEqual(['bytes=50-', undefined]);
  });

  it('is not taken for whole when what is here is as long as what is stored', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'versions-')), 'a.tif');
    onTestFinished(() => rm(dirname(path), { recursive: true, force: true }));
    const breaking: Answer = (_, response) => {
      response.writeHead(200, { etag: '"z"', ...modified(times.before) });
      response.write(before.subarray(0, stored.length), () => setTimeout(() => drop(response), 20));
    };
    const later: Answer = (_, response) =>
      response.writeHead(200, { ...encoded, ...modified(times.before) }).end(stored) && undefined;
    const { client, file, listing } = await fileServer(breaking, later);
    listing.size = stored.length;
    const listed = await file();
    await rejection(downloadToFile(client, { ...listed, size: size }, path, { resume: true, retry: false }));
    const [part = ''] = await readdir(dirname(path));
    expect((await readFile(join(dirname(path), part))).length).toBe(stored.length);
    await downloadToFile(client, { ...listed, size: size }, path, { resume: true });
    expect(before.equals(await readFile(path))).toBe(true);
  });

  it('is not asked for: a proxy must not compress what is not', async () => {
    const { client, file } = await fileServer((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity');
      response.end(before);
    });
    expect(before.equals(await client.outputs.download(await file()).bytes())).toBe(true);
  });
});

it('a stream that is cancelled ends a download that has stalled, at once', async () => {
  const stalled: Answer = (_, response) => {
    response.writeHead(200, { 'content-length': size });
    response.write(before.subarray(0, 1000));
  };
  const { client, file, ranges } = await fileServer(stalled);
  const reader = client.outputs
    .download(await file(), { timeout: 60_000 })
    .stream()
    .getReader();
  await reader.read();
  await reader.cancel();
  expect(ranges()).toHaveLength(1);
});
