import { describe, expect, it } from 'vitest';
import { isWorkflowApiError, type OutputMetadata } from '../../src/client/index.js';
import { quickClient, rejection } from './support/client.js';
import { json, startServer } from './support/server.js';

const file = {
  href: 'https://bucket.example.org/x?signature=a',
  size: 3,
  last_modified: 't',
  properties: { Organ: 'Colon' },
};

/** Serves the listings of folders by their prefix without the final `/`. */
function folderServer(folders: Record<string, { folders?: string[]; files?: string[] }>) {
  return startServer(({ target }, response) => {
    const prefix = decodeURIComponent(target.replace(/^\/output-data\/?/, '').replace(/\?.*/, ''));
    const folder = folders[prefix];
    if (!folder) return json(response, 404, { code: 'output-not-found' });
    json(response, 200, {
      prefix: prefix && `${prefix}/`,
      folders: Object.fromEntries(
        (folder.folders ?? []).map((name) => [name, { href: 'https://elsewhere.example.org/' }]),
      ),
      files: Object.fromEntries((folder.files ?? []).map((name) => [name, file])),
    });
  });
}

describe('outputs.walk', () => {
  it('gives all files that can be had before it says which folder cannot', async () => {
    const server = await startServer(({ target }, response) => {
      if (target.endsWith('/t')) return json(response, 403, { message: 'Missing Authentication Token' });
      const folders = { 't/': { href: 'https://elsewhere.example.org/' } };
      return json(response, 200, { prefix: 'p/', folders, files: { 'a.csv': file, 'b.csv': file } });
    });
    const seen: string[] = [];
    const walk = async () => {
      for await (const { name } of quickClient(server.url).outputs.walk('p')) seen.push(name);
    };
    expect(await rejection(walk())).toMatchObject({
      name: 'NotOfferedError',
      code: 'folder-not-listed',
      message: 'This deployment does not list the folder p/t/ of outputs.',
    });
    expect(seen).toEqual(['a.csv', 'b.csv']);
  });
});

describe('outputs.walk of folders that other tools made', () => {
  it('gives the files beside one that no prefix can name', async () => {
    const server = await folderServer({
      p: { folders: ['a\\b/', 'c/'], files: ['1.csv'] },
      'p/c': { files: ['2.csv'] },
    });
    const seen: string[] = [];
    const walk = async () => {
      for await (const { name } of quickClient(server.url).outputs.walk('p')) seen.push(name);
    };
    expect(await rejection(walk())).toMatchObject({ name: 'NotOfferedError', code: 'folder-not-listed' });
    expect(seen.sort()).toEqual(['1.csv', '2.csv']);
  });
});

describe('outputs.list', () => {
  it('gives folders and files with their paths', async () => {
    const server = await folderServer({ 'a b': { folders: ['t/'], files: ['<b>&.csv'] } });
    expect(await quickClient(server.url).outputs.list('a b/').toArray()).toEqual([
      { type: 'folder', name: 't', path: 'a b/t/' },
      { type: 'file', name: '<b>&.csv', path: 'a b/<b>&.csv', ...file },
    ]);
  });

  it('refuses a run whose folder is not known', async () => {
    const run = { run_id: 'r1', output_prefix: null };
    const error = await rejection(quickClient('http://127.0.0.1:1').outputs.list(run));
    expect(error).toMatchObject({ name: 'ValidationError', code: 'invalid-prefix' });
  });

  it.each(['../x', '..', '.', '', 'a/b'])('refuses a server that lists a file %j', async (name) => {
    const server = await folderServer({ a: { files: [name] } });
    const error = await rejection(quickClient(server.url).outputs.list('a'));
    expect(error).toMatchObject({ name: 'ServerError', code: 'invalid-response' });
  });

  it('refuses a server that lists a folder `../`', async () => {
    const server = await folderServer({ a: { folders: ['../'] } });
    expect(await rejection(quickClient(server.url).outputs.list('a'))).toMatchObject({
      code: 'invalid-response',
    });
  });
});

describe('outputs.walk', () => {
  const folders = {
    '': { folders: ['a/'], files: ['top.csv'] },
    a: { folders: ['b/', 'empty/'], files: ['x.csv'] },
    'a/b': { folders: ['c/'], files: [] },
    'a/b/c': { files: ['deep.csv'] },
    'a/empty': {},
  };

  it('finds the files at any depth', async () => {
    const server = await folderServer(folders);
    const paths: string[] = [];
    for await (const { path } of quickClient(server.url).outputs.walk()) paths.push(path);
    expect(paths.sort()).toEqual(['a/b/c/deep.csv', 'a/x.csv', 'top.csv']);
  });

  it('asks for no more than it is read', async () => {
    const server = await folderServer(folders);
    for await (const _ of quickClient(server.url).outputs.walk('a/b/c')) break;
    expect(server.requests).toHaveLength(1);
  });
});

describe('outputs.annotate', () => {
  it('sends the properties with the prefix in the path and in the body', async () => {
    const server = await startServer((_, response) =>
      json(response, 200, { prefix: 'a/b/', saved: ['x.csv'] }),
    );
    const saved = await quickClient(server.url).outputs.annotate('a/b/', { 'x.csv': { Organ: 'Colon' } });
    expect(saved).toEqual({ prefix: 'a/b/', saved: ['x.csv'] });
    expect(server.requests[0]).toMatchObject({ method: 'PUT', target: '/output-data/a/b' });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      prefix: 'a/b',
      files: { 'x.csv': { properties: { Organ: 'Colon' } } },
    });
  });

  it.each<[string, OutputMetadata, string]>([
    ['no files', {}, '/files'],
    ['a file name with a slash', { 'a/b': {} }, '/files/a~1b'],
    ['a file named DEFAULT', { DEFAULT: {} }, '/files/DEFAULT'],
    ['a file name with a newline', { 'a\n[b]': {} }, '/files/a\n[b]'],
    ['a key with =', { 'x.csv': { 'a=b': '1' } }, '/files/x.csv/properties/a=b'],
    ['a key that is a comment', { 'x.csv': { '#a': '1' } }, '/files/x.csv/properties/#a'],
    ['a key with a newline', { 'x.csv': { 'k\n[y.csv]\na': '1' } }, '/files/x.csv/properties/k\n[y.csv]\na'],
    ['an empty key', { 'x.csv': { '': '1' } }, '/files/x.csv/properties/'],
    ['a value with a blank at its end', { 'x.csv': { a: '1 ' } }, '/files/x.csv/properties/a'],
    ['a value that is too long', { 'x.csv': { a: 'x'.repeat(8193) } }, '/files/x.csv/properties/a'],
    ['a value that is no text', { 'x.csv': { a: 1 as unknown as string } }, '/files/x.csv/properties/a'],
  ])('refuses %s before anything is sent', async (_, files, pointer) => {
    const error = await rejection(quickClient('http://127.0.0.1:1').outputs.annotate('a', files));
    if (!isWorkflowApiError(error, 'ValidationError')) throw error;
    expect(error).toMatchObject({ code: 'invalid-metadata', status: undefined });
    expect(error.errors.map((item) => item.pointer)).toContain(pointer);
  });

  it('refuses the top folder', async () => {
    const error = await rejection(quickClient('http://127.0.0.1:1').outputs.annotate('', { 'x.csv': {} }));
    expect(error).toMatchObject({ name: 'ValidationError', code: 'invalid-prefix' });
  });

  it.each(['<html></html>', '', '{}'])('refuses the answer %j', async (body) => {
    const server = await startServer((_, response) => response.writeHead(200).end(body) && undefined);
    const error = await rejection(quickClient(server.url).outputs.annotate('a', { 'x.csv': {} }));
    expect(error).toMatchObject({ name: 'ServerError', code: 'invalid-response' });
  });
});
