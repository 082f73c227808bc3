import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FolderRef, StorePage } from '../../../src/reference-server/store.js';
import { connect, type Objects } from '../../../src/reference-server/stores/s3/objects.js';
import { writeMetadata } from '../../../src/reference-server/stores/s3/write.js';
import { openS3Bucket } from '../support/s3-bucket.js';
import { type S3Server, s3Missing, startS3 } from '../support/s3-server.js';
import { awsTestEnvironment } from '../support/ssm-server.js';
import { describeStore } from './suite.js';

describe.skipIf(s3Missing !== undefined)(`S3${s3Missing === undefined ? '' : ` (${s3Missing})`}`, () => {
  let server: S3Server;
  beforeAll(async () => {
    for (const [name, value] of Object.entries(awsTestEnvironment)) process.env[name] ??= value;
    server = await startS3();
  });
  afterAll(() => server?.stop());

  const open = () => openS3Bucket(server.endpoint);
  describeStore('S3', open);

  const connected = () => connect({ endpoint: server.endpoint });
  const unending = new AbortController().signal;

  async function opened() {
    const fixture = await open();
    const folder: FolderRef = { bucket: fixture.bucket, prefix: 'researcher/run/' };
    const put = (name: string, content = '') => fixture.put(folder.prefix + name, content);
    return { ...fixture, put, folder };
  }

  it('folders kept by an object of their own name are there, though empty', async () => {
    const { store, folder, put } = await opened();
    await put('');
    expect(await store.list(folder, { pageSize: 10 })).toEqual({ folders: [], files: [] });
    await put('sub/');
    await put('a');
    const page = await store.list(folder, { pageSize: 10 });
    expect([page?.folders, page?.files.map(({ name }) => name)]).toEqual([['sub/'], ['a']]);
  });

  it('keys that the API cannot speak of are left out', async () => {
    const { store, folder, put } = await opened();
    for (const name of ['good', 'back\\slash', 'a/../b', '../up', '/rooted', './here', 'tab\tbed'])
      await put(name);
    const page = await store.list(folder, { pageSize: 10 });
    expect([page?.folders, page?.files.map(({ name }) => name)]).toEqual([['a/'], ['good']]);
  });

  it('metadata that lies on another page of S3 than its file is found and hidden', async () => {
    const { store, folder, put } = await opened();
    await put('a');
    await put('a.cfg', '[a]\nk = v\n\n');
    // All of these come between the two.
    await Promise.all(Array.from({ length: 100 }, (_, index) => put(`a.a${100 + index}`)));
    const names: string[] = [];
    let page: StorePage | undefined;
    do {
      page = await store.list(folder, { pageSize: 7, pageToken: page?.nextPageToken });
      names.push(...(page?.files ?? []).map(({ name }) => name));
      if (names.length <= 7) expect(page?.files[0]).toMatchObject({ name: 'a', properties: { k: 'v' } });
    } while (page?.nextPageToken !== undefined);
    expect(names).toEqual(['a', ...Array.from({ length: 100 }, (_, index) => `a.a${100 + index}`)]);
  });

  it('a write that another writer was faster than is made on what that one wrote', async () => {
    const { folder, put, get } = await opened();
    await put('a');
    await put('a.cfg', '[a]\nk = before\n\n');
    const objects = await connected();
    let others = 1;
    const raced: Objects = {
      ...objects,
      async write(...write) {
        if (others-- > 0) await put('a.cfg', `[a]\nk = other ${others}\n\n`);
        return await objects.write(...write);
      },
    };
    await writeMetadata(raced, folder, new Map([['a', { k: 'ours' }]]), unending);
    expect(await get(`${folder.prefix}a.cfg`)).toBe('[a]\nk = ours\n\n');
    others = 2;
    await expect(
      writeMetadata(raced, folder, new Map([['a', { k: 'late' }]]), unending),
    ).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('somebody else'),
    });
    expect(await get(`${folder.prefix}a.cfg`)).toBe('[a]\nk = other 0\n\n');
  });

  it('a write never replaces what somebody has put in the place of the metadata meanwhile', async () => {
    const { folder, put, get } = await opened();
    await put('a');
    const objects = await connected();
    const raced: Objects = {
      ...objects,
      async write(...write) {
        await put('a.cfg', 'their own');
        return await objects.write(...write);
      },
    };
    const writing = writeMetadata(raced, folder, new Map([['a', { k: 'ours' }]]), unending);
    await expect(writing).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await get(`${folder.prefix}a.cfg`)).toBe('their own');
  });

  it('a write of several files that fails at the last is taken back', async () => {
    const { folder, put, get, store } = await opened();
    for (const name of ['a', 'b', 'c', 'd']) await put(name);
    await store.writeProperties(
      folder,
      new Map([
        ['a', { k: 'before' }],
        ['c', { k: 'before' }],
      ]),
    );
    const objects = await connected();
    const failing: Objects = {
      ...objects,
      write: async (ref, ...rest) => {
        if (ref.key.endsWith('d.cfg')) throw Object.assign(new Error('slow down'), { name: 'SlowDown' });
        return await objects.write(ref, ...rest);
      },
    };
    const all = new Map([
      ['a', { k: 'x' }],
      ['b', { k: 'x' }],
      ['c', {}],
      ['d', { k: 'x' }],
    ]);
    await expect(writeMetadata(failing, folder, all, unending)).rejects.toThrow('slow down');
    const contents = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => get(`${folder.prefix}${name}.cfg`)),
    );
    expect(contents).toEqual(['[a]\nk = before\n\n', undefined, '[c]\nk = before\n\n', undefined]);
  });

  it('a link ends after 15 minutes and asks for a download under the name of the file', async () => {
    const { store, folder } = await opened();
    const link = new URL(await store.link(folder, 'two words ü.csv', 'https://api.example.org'));
    expect(link.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(link.searchParams.get('response-content-disposition')).toBe(
      `attachment; filename="two words _.csv"; filename*=UTF-8''two%20words%20%C3%BC.csv`,
    );
    expect(link.searchParams.has('x-amz-checksum-mode')).toBe(false);
  });

  it('a bucket that does not exist is a failure, not an empty folder', async () => {
    const { store } = await opened();
    const folder = { bucket: 'no-such-bucket', prefix: 'researcher/' };
    await expect(store.list(folder, { pageSize: 10 })).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'unavailable',
      message: 'The outputs cannot be read from the storage: there is no such bucket.',
    });
  });
});
