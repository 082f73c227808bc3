import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { link, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from './fixture.js';

describe('a folder that a workflow has laid traps in', () => {
  it('shows regular files and folders, and nothing else', async () => {
    const { path, put, list, root } = await openStore();
    await put('good.txt');
    await put('sub/good.txt');
    await writeFile(join(root, 'secret'), 'secret');
    await symlink(join(root, 'secret'), join(path, 'link-to-file'));
    await symlink('good.txt', join(path, 'link-beside'));
    await symlink(root, join(path, 'link-to-folder'));
    await symlink('..', join(path, 'link-up'));
    await symlink('nowhere', join(path, 'link-to-nothing'));
    execFileSync('mkfifo', [join(path, 'pipe')]);
    const server = createServer().listen(join(path, 'socket'));
    const page = await list();
    server.close();
    expect(page?.files.map((file) => file.name)).toEqual(['good.txt']);
    expect(page?.folders).toEqual(['sub/']);
  });

  it('leaves out names that the API cannot speak of, and files that are being written', async () => {
    const { path, put, list } = await openStore();
    await put('good.txt');
    const latin1 = Buffer.from([0xe9]);
    const names = ['line\nfeed', 'escape\u001b[2J', 'back\\slash', 'c1\u0085'].map((name) =>
      Buffer.from(name),
    );
    for (const name of [...names, latin1, Buffer.from(`.labcas-${'0'.repeat(32)}.tmp`)]) {
      await writeFile(Buffer.concat([Buffer.from(`${path}/`), name]), '');
    }
    await put('\ufffd.txt');
    expect((await list())?.files.map((file) => file.name)).toEqual(['good.txt', '\ufffd.txt']);
  });

  it('does not show folders in which no file lies at any depth, as S3 has none', async () => {
    const { path, put, list } = await openStore();
    expect(await list()).toBeUndefined();
    await mkdir(join(path, 'empty/deep/deeper'), { recursive: true });
    await symlink('/etc', join(path, 'empty/deep/link'));
    expect(await list()).toBeUndefined();
    await put('full/deep/file.txt');
    expect(await list()).toEqual({ folders: ['full/'], files: [] });
  });

  it('is not listed, read or written through a symbolic link, wherever in the path it is', async () => {
    const { root, path, store, folder, put, list, serve } = await openStore();
    await put('real/a.txt', 'a');
    await symlink('real', join(path, 'alias'));
    await symlink(join(root, 'staging'), join(root, 'other'));
    await symlink(join(root, 'staging/researcher'), join(root, 'staging/reviewer'));
    for (const ref of [
      { ...folder, prefix: `${folder.prefix}alias/` },
      { bucket: 'other', prefix: `${folder.prefix}real/` },
      { ...folder, prefix: 'reviewer/run/real/' },
    ]) {
      expect(await store.list(ref, { pageSize: 10 })).toBeUndefined();
      const outcome = await store.writeProperties(ref, new Map([['a.txt', { k: 'v' }]]));
      expect(outcome).toEqual({ missing: ['a.txt'], conflicting: [] });
      await expect(serve(await store.link(ref, 'a.txt', ''))).rejects.toMatchObject({ status: 404 });
    }
    expect(await readdir(join(path, 'real'))).toEqual(['a.txt']);
    expect(await list(`${folder.prefix}real/`)).toMatchObject({ files: [{ name: 'a.txt', properties: {} }] });
  });

  it('does not lead out of itself by dots, slashes or absolute names', async () => {
    const { root, store, folder, put, serve } = await openStore();
    await put('a.txt');
    await writeFile(join(root, 'secret'), 'secret');
    for (const prefix of [
      '../',
      'researcher/../researcher/run/',
      './',
      '/',
      '//',
      'researcher//run/',
      `${root}/`,
    ]) {
      expect(await store.list({ ...folder, prefix }, { pageSize: 10 })).toBeUndefined();
    }
    for (const bucket of ['not-there-yet', '..', '.', '', 'staging/researcher', '/', root]) {
      expect(await store.list({ bucket, prefix: '' }, { pageSize: 10 })).toBeUndefined();
    }
    for (const name of ['../../../secret', '..', '.', '', '/etc/passwd', 'a.txt/']) {
      const outcome = await store.writeProperties(folder, new Map([[name, { k: 'v' }]]));
      expect(outcome.missing).toEqual([name]);
      await expect(serve(await store.link(folder, name, ''))).rejects.toMatchObject({ status: 404 });
    }
  });

  it('is not served from, nor written beside, where a link, a pipe or a folder is', async () => {
    const { root, path, store, folder, target, serve } = await openStore();
    await writeFile(join(root, 'secret'), 'secret');
    await symlink(join(root, 'secret'), join(path, 'link'));
    execFileSync('mkfifo', [join(path, 'pipe')]);
    await mkdir(join(path, 'folder'));
    for (const name of ['link', 'pipe', 'folder', 'nothing']) {
      await expect(serve(await target(name))).rejects.toMatchObject({
        status: 404,
        code: 'output-not-found',
      });
      const outcome = await store.writeProperties(folder, new Map([[name, { k: 'v' }]]));
      expect(outcome).toEqual({ missing: [name], conflicting: [] });
    }
    expect((await readdir(path)).sort()).toEqual(['folder', 'link', 'pipe']);
  });

  it('does not read or write metadata through a link, a pipe or a folder', async () => {
    const { root, path, store, folder, put, list } = await openStore();
    await writeFile(join(root, 'victim'), '[link]\nk = v\n');
    for (const name of ['link', 'pipe', 'folder', 'huge', 'binary']) await put(name);
    await symlink(join(root, 'victim'), join(path, 'link.cfg'));
    execFileSync('mkfifo', [join(path, 'pipe.cfg')]);
    await put('folder.cfg/file');
    await put('huge.cfg', `[huge]\nk = ${'v'.repeat(5_000_000)}\n`);
    await put('binary.cfg', Buffer.from('[binary]\nk = \xff\n', 'latin1'));
    const page = await list();
    expect(page?.files.map(({ name }) => name).sort()).toEqual([
      'binary',
      'binary.cfg',
      'folder',
      'huge',
      'huge.cfg',
      'link',
      'pipe',
    ]);
    for (const { properties } of page?.files ?? []) expect(properties).toEqual({});
    for (const name of ['link', 'pipe', 'folder', 'huge', 'binary']) {
      for (const properties of [{ k: 'new' }, {}]) {
        const outcome = await store.writeProperties(folder, new Map([[name, properties]]));
        expect(outcome).toEqual({ missing: [], conflicting: [name] });
      }
    }
    expect(await readFile(join(root, 'victim'), 'utf8')).toBe('[link]\nk = v\n');
  });

  it('does not pass a change of metadata on to another name of the same file', async () => {
    const { path, root, store, folder, put } = await openStore();
    await put('a.txt');
    await writeFile(join(root, 'victim'), '[a.txt]\nk = v\n');
    await link(join(root, 'victim'), join(path, 'a.txt.cfg'));
    await store.writeProperties(folder, new Map([['a.txt', { k: 'new' }]]));
    expect(await readFile(join(path, 'a.txt.cfg'), 'utf8')).toBe('[a.txt]\nk = new\n\n');
    expect(await readFile(join(root, 'victim'), 'utf8')).toBe('[a.txt]\nk = v\n');
  });
});

// Most disks keep few centuries; a file system in memory takes any number.
const memory = '/dev/shm';

describe.skipIf(!existsSync(memory))('a file whose time is beyond all calendars', () => {
  it.each([
    ['@99999999999999', '9999-12-31T23:59:59.999Z'],
    ['@300000000000', '9999-12-31T23:59:59.999Z'],
    ['@-99999999999', '1970-01-01T00:00:00.000Z'],
  ])('is listed and served as of the first or last day that can be written: %s', async (time, expected) => {
    const { put, path, list, target, serve } = await openStore(undefined, memory);
    await put('a.txt', 'text');
    execFileSync('touch', ['-d', time, join(path, 'a.txt')]);
    expect((await list())?.files).toMatchObject([{ name: 'a.txt', lastModified: expected }]);
    const response = await serve(await target('a.txt'));
    expect(response.status).toBe(200);
    expect(response.headers.get('last-modified')).toBe(new Date(expected).toUTCString());
  });
});
