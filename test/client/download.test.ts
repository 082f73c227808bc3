import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OutputFile } from '../../src/client/index.js';
import { downloadToFile } from '../../src/client/node.js';
import { quickClient, rejection } from './support/client.js';
import { json, type Received, startServer } from './support/server.js';

const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 251));

type Fault = (request: Received, response: ServerResponse) => void;

const whole: Fault = (_, response) => {
  response.writeHead(200, { 'content-length': content.length, etag: '"1"' }).end(content);
};

/** From the byte that is asked for, as S3 does. */
const ranged: Fault = (request, response) => {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const range = `bytes ${from}-${content.length - 1}/${content.length}`;
  const length = content.length - from;
  response.writeHead(from ? 206 : 200, {
    'content-length': length,
    etag: '"1"',
    ...(from && { 'content-range': range }),
  });
  response.end(content.subarray(from));
};

const half: Fault = (_, response) => {
  response.writeHead(200, { 'content-length': content.length, etag: '"1"' });
  response.write(content.subarray(0, 40_000), () => setTimeout(() => response.socket?.destroy(), 20));
};

const stalls: Fault = (_, response) => {
  response.writeHead(200, { 'content-length': content.length });
  response.write(content.subarray(0, 40_000));
};

const status =
  (code: number): Fault =>
  (_, response) =>
    response.writeHead(code).end('<Error/>') && undefined;

/** Serves the file by the faults in turn, the last one for ever, and its listing with a new link each time. */
async function fileServer(...answers: Fault[]) {
  let downloads = 0;
  let links = 0;
  const server = await startServer((request, response) => {
    if (request.target.startsWith('/output-data')) {
      const href = `http://${request.headers.host}/_files/ihc.csv?link=${++links}`;
      const file = { href, size: content.length, last_modified: 't', properties: {} };
      return json(response, 200, { prefix: 'a/', folders: {}, files: { 'ihc.csv': file } });
    }
    const answer = answers[Math.min(downloads, answers.length - 1)] ?? whole;
    downloads += 1;
    answer(request, response);
  });
  const client = quickClient(server.url, { timeout: { attempt: 200 } });
  const file = async (): Promise<OutputFile> => {
    const [entry] = await client.outputs.list('a').toArray();
    if (entry?.type !== 'file') throw new Error('There is no file.');
    return entry;
  };
  return { ...server, client, file };
}

describe('outputs.download', () => {
  it('reads the file without the token, and tells how far it is', async () => {
    const { client, file, requests } = await fileServer(whole);
    const seen: number[] = [];
    const bytes = await client.outputs
      .download(await file(), { onProgress: ({ received, size }) => seen.push(received / (size ?? 1)) })
      .bytes();
    expect(content.equals(bytes)).toBe(true);
    expect(requests.at(-1)?.headers.authorization).toBeUndefined();
    expect(seen.at(-1)).toBe(1);
  });

  it('finds the link of a path by itself', async () => {
    const { client } = await fileServer(whole);
    expect(content.equals(await client.outputs.download('a/ihc.csv').bytes())).toBe(true);
    expect(await rejection(client.outputs.download('a/other.csv').bytes())).toMatchObject({
      code: 'output-not-found',
    });
  });

  it('can be read as a stream, and sends nothing before', async () => {
    const { client, file, requests } = await fileServer(whole);
    const download = client.outputs.download(await file());
    expect(requests).toHaveLength(1);
    const response = new Response(download.stream());
    expect(content.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
  });

  it.each([
    ['breaks', half],
    ['stalls', stalls],
  ])('goes on where it was when the connection %s', async (_, fault) => {
    const { client, file, requests } = await fileServer(fault, ranged);
    expect(content.equals(await client.outputs.download(await file()).bytes())).toBe(true);
    expect(requests.at(-1)?.headers.range).toBe('bytes=40000-');
  });

  it('goes on with a server that knows no ranges', async () => {
    const { client, file } = await fileServer(half, whole);
    expect(content.equals(await client.outputs.download(await file()).bytes())).toBe(true);
  });

  it('asks for a new link when the old one has expired, also in the middle', async () => {
    const { client, file, requests } = await fileServer(status(403), half, status(403), ranged);
    expect(content.equals(await client.outputs.download(await file()).bytes())).toBe(true);
    expect(requests.filter(({ target }) => target.startsWith('/output-data'))).toHaveLength(3);
    expect(requests.at(-1)).toMatchObject({
      target: '/_files/ihc.csv?link=3',
      headers: { range: 'bytes=40000-' },
    });
  });

  it('gives up after its attempts, without the link in the error', async () => {
    const { client, file, requests } = await fileServer(status(403));
    const error = await rejection(client.outputs.download(await file()).bytes());
    expect(error).toMatchObject({ name: 'PermissionError', status: 403 });
    expect(JSON.stringify(error)).not.toContain('link=');
    expect(requests.filter(({ target }) => target.startsWith('/_files'))).toHaveLength(4);
  });

  it('refuses a file that is not as large as listed', async () => {
    const { client, file } = await fileServer(whole);
    const error = await rejection(client.outputs.download({ ...(await file()), size: 7 }).bytes());
    expect(error).toMatchObject({ name: 'ServerError', code: 'file-changed' });
  });

  it('refuses a file that was changed in the middle', async () => {
    const changed: Fault = (_, response) => {
      const range = `bytes 40000-${content.length - 1}/${content.length}`;
      response.writeHead(206, { etag: '"2"', 'content-range': range }).end(content.subarray(40_000));
    };
    const { client, file } = await fileServer(half, changed);
    const error = await rejection(client.outputs.download(await file()).bytes());
    expect(error).toMatchObject({ name: 'ServerError', code: 'file-changed' });
  });

  it('waits as long as the server asks before it goes on', async () => {
    const busy: Fault = (_, response) => response.writeHead(429, { 'retry-after': '1' }).end() && undefined;
    const { client, file, requests } = await fileServer(busy, whole);
    const listed = await file();
    const begun = Date.now();
    expect(content.equals(await client.outputs.download(listed).bytes())).toBe(true);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(990);
    expect(requests).toHaveLength(3);
  });

  it('does not wait for days', async () => {
    const busy: Fault = (_, response) =>
      response.writeHead(503, { 'retry-after': '86400' }).end() && undefined;
    const { client, file, requests } = await fileServer(busy);
    const error = await rejection(client.outputs.download(await file()).bytes());
    expect(error).toMatchObject({ status: 503, retryAfter: 86_400 });
    expect(requests).toHaveLength(2);
  });

  it('begins at the byte that it is told', async () => {
    const { client, file, requests } = await fileServer(ranged);
    const seen: number[] = [];
    const options = { from: 99_000, onProgress: ({ received }: { received: number }) => seen.push(received) };
    const bytes = await client.outputs.download(await file(), options).bytes();
    expect(content.subarray(99_000).equals(bytes)).toBe(true);
    expect(requests.at(-1)?.headers.range).toBe('bytes=99000-');
    expect(seen.at(-1)).toBe(100_000);
  });

  it('refuses a link that is no address', async () => {
    const { client, file } = await fileServer(whole);
    for (const href of ['', '/relative', 'javascript:1']) {
      const error = await rejection(client.outputs.download({ ...(await file()), href }).bytes());
      expect(error).toMatchObject({ name: 'ServerError', code: 'invalid-response' });
    }
  });

  it('ends at once when aborted', async () => {
    const { client, file } = await fileServer(stalls);
    const controller = new AbortController();
    const options = { signal: controller.signal, onProgress: () => controller.abort() };
    const error = await rejection(client.outputs.download(await file(), options).bytes());
    expect(error).toMatchObject({ name: 'AbortedError' });
  });

  it('passes on what a caller throws from onProgress', async () => {
    const { client, file } = await fileServer(whole);
    const onProgress = () => {
      throw new RangeError('mine');
    };
    expect(await rejection(client.outputs.download(await file(), { onProgress }).bytes())).toBeInstanceOf(
      RangeError,
    );
  });
});

describe('downloadToFile', () => {
  const sha256 = createHash('sha256').update(content).digest('hex');

  async function folder(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'download-'));
    onTestFinished(() => rm(path, { recursive: true, force: true }));
    return path;
  }

  it('writes the file with its folders, and tells its checksum', async () => {
    const { client, file } = await fileServer(half, ranged);
    const path = join(await folder(), 'a', 'b', 'ihc.csv');
    const written = await downloadToFile(client, await file(), path);
    expect(written).toEqual({
      path,
      size: content.length,
      sha256,
    });
    expect(content.equals(await readFile(path))).toBe(true);
  });

  it('refuses the path of a folder before it fetches anything', async () => {
    const { client, file, requests } = await fileServer(whole);
    const listed = await file();
    const error = await rejection(downloadToFile(client, listed, await folder()));
    expect(error).toMatchObject({ code: 'EISDIR' });
    expect(requests).toHaveLength(1);
  });

  it('leaves what was there, and nothing else, when it fails', async () => {
    const { client, file } = await fileServer(half, status(404));
    const path = await folder();
    await writeFile(join(path, 'ihc.csv'), 'old');
    expect(await rejection(downloadToFile(client, await file(), join(path, 'ihc.csv')))).toMatchObject({
      name: 'NotFoundError',
    });
    expect(await readdir(path)).toEqual(['ihc.csv']);
    expect(await readFile(join(path, 'ihc.csv'), 'utf8')).toBe('old');
  });

  it('goes on in another call with what a failed one has kept', async () => {
    const { client, file, requests } = await fileServer(half, status(404), half, status(500), ranged);
    const target = join(await folder(), 'ihc.csv');
    const options = { resume: true, retry: { attempts: 2 } };
    expect(await rejection(downloadToFile(client, await file(), target, options))).toBeInstanceOf(Error);
    expect(await readdir(dirname(target))).toEqual([]);
    expect(await rejection(downloadToFile(client, await file(), target, options))).toBeInstanceOf(Error);
    expect(await readdir(dirname(target))).toEqual([expect.stringMatching(/^ihc\.csv\.\w+\.part$/)]);
    expect(await downloadToFile(client, await file(), target, options)).toMatchObject({ sha256 });
    expect(requests.at(-1)?.headers.range).toBe('bytes=40000-');
    expect(await readdir(dirname(target))).toEqual(['ihc.csv']);
  });

  it('does not go on with the part of another version of the file', async () => {
    const { client, file, requests } = await fileServer(half, status(500), whole);
    const target = join(await folder(), 'ihc.csv');
    const options = { resume: true, retry: { attempts: 2 } };
    const old = { ...(await file()), last_modified: 'before' };
    expect(await rejection(downloadToFile(client, old, target, options))).toBeInstanceOf(Error);
    expect(await downloadToFile(client, await file(), target, options)).toMatchObject({ sha256 });
    expect(requests.at(-1)?.headers.range).toBeUndefined();
  });

  it('asks for no more than the last byte of a part that is whole', async () => {
    const { client, file, requests } = await fileServer(half, status(500), ranged);
    const listed = await file();
    const target = join(await folder(), 'ihc.csv');
    const options = { resume: true, retry: { attempts: 2 } };
    await rejection(downloadToFile(client, listed, target, options));
    const [part = ''] = await readdir(dirname(target));
    await writeFile(join(dirname(target), part), content);
    expect(await downloadToFile(client, listed, target, options)).toMatchObject({ sha256 });
    expect(requests.at(-1)?.headers.range).toBe('bytes=99999-');
    expect(await readdir(dirname(target))).toEqual(['ihc.csv']);
  });

  it('is done no harm by a second call for the same file at the same time', async () => {
    const { client, file } = await fileServer(half, half, ranged);
    const target = join(await folder(), 'ihc.csv');
    const listed = await file();
    const both = await Promise.all(
      [1, 2].map(() => downloadToFile(client, listed, target, { resume: true })),
    );
    expect(both).toMatchObject([{ sha256 }, { sha256 }]);
    expect(content.equals(await readFile(target))).toBe(true);
    expect(await readdir(dirname(target))).toEqual(['ihc.csv']);
  });
});
