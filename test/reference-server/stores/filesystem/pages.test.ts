import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StorePage } from '../../../../src/reference-server/store.js';
import { openStore } from './fixture.js';

type Opened = Awaited<ReturnType<typeof openStore>>;

async function* pagesOf({ store, folder }: Opened, pageSize: number): AsyncGenerator<StorePage> {
  let pageToken: string | undefined;
  do {
    const page = await store.list(folder, { pageSize, pageToken });
    if (page === undefined) return;
    yield page;
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}

/** Sets when names were last added to a folder or taken from it to an hour ago. */
function age({ path }: Pick<Opened, 'path'>) {
  const hourAgo = Math.floor(Date.now() / 1000) - 3600;
  utimesSync(path, hourAgo, hourAgo);
}

const namesOf = (page: StorePage | undefined) => page?.files.map(({ name }) => name);

/** A folder of `a`, `b`, `d` and `e`, of which the first two have been listed. */
async function openHalfListed() {
  const opened = await openStore();
  for (const name of ['a', 'b', 'd', 'e']) await opened.put(name);
  age(opened);
  const list = (pageToken?: string) => opened.store.list(opened.folder, { pageSize: 2, pageToken });
  const first = await list();
  return { ...opened, listRest: async () => namesOf(await list(first?.nextPageToken)) };
}

describe('a folder that has not changed for a while', () => {
  it('is not read again for the next page', async () => {
    const opened = await openHalfListed();
    await opened.put('c');
    age(opened);
    expect(await opened.listRest()).toEqual(['d', 'e']);
  });

  it('shows on the next page what came and went in the meantime', async () => {
    const opened = await openHalfListed();
    await opened.put('c');
    rmSync(join(opened.path, 'd'));
    expect(await opened.listRest()).toEqual(['c', 'e']);
  });

  it('is walked to its end however far it was read ahead, and from its beginning again', async () => {
    const opened = await openStore();
    const names = Array.from({ length: 12_000 }, (_, index) => `tile-${String(index).padStart(5, '0')}`);
    for (const name of names) writeFileSync(join(opened.path, name), '');
    age(opened);
    for (const walk of ['first', 'second']) {
      const seen: string[] = [];
      for await (const page of pagesOf(opened, 1000)) seen.push(...(namesOf(page) ?? []));
      expect(seen, `the ${walk} walk`).toEqual(names);
    }
  });
});

describe('a large folder', () => {
  it('of 5,000 files with metadata and 500 folders is walked in full pages', async () => {
    const opened = await openStore();
    const files = Array.from({ length: 5000 }, (_, index) => `tile-${(index * 7919) % 5000}.csv`);
    const folders = Array.from({ length: 500 }, (_, index) => `tile-${index}`);
    for (const name of files) writeFileSync(join(opened.path, name), '');
    for (const name of files.slice(0, 1000)) {
      writeFileSync(join(opened.path, `${name}.cfg`), `[${name}]\nname = ${name}\n\n`);
    }
    for (const name of folders) {
      mkdirSync(join(opened.path, name));
      writeFileSync(join(opened.path, name, 'x'), '');
    }
    const seen: string[] = [];
    const sizes: number[] = [];
    const annotated: string[] = [];
    for await (const page of pagesOf(opened, 250)) {
      seen.push(...[...page.folders, ...page.files.map((file) => file.name)].sort());
      sizes.push(page.folders.length + page.files.length);
      for (const { name, properties } of page.files) if (properties.name === name) annotated.push(name);
    }
    expect(seen).toEqual([...files, ...folders.map((name) => `${name}/`)].sort());
    expect(sizes).toEqual(Array.from({ length: 22 }, () => 250));
    expect(annotated.sort()).toEqual(files.slice(0, 1000).sort());
  });

  it('of mostly hidden entries still gives full pages, one entry at a time', async () => {
    const opened = await openStore();
    for (let index = 0; index < 600; index += 1) mkdirSync(join(opened.path, `empty-${index}`));
    await opened.put('zzz-1');
    await opened.put('zzz-2');
    const pages: string[][] = [];
    for await (const page of pagesOf(opened, 1)) pages.push(page.files.map((file) => file.name));
    expect(pages).toEqual([['zzz-1'], ['zzz-2']]);
  });

  it('ends a page early rather than hold more metadata than an answer can carry', async () => {
    const opened = await openStore();
    const names = Array.from({ length: 40 }, (_, index) => `file-${10 + index}`);
    for (const name of names) {
      await opened.put(name);
      await opened.put(`${name}.cfg`, `[${name}]\nk = ${'v'.repeat(500_000)}\n`);
    }
    const pages: string[][] = [];
    for await (const page of pagesOf(opened, 1000)) pages.push(page.files.map((file) => file.name));
    expect(pages.flat()).toEqual(names);
    for (const page of pages) expect(page.length).toBeLessThan(12);
  });
});
