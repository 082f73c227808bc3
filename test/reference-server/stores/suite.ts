import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageTokenError } from '../../../src/reference-server/page-token.js';
import type { FolderRef, Store, StorePage } from '../../../src/reference-server/store.js';

/** What the suite needs to try a store. */
export interface StoreFixture {
  store: Store;
  /** A bucket to which nobody else writes. */
  bucket: string;
  /** Puts a file into the bucket, past the store. */
  put(key: string, content: string): Promise<void>;
  /** The content of a file in the bucket, past the store; `undefined` when there is none. */
  get(key: string): Promise<string | undefined>;
  /** Fetches a link of the store. */
  fetch(link: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

const oddNames = [
  'two words.txt',
  'plus+and&.txt',
  'percent%20.txt',
  'hash#question?.txt',
  'a]b.png',
  '[x].txt',
  'quote\'s "and" <b>.txt',
  'é-combined.txt',
  'e\u0301-apart.txt',
  '細胞 🔬.csv',
  '.hidden',
  '-dash',
  '...',
  '#comment',
  ';semicolon',
  'key = value',
  'colon: no.txt',
  '__proto__',
  `${'long'.repeat(60)}.txt`,
];

/** What every store must do. */
export function describeStore(name: string, open: () => Promise<StoreFixture>): void {
  describe(`${name}: what every store does`, () => {
    let fixture: StoreFixture;
    let folders = 0;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture?.close());

    /** A folder that no other test uses, with files by their names below it. */
    async function folderWith(files: Readonly<Record<string, string>>): Promise<FolderRef> {
      folders += 1;
      const prefix = `researcher/${folders}/`;
      for (const [key, content] of Object.entries(files)) await fixture.put(prefix + key, content);
      return { bucket: fixture.bucket, prefix };
    }

    const list = (folder: FolderRef, pageSize = 1000, pageToken?: string) =>
      fixture.store.list(folder, { pageSize, pageToken });
    const write = (folder: FolderRef, properties: Record<string, Record<string, string>>) =>
      fixture.store.writeProperties(folder, new Map(Object.entries(properties)));
    const propertiesIn = async (folder: FolderRef) =>
      Object.fromEntries((await list(folder))?.files.map((file) => [file.name, file.properties]) ?? []);

    describe('a listing', () => {
      it('is undefined where nothing lies', async () => {
        const folder = await folderWith({ 'a.txt': 'a' });
        for (const prefix of [
          'nobody/',
          `${folder.prefix}b/`,
          `${folder.prefix}a.txt/`,
          `${folder.prefix}a/`,
        ]) {
          expect(await list({ ...folder, prefix })).toBeUndefined();
        }
      });

      it('shows one level: files with size and time, folders with a final slash', async () => {
        const folder = await folderWith({ 'a.txt': 'four', 'sub/b.txt': 'b', 'sub/deep/c.txt': 'c' });
        const page = await list(folder);
        expect(page).toEqual({
          folders: ['sub/'],
          files: [{ name: 'a.txt', size: 4, lastModified: expect.any(String), properties: {} }],
        });
        const age = Date.now() - Date.parse(page?.files[0]?.lastModified ?? '');
        expect(Math.abs(age)).toBeLessThan(60_000);
        expect(page?.files[0]?.lastModified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      });

      it('is not confused by a prefix that another folder begins with', async () => {
        const folder = await folderWith({ 'ann/a.txt': 'a', 'anna/b.txt': 'b' });
        const page = await list({ ...folder, prefix: `${folder.prefix}ann/` });
        expect(page?.files.map((file) => file.name)).toEqual(['a.txt']);
      });

      it('goes by the bytes of the names in UTF-8, folders as their name and a slash', async () => {
        const folder = await folderWith({
          'a/x': '',
          'a!': '',
          a0: '',
          'a.b': '',
          B: '',
          '\uff5e': '',
          '\u{1f52c}': '',
          é: '',
          'Z/x': '',
        });
        expect(await walk(folder, 1)).toEqual([
          'B',
          'Z/',
          'a!',
          'a.b',
          'a/',
          'a0',
          'é',
          '\uff5e',
          '\u{1f52c}',
        ]);
      });

      it.each([1, 2, 3, 7, 1000])('is walked in pages of %i without a gap or a repeat', async (pageSize) => {
        const names = Array.from({ length: 13 }, (_, index) => `${index % 3 ? 'file' : 'folder'}-${index}`);
        const keys = names.map((name) => (name.startsWith('file') ? name : `${name}/x`));
        const folder = await folderWith(Object.fromEntries(keys.map((key) => [key, 'x'])));
        const expected = names.map((name) => (name.startsWith('file') ? name : `${name}/`)).sort();
        expect(await walk(folder, pageSize)).toEqual(expected);
      });

      it('goes on where it was when entries come and go between pages', async () => {
        const folder = await folderWith({ a: '', c: '', e: '', g: '' });
        const first = await list(folder, 2);
        await fixture.put(`${folder.prefix}b`, '');
        await fixture.put(`${folder.prefix}d`, '');
        const second = await list(folder, 2, first?.nextPageToken);
        expect(second?.files.map((file) => file.name)).toEqual(['d', 'e']);
      });

      it('refuses page tokens that it did not issue for this folder', async () => {
        const folder = await folderWith({ a: '', b: '' });
        const other = await folderWith({ a: '', b: '' });
        const token = (await list(folder, 1))?.nextPageToken ?? '';
        for (const wrong of ['', 'x', `${token}x`, token.slice(3), 'W10', '%%%']) {
          await expect(list(folder, 1, wrong)).rejects.toBeInstanceOf(PageTokenError);
        }
        await expect(list(other, 1, token)).rejects.toBeInstanceOf(PageTokenError);
      });

      it('has no folder that is longer than any can be', async () => {
        const prefix = `${'𝒳'.repeat(1000)}/`;
        const { bucket } = await folderWith({});
        expect(await list({ bucket, prefix }, 10)).toBe(undefined);
      });

      it('keeps its page tokens short, however long the prefix', async () => {
        const folder = await folderWith({});
        const prefix = `${folder.prefix}${`${'é'.repeat(100)}/`.repeat(3)}`;
        await fixture.put(`${prefix}${'é'.repeat(120)}`, '');
        await fixture.put(`${prefix}${'ü'.repeat(120)}`, '');
        const page = await list({ ...folder, prefix }, 1);
        expect(page?.nextPageToken?.length).toBeLessThan(2048);
        expect(await walk({ ...folder, prefix }, 1)).toHaveLength(2);
      });

      it('holds odd names as they are', async () => {
        const folder = await folderWith(Object.fromEntries(oddNames.map((odd) => [odd, odd])));
        expect(new Set(await walk(folder, 4))).toEqual(new Set(oddNames));
      });

      it('holds odd names of folders as they are', async () => {
        const folder = await folderWith(Object.fromEntries(oddNames.map((odd) => [`${odd}/in`, ''])));
        for (const odd of oddNames) {
          const page = await list({ ...folder, prefix: `${folder.prefix}${odd}/` });
          expect(page?.files.map((file) => file.name)).toEqual(['in']);
        }
      });
    });

    describe('metadata', () => {
      it('is written, read back, replaced and removed', async () => {
        const folder = await folderWith({ 'a.csv': 'a', 'b.csv': 'b' });
        const properties = {
          Organ: 'Colon',
          'Case matters': '50 %',
          empty: '',
          Notes: 'one\ntwo\n\nthree: 3',
        };
        expect(await write(folder, { 'a.csv': properties })).toEqual({ missing: [], conflicting: [] });
        expect(await propertiesIn(folder)).toEqual({ 'a.csv': properties, 'b.csv': {} });
        await write(folder, { 'a.csv': { organ: 'Lung' } });
        expect(await propertiesIn(folder)).toEqual({ 'a.csv': { organ: 'Lung' }, 'b.csv': {} });
        await write(folder, { 'a.csv': {} });
        expect(await propertiesIn(folder)).toEqual({ 'a.csv': {}, 'b.csv': {} });
        expect(await fixture.get(`${folder.prefix}a.csv.cfg`)).toBeUndefined();
      });

      it('lies beside the file, in a section of its name', async () => {
        const folder = await folderWith({ 'a]b.png': '' });
        await write(folder, { 'a]b.png': { Key: '100 %\nsure' } });
        expect(await fixture.get(`${folder.prefix}a]b.png.cfg`)).toBe('[a]b.png]\nKey = 100 %%\n\tsure\n\n');
      });

      it('is never listed itself, whatever the size of the pages', async () => {
        const folder = await folderWith({ a: '', b: '', c: '' });
        await write(folder, { a: { k: '1' }, b: { k: '2' }, c: { k: '3' } });
        for (const pageSize of [1, 2, 3, 4, 10])
          expect(await walk(folder, pageSize)).toEqual(['a', 'b', 'c']);
        expect(await propertiesIn(folder)).toEqual({ a: { k: '1' }, b: { k: '2' }, c: { k: '3' } });
      });

      it('can be had by files with odd names', async () => {
        const folder = await folderWith(Object.fromEntries(oddNames.map((odd) => [odd, ''])));
        const properties = Object.fromEntries(
          oddNames.map((odd) => [odd, { name: odd.replace(/[\s]+/g, '_') }]),
        );
        expect(await write(folder, properties)).toEqual({ missing: [], conflicting: [] });
        expect(await propertiesIn(folder)).toEqual(properties);
      });

      it('can hold what looks like a property of every object', async () => {
        const folder = await folderWith({ a: '' });
        const properties = Object.fromEntries([
          ['__proto__', 'p'],
          ['constructor', 'c'],
          ['toString', 't'],
        ]);
        await write(folder, { a: properties });
        expect(Object.entries((await list(folder))?.files[0]?.properties ?? {})).toEqual(
          Object.entries(properties),
        );
      });

      it('is left as it was when one of the files does not exist', async () => {
        const folder = await folderWith({ a: '', b: '', 'sub/c': '' });
        await write(folder, { a: { k: 'before' } });
        const outcome = await write(folder, {
          a: { k: 'after' },
          b: { k: 'after' },
          nope: { k: '' },
          sub: { k: '' },
        });
        expect(outcome).toEqual({ missing: ['nope', 'sub'], conflicting: [] });
        expect(await propertiesIn(folder)).toEqual({ a: { k: 'before' }, b: {} });
        expect((await write({ ...folder, prefix: 'nobody/' }, { a: { k: '' } })).missing).toEqual(['a']);
      });

      it('never overwrites a `.cfg` file that is somebody’s own', async () => {
        const own = {
          'a.cfg': '[settings]\nk = v\n',
          'b.cfg': 'no section',
          'c.cfg': '',
          'd.cfg': '[d]\nk=1\n[e]\n',
        };
        const folder = await folderWith({ a: '', b: '', c: '', d: '', e: '', ...own });
        expect(await walk(folder, 3)).toEqual(['a', 'a.cfg', 'b', 'b.cfg', 'c', 'c.cfg', 'd', 'd.cfg', 'e']);
        const outcome = await write(folder, {
          e: { k: '' },
          a: { k: '' },
          b: {},
          c: { k: '' },
          d: { k: '' },
        });
        expect(outcome).toEqual({ missing: [], conflicting: ['a', 'b', 'c', 'd'] });
        expect(await propertiesIn(folder)).toMatchObject({ a: {}, e: {} });
        for (const [name, content] of Object.entries(own)) {
          expect(await fixture.get(folder.prefix + name)).toBe(content);
        }
      });

      it('is not taken from a `.cfg` file that names another file, or that names one which is gone', async () => {
        const folder = await folderWith({
          a: '',
          'b.cfg': '[a]\nk = stolen\n',
          b: '',
          'gone.cfg': '[gone]\nk = v\n',
        });
        expect(await walk(folder, 10)).toEqual(['a', 'b', 'b.cfg', 'gone.cfg']);
        expect(await propertiesIn(folder)).toMatchObject({ a: {}, b: {}, 'gone.cfg': {} });
      });

      it('of a `.cfg` file that is somebody’s own can be written', async () => {
        const folder = await folderWith({ 'own.cfg': '[settings]\n' });
        expect(await write(folder, { 'own.cfg': { k: 'v' } })).toEqual({ missing: [], conflicting: [] });
        expect(await propertiesIn(folder)).toEqual({ 'own.cfg': { k: 'v' } });
      });

      it('is no file to which metadata can be written', async () => {
        const folder = await folderWith({ a: '' });
        await write(folder, { a: { k: 'v' } });
        expect(await write(folder, { 'a.cfg': { k: 'v' } })).toEqual({ missing: ['a.cfg'], conflicting: [] });
      });

      it('of a file whose name leaves no room for `.cfg` is refused and changes nothing', async () => {
        const long = 'x'.repeat(255);
        const folder = await folderWith({ a: '', [long]: '' });
        const { missing, conflicting } = await write(folder, { a: { k: 'v' }, [long]: { k: 'v' } });
        // A store whose names may be longer can do it.
        if (conflicting.length > 0) expect(await propertiesIn(folder)).toEqual({ a: {}, [long]: {} });
        else expect(await propertiesIn(folder)).toEqual({ a: { k: 'v' }, [long]: { k: 'v' } });
        expect(missing).toEqual([]);
      });

      it('that one writer writes is not mixed with another’s', async () => {
        const folder = await folderWith({ a: '', b: '' });
        const writes = Array.from({ length: 12 }, (_, index) => {
          const properties = { writer: `${index}`, text: `${index}`.repeat(1000) };
          return write(folder, { a: properties, b: properties });
        });
        await Promise.all(writes);
        const { a, b } = await propertiesIn(folder);
        expect(a?.text).toBe(a?.writer?.repeat(1000));
        expect(b).toEqual(a);
      });
    });

    describe('a link', () => {
      it('gives the file without a token, whatever its name', async () => {
        const folder = await folderWith(
          Object.fromEntries(oddNames.map((odd) => [odd, `content of ${odd}`])),
        );
        for (const odd of oddNames) {
          const response = await fixture.fetch(
            await fixture.store.link(folder, odd, 'https://api.example.org/dev'),
          );
          expect(response.status).toBe(200);
          expect(await response.text()).toBe(`content of ${odd}`);
        }
      });

      it('gives a part of the file', async () => {
        const folder = await folderWith({ 'a.txt': '0123456789' });
        const link = await fixture.store.link(folder, 'a.txt', 'https://api.example.org');
        const response = await fixture.fetch(link, { headers: { Range: 'bytes=2-4' } });
        expect(response.status).toBe(206);
        expect(await response.text()).toBe('234');
        expect(response.headers.get('content-range')).toBe('bytes 2-4/10');
      });
    });

    /** The names of all pages, in order; every page must keep to its size and be no dead end. */
    async function walk(folder: FolderRef, pageSize: number): Promise<string[]> {
      const names: string[] = [];
      let page: StorePage | undefined;
      for (let pages = 0; pages === 0 || page?.nextPageToken !== undefined; pages += 1) {
        if (pages > 100) throw new Error('The walk does not end.');
        page = await list(folder, pageSize, page?.nextPageToken);
        const merged = [...(page?.folders ?? []), ...(page?.files ?? []).map((file) => file.name)];
        expect(merged.length).toBeLessThanOrEqual(pageSize);
        names.push(...merged.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }
      return names;
    }
  });
}
