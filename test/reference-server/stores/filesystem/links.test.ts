import { appendFile, readdir, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFilesystemStore } from '../../../../src/reference-server/stores/filesystem.js';
import { openStore } from './fixture.js';

const start = new Date('2026-11-23T19:00:00.500Z');

describe('a signed link', () => {
  it('names bucket and file, and holds neither key nor user beyond its path', async () => {
    const { store, folder } = await openStore(() => start);
    const link = await store.link(folder, 'two words+ü.csv', 'https://api.example.org/dev');
    expect(link).toMatch(
      /^https:\/\/api\.example\.org\/dev\/_files\/staging\/researcher\/run\/two%20words%2B%C3%BC\.csv\?expires=1795461300&signature=[\w-]{43}$/,
    );
  });

  it('works for 15 minutes and then says that it has expired', async () => {
    let now = start;
    const { put, target, serve } = await openStore(() => now);
    await put('a.txt', 'a');
    const link = await target('a.txt');
    now = new Date(start.getTime() + 899_000);
    expect((await serve(link)).status).toBe(200);
    now = new Date(start.getTime() + 900_000);
    await expect(serve(link)).rejects.toMatchObject({
      status: 403,
      code: 'not-authorized',
      detail: expect.stringContaining('expired'),
    });
  });

  it('is refused when anything in it was changed, before the disk is touched', async () => {
    const { put, target, serve } = await openStore(() => start);
    await put('a.txt', 'a');
    await put('b.txt', 'b');
    const link = await target('a.txt');
    const changed = [
      link.replace('a.txt', 'b.txt'),
      link.replace('a.txt', 'missing.txt'),
      link.replace('/researcher/', '/reviewer/'),
      link.replace('/staging/', '/archive/'),
      link.replace('/run/', '/run/../run/'),
      link.replace('/run/', '/run/%2e%2e/run/'),
      link.replace('/run/', '/run//'),
      link.replace('expires=1', 'expires=2'),
      link.replace('expires=', 'expires=0'),
      link.replace('signature=', 'signature=A'),
      `${link}A`,
      `${link}=`,
      link.replace(/signature=./, (head) => (head.endsWith('A') ? 'signature=B' : 'signature=A')),
      link.replace(/&signature=.*/, ''),
      link.replace(/&signature=.*/, '&signature='),
      link.replace(/expires=\d+&/, ''),
      link.replace(/expires=\d+/, 'expires=never'),
      link.replace('?', '?expires=9999999999&'),
      `${link}&download=1`,
      link.replace(/\?.*/, ''),
      link.replace('?', '??'),
      '/_files/',
      '/_files',
    ];
    for (const target of changed) {
      await expect(serve(target), target).rejects.toMatchObject({ status: 403, code: 'not-authorized' });
    }
    await expect(serve(link.replace('a.txt', '%zz'))).rejects.toMatchObject({
      status: 400,
      code: 'invalid-path',
    });
    expect(await (await serve(link)).text()).toBe('a');
  });

  it('of one key is worth nothing with another', async () => {
    const { store, folder, put } = await openStore(() => start);
    await put('a.txt', 'a');
    const other = createFilesystemStore({
      root: '/',
      signingKey: new Uint8Array(32).fill(8),
      now: () => start,
    });
    const target = await other.link(folder, 'a.txt', '');
    await expect(store.serve(new Request('http://localhost'), target)).rejects.toMatchObject({ status: 403 });
    expect(() => createFilesystemStore({ root: '/', signingKey: new Uint8Array(31) })).toThrow('signingKey');
  });
});

describe('a file that is served', () => {
  it('comes with what a browser needs to save it and must not do with it', async () => {
    const { path, put, target, serve } = await openStore();
    await put('page "1" ü%.html', '<script>alert(1)</script>');
    await utimes(join(path, 'page "1" ü%.html'), start, start);
    const response = await serve(await target('page "1" ü%.html'));
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="page _1_ __.html"; filename*=UTF-8''page%20%221%22%20%C3%BC%25.html`,
      'content-length': '25',
      'content-security-policy': 'sandbox',
      'content-type': 'text/html',
      etag: expect.stringMatching(/^"[\w-]+"$/),
      'last-modified': 'Mon, 23 Nov 2026 19:00:00 GMT',
      'x-content-type-options': 'nosniff',
    });
    expect(await response.text()).toBe('<script>alert(1)</script>');
  });

  it.each([
    ['a.csv', 'text/csv'],
    ['a.PNG', 'image/png'],
    ['a.tar.gz', 'application/gzip'],
    ['tiles.TSV', 'text/tab-separated-values'],
    ['a', 'application/octet-stream'],
    ['a.unheard-of', 'application/octet-stream'],
    ['.bashrc', 'application/octet-stream'],
  ])('has the type of its extension: %s is %s', async (name, type) => {
    const { put, target, serve } = await openStore();
    await put(name, 'x');
    const response = await serve(await target(name));
    await response.body?.cancel();
    expect(response.headers.get('content-type')).toBe(type);
  });

  it('answers HEAD as GET, without the body and whatever the range', async () => {
    const { put, target, serve } = await openStore();
    await put('a.txt', '0123456789');
    const response = await serve(await target('a.txt'), { method: 'HEAD', headers: { Range: 'bytes=2-4' } });
    expect([response.status, response.body, response.headers.get('content-length')]).toEqual([
      200,
      null,
      '10',
    ]);
  });

  it('answers other methods with 405', async () => {
    const { put, target, serve } = await openStore();
    await put('a.txt', 'a');
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      await expect(serve(await target('a.txt'), { method })).rejects.toMatchObject({
        status: 405,
        headers: { Allow: 'GET, HEAD' },
      });
    }
  });

  it.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
    ['Bytes = 9 - 9', '9', 'bytes 9-9/10'],
  ])('gives the range %s', async (range, text, contentRange) => {
    const { put, target, serve } = await openStore();
    await put('a.txt', '0123456789');
    const response = await serve(await target('a.txt'), { headers: { Range: range } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(`${text.length}`);
    expect(await response.text()).toBe(text);
  });

  it.each(['bytes=0-1,3-4', 'bytes=4-2', 'bytes=-', 'bytes=a-b', 'lines=0-1', 'bytes=0-1;', ''])(
    'gives the whole file when asked for %j',
    async (range) => {
      const { put, target, serve } = await openStore();
      await put('a.txt', '0123456789');
      const response = await serve(await target('a.txt'), { headers: { Range: range } });
      expect([response.status, await response.text()]).toEqual([200, '0123456789']);
      expect(response.headers.has('content-range')).toBe(false);
    },
  );

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0', `bytes=${'9'.repeat(400)}-`])(
    'refuses the range %s, which holds nothing',
    async (range) => {
      const { put, target, serve } = await openStore();
      await put('a.txt', '0123456789');
      await expect(serve(await target('a.txt'), { headers: { Range: range } })).rejects.toMatchObject({
        status: 416,
        headers: { 'Content-Range': 'bytes */10' },
      });
    },
  );

  it('may be empty', async () => {
    const { put, target, serve } = await openStore();
    await put('a.txt', '');
    const response = await serve(await target('a.txt'));
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '0',
      '',
    ]);
    await expect(serve(await target('a.txt'), { headers: { Range: 'bytes=0-' } })).rejects.toMatchObject({
      status: 416,
    });
  });

  it('is not sent again to whom has this version', async () => {
    const { path, put, target, serve } = await openStore();
    await put('a.txt', 'one');
    await utimes(join(path, 'a.txt'), start, start);
    const get = async (headers: Record<string, string>) => serve(await target('a.txt'), { headers });
    const etag = (await get({})).headers.get('etag') ?? '';
    for (const tags of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const response = await get({ 'If-None-Match': tags });
      expect([response.status, response.body, response.headers.get('etag')]).toEqual([304, null, etag]);
    }
    expect(
      (await get({ 'If-None-Match': '"x"', 'If-Modified-Since': 'Mon, 23 Nov 2026 19:00:00 GMT' })).status,
    ).toBe(200);
    expect((await get({ 'If-Modified-Since': 'Mon, 23 Nov 2026 19:00:00 GMT' })).status).toBe(304);
    expect((await get({ 'If-Modified-Since': 'Mon, 23 Nov 2026 18:59:59 GMT' })).status).toBe(200);
    expect((await get({ 'If-Modified-Since': 'yesterday' })).status).toBe(200);
    await put('a.txt', 'two');
    expect((await get({ 'If-None-Match': etag })).status).toBe(200);
  });

  it('is continued by range only when it is still the same version', async () => {
    const { put, target, serve } = await openStore();
    await put('a.txt', '0123456789');
    const get = async (condition: string) =>
      serve(await target('a.txt'), { headers: { Range: 'bytes=5-', 'If-Range': condition } });
    const etag = (await serve(await target('a.txt'), { method: 'HEAD' })).headers.get('etag') ?? '';
    expect((await get(etag)).status).toBe(206);
    expect((await get('"other"')).status).toBe(200);
    expect((await get(`W/${etag}`)).status).toBe(200);
    expect((await get(new Date().toUTCString())).status).toBe(200);
  });

  it('comes in the length that was announced when it grows meanwhile, and breaks off when it shrinks', async () => {
    const { path, put, target, serve } = await openStore();
    await put('a.bin', new Uint8Array(200_000));
    const growing = await serve(await target('a.bin'));
    await appendFile(join(path, 'a.bin'), 'more');
    expect((await growing.arrayBuffer()).byteLength).toBe(200_000);
    const shrinking = await serve(await target('a.bin'));
    await truncate(join(path, 'a.bin'), 70_000);
    await expect(shrinking.arrayBuffer()).rejects.toThrow();
  });
});

describe.skipIf(process.platform !== 'linux')('a file that is served leaves nothing open', () => {
  it('at its end, on cancel, on abort, and when only its headers are wanted', async () => {
    const { put, target, serve } = await openStore();
    await put('a.bin', new Uint8Array(300_000));
    const openFiles = async () => (await readdir('/proc/self/fd')).length;
    const link = await target('a.bin');
    await serve(link, { method: 'HEAD' });
    const before = await openFiles();
    for (let round = 0; round < 20; round += 1) {
      await (await serve(link)).arrayBuffer();
      await (await serve(link)).body?.cancel();
      const started = (await serve(link)).body?.getReader();
      await started?.read();
      await started?.cancel();
      await serve(link, { method: 'HEAD' });
      await serve(link, { headers: { 'If-None-Match': '*' } });
      await serve(link, { headers: { Range: 'bytes=999999-' } }).catch(() => undefined);
      const abort = new AbortController();
      const aborted = await serve(link, { signal: abort.signal });
      abort.abort();
      await expect(aborted.text()).rejects.toThrow();
    }
    expect(await openFiles()).toBeLessThanOrEqual(before);
  });
});
