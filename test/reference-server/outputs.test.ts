import { describe, expect, it } from 'vitest';
import { baseUrl, createHarness } from './support/harness.js';

const nasty = `a & "b" <b>ü'.csv`;

function createFilled() {
  const harness = createHarness();
  const put = (key: string, size = 0) => harness.store.put('staging', key, 'x'.repeat(size));
  put('researcher/2026/a.csv', 2048);
  put(`researcher/2026/tables/${nasty}`, 1);
  put('researcher/2027/b.png', 3);
  put('reviewer/secret/c.png', 4);
  put('researcher2/d.png', 5);
  harness.store.put('archive', 'researcher/e.png', 'xxxxxx');
  return harness;
}

describe('browsing outputs', () => {
  it.each(['/output-data', '/output-data/'])('shows the folders at the top: %s', async (target) => {
    const { send } = createFilled();
    expect((await send('GET', target)).json).toEqual({
      prefix: '',
      folders: {
        '2026/': { href: `${baseUrl}/output-data/2026/` },
        '2027/': { href: `${baseUrl}/output-data/2027/` },
      },
      files: {},
    });
  });

  it.each(['/output-data/2026', '/output-data/2026/'])('shows one level of a folder: %s', async (target) => {
    const { send } = createFilled();
    const answer = await send('GET', target);
    expect(answer.json).toMatchObject({
      prefix: '2026/',
      folders: { 'tables/': { href: `${baseUrl}/output-data/2026/tables/` } },
      files: { 'a.csv': { size: 2048, last_modified: '2026-11-23T19:12:09.001Z', properties: {} } },
    });
    expect(answer.text).toContain(`"href":"${baseUrl}/_files/staging/researcher/2026/a.csv?expires=`);
    expect(answer.headers.get('vary')).toBe('Accept, Origin');
  });

  it.each(['/output-data/2026/tables', '/output-data/2026%2Ftables%2F'])(
    'goes deeper: %s',
    async (target) => {
      const { send } = createFilled();
      expect((await send('GET', target)).json).toMatchObject({
        prefix: '2026/tables/',
        files: { [nasty]: { size: 1 } },
      });
    },
  );

  it('leads by its folder links from folder to folder', async () => {
    const { send } = createFilled();
    const { json } = await send('GET', '/output-data/2026');
    const href = (json.folders as Record<string, { href: string }>)['tables/']?.href ?? '';
    expect((await send('GET', href.slice(baseUrl.length))).json.prefix).toBe('2026/tables/');
  });

  it('is paged, folders and files together', async () => {
    const { send } = createFilled();
    const first = await send('GET', '/output-data/2026?page_size=1');
    expect(Object.keys(first.json.files as object)).toEqual(['a.csv']);
    const second = await send(
      'GET',
      `/output-data/2026?page_size=1&page_token=${first.json.next_page_token}`,
    );
    expect(Object.keys(second.json.folders as object)).toEqual(['tables/']);
    expect(second.json).not.toHaveProperty('next_page_token');
  });

  it('finds an empty top, but no empty folder', async () => {
    const { send } = createHarness();
    const root = await send('GET', '/output-data');
    expect([root.status, root.json]).toEqual([200, { prefix: '', folders: {}, files: {} }]);
    const answer = await send('GET', '/output-data/2026');
    expect([answer.status, answer.json.code]).toEqual([404, 'output-not-found']);
  });

  it.each(['secret', 'researcher', 'reviewer', 'reviewer/secret', '2026/a.csv', '202', '__proto__'])(
    'shows nothing under %s',
    async (prefix) => {
      const { send } = createFilled();
      const answer = await send('GET', `/output-data/${prefix}`);
      expect([answer.status, answer.json.code]).toEqual([404, 'output-not-found']);
    },
  );

  it.each([
    '%2e%2e/reviewer',
    '..%2freviewer',
    '2026/../../reviewer',
    '%2Freviewer',
    '2026//a',
    '2026%5C..',
    '2026/%00',
    '%c0%ae%c0%ae/reviewer',
  ])('refuses the prefix %s', async (prefix) => {
    const { send } = createFilled();
    for (const method of ['GET', 'PUT']) {
      const answer = await send(method, `/output-data/${prefix}`);
      expect([answer.status, answer.json.code]).toEqual([400, 'invalid-path']);
    }
  });

  it('refuses a prefix of more than 1024 characters', async () => {
    const { send } = createFilled();
    expect((await send('GET', `/output-data/${'x'.repeat(1024)}/`)).status).toBe(404);
    const answer = await send('GET', `/output-data/${'x'.repeat(1025)}`);
    expect([answer.json.code, answer.json.errors]).toEqual([
      'invalid-parameter',
      [{ detail: 'must have at most 1024 characters', parameter: 'prefix' }],
    ]);
  });

  it('keeps a file called __proto__ a file', async () => {
    const harness = createHarness();
    harness.store.put('staging', 'researcher/p/__proto__', '');
    expect((await harness.send('GET', '/output-data/p')).text).toContain('"__proto__":{"href"');
  });

  it('refuses a page token of another list', async () => {
    const { send } = createFilled();
    const answer = await send('GET', '/output-data?page_token=WyJydW5zIiwxXQ');
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid-page-token']);
  });
});

describe('the form of a listing', () => {
  it.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/json, text/html', 'application/json'],
    ['text/html', 'text/html; charset=utf-8'],
    ['TEXT/HTML;q=0.9, application/json;q=0.1', 'text/html; charset=utf-8'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['text/html;q=0, */*', 'application/json'],
  ])('for Accept %j is %s', async (accept, type) => {
    const { send } = createFilled();
    const answer = await send('GET', '/output-data/2026', {
      headers: accept === undefined ? {} : { Accept: accept },
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  });

  it.each(['text/plain', 'image/*', 'application/json;q=0', 'application/problem+json'])(
    '%s is not acceptable',
    async (Accept) => {
      const { send } = createFilled();
      for (const target of ['/output-data', '/output-data/2026']) {
        const answer = await send('GET', target, { headers: { Accept } });
        expect([answer.status, answer.json.code]).toEqual([406, 'not-acceptable']);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
      }
    },
  );
});

describe('the page of a listing', () => {
  const Accept = 'text/html';

  it('escapes names, metadata and links, and lets no script run', async () => {
    const { send } = createFilled();
    const properties = { '<script>alert(1)</script>': '"><img src=x onerror=alert(1)>' };
    await send('PUT', '/output-data/2026/tables', { body: { files: { [nasty]: { properties } } } });
    const answer = await send('GET', '/output-data/2026/tables', { headers: { Accept } });
    expect(answer.text).toContain('a &#38; &#34;b&#34; &#60;b&#62;ü&#39;.csv</bdi></a>');
    expect(answer.text).not.toMatch(/<script|<img|<b>/);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });

  it('keeps marks that turn the text within the name or the value that holds them', async () => {
    const { send } = createFilled();
    const properties = { 'a\u202eb': 'c\u202ed' };
    await send('PUT', '/output-data/2026', { body: { files: { 'a.csv': { properties } } } });
    const { text } = await send('GET', '/output-data/2026', { headers: { Accept } });
    expect(text).toContain('<dt><bdi>a\u202eb</bdi></dt><dd><bdi>c\u202ed</bdi></dd>');
  });

  it('leads up, into folders, to files and to the next page', async () => {
    const { send } = createFilled();
    const hrefs = async (target: string) =>
      [...(await send('GET', target, { headers: { Accept } })).text.matchAll(/href="([^"]+)"/g)].map(
        ([, href]) => href?.replaceAll('&#38;', '&').slice(baseUrl.length),
      );
    expect(await hrefs('/output-data')).toEqual(['/output-data/2026/', '/output-data/2027/']);
    expect((await hrefs('/output-data/2026'))[0]).toBe('/output-data');
    const first = await hrefs('/output-data/2026/?page_size=1');
    expect(first).toHaveLength(3);
    expect(await hrefs(first[2] ?? '')).toEqual(['/output-data', '/output-data/2026/tables/']);
    expect((await hrefs('/output-data/2026/tables'))[0]).toBe('/output-data/2026/');
  });

  it('says when nothing is there', async () => {
    const { send } = createHarness();
    expect((await send('GET', '/output-data', { headers: { Accept } })).text).toContain('Nothing is here.');
  });
});

describe('writing metadata', () => {
  const one = (properties: object) => ({ files: { 'a.csv': { properties } } });

  it('replaces the properties of the file, and {} removes them', async () => {
    const { send, store } = createFilled();
    const answer = await send('PUT', '/output-data/2026', {
      body: one({ Organ: 'Colon', Note: 'two\nlines' }),
    });
    expect([answer.status, answer.json]).toEqual([200, { prefix: '2026/', saved: ['a.csv'] }]);
    const read = async () =>
      ((await send('GET', '/output-data/2026')).json.files as Record<string, object>)['a.csv'];
    expect(await read()).toMatchObject({ properties: { Organ: 'Colon', Note: 'two\nlines' } });
    await send('PUT', '/output-data/2026/', { body: { prefix: '2026', ...one({ Organ: 'Lung' }) } });
    expect(await read()).toMatchObject({ properties: { Organ: 'Lung' } });
    await send('PUT', '/output-data/2026', { body: { prefix: '2026/', ...one({}) } });
    expect(store.get('staging', 'researcher/2026/a.csv.cfg')).toBeUndefined();
  });

  it('takes __proto__ as the name of a property', async () => {
    const { send } = createFilled();
    await send('PUT', '/output-data/2026', {
      body: '{"files": {"a.csv": {"properties": {"__proto__": "x"}}}}',
    });
    expect((await send('GET', '/output-data/2026')).text).toContain('"properties":{"__proto__":"x"}');
  });

  it('changes nothing when one of the files does not exist', async () => {
    const { send, store } = createFilled();
    const files = { 'a.csv': { properties: { a: 'b' } }, 'no~/pe': { properties: {} } };
    expect((await send('PUT', '/output-data/2026', { body: { files } })).json.code).toBe('invalid-body');
    const missing = { ...one({ a: 'b' }).files, 'no~pe': { properties: {} } };
    const answer = await send('PUT', '/output-data/2026', { body: { files: missing } });
    expect([answer.status, answer.json.code]).toEqual([404, 'output-not-found']);
    expect(answer.json.errors).toEqual([{ detail: 'does not exist', pointer: '/files/no~0pe' }]);
    expect(store.get('staging', 'researcher/2026/a.csv.cfg')).toBeUndefined();
  });

  it('does not reach the files of others', async () => {
    const { send } = createFilled();
    const body = { files: { 'c.png': { properties: {} } } };
    for (const prefix of ['secret', 'reviewer/secret']) {
      expect((await send('PUT', `/output-data/${prefix}`, { body })).status).toBe(404);
    }
  });

  it('is a conflict where a .cfg file is no metadata', async () => {
    const { send, store } = createFilled();
    store.put('staging', 'researcher/2026/a.csv.cfg', '[settings]\n');
    const answer = await send('PUT', '/output-data/2026', { body: one({}) });
    expect([answer.status, answer.json.code]).toEqual([409, 'metadata-conflict']);
    expect(answer.json.errors).toMatchObject([{ pointer: '/files/a.csv' }]);
  });

  it.each([
    ['/files', {}],
    ['/files', { files: {} }],
    ['/files', { files: [] }],
    ['/extra', { ...one({}), extra: 1 }],
    ['/prefix', { ...one({}), prefix: '2027' }],
    ['/prefix', { ...one({}), prefix: '/2026' }],
    ['/prefix', { ...one({}), prefix: '' }],
    ['/prefix', { ...one({}), prefix: 5 }],
    ['/files/..', { files: { '..': { properties: {} } } }],
    ['/files/a~1b', { files: { 'a/b': { properties: {} } } }],
    ['/files/DEFAULT', { files: { DEFAULT: { properties: {} } } }],
    ['/files/a.csv/properties', { files: { 'a.csv': {} } }],
    ['/files/a.csv/other', { files: { 'a.csv': { properties: {}, other: 1 } } }],
    ['/files/a.csv/properties', { files: { 'a.csv': { properties: null } } }],
    ['/files/a.csv/properties/k', one({ k: 5 })],
    ['/files/a.csv/properties/k', one({ k: 'x\u0000' })],
    ['/files/a.csv/properties/k', one({ k: 'x\n[b]'.padEnd(9000, 'x') })],
    ['/files/a.csv/properties/a=b', one({ 'a=b': 'x' })],
    ['/files/a.csv/properties/k\n[b.png]', one({ 'k\n[b.png]': 'x' })],
    ['/files/a.csv/properties/', one({ '': 'x' })],
  ])('refuses what is wrong at %j', async (pointer, body) => {
    const { send, store } = createFilled();
    const answer = await send('PUT', '/output-data/2026', { body });
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid-body']);
    expect(answer.json.errors).toContainEqual({ detail: expect.stringMatching(/^(is|must) /), pointer });
    expect(store.get('staging', 'researcher/2026/a.csv.cfg')).toBeUndefined();
  });

  it('lists no more than twenty things that are wrong', async () => {
    const { send } = createFilled();
    const files = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`f${index}`, 5]));
    expect((await send('PUT', '/output-data/2026', { body: { files } })).json.errors).toHaveLength(20);
  });

  it('refuses a body that is too large', async () => {
    const { send } = createFilled();
    const answer = await send('PUT', '/output-data/2026', {
      body: JSON.stringify(one({})).padEnd(1_048_577),
    });
    expect([answer.status, answer.json.code]).toEqual([413, 'body-too-large']);
  });
});
