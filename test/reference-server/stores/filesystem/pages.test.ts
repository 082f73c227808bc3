import { mkdirSync, writeFileSync } from 'node:fs';
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
