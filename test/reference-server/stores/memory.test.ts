import { expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/reference-server/stores/memory.js';
import { describeStore } from './suite.js';

describeStore('memory', async () => {
  const store = createMemoryStore();
  return {
    store,
    bucket: 'staging',
    put: async (key, content) => store.put('staging', key, content),
    get: async (key) => {
      const bytes = store.get('staging', key);
      return bytes && new TextDecoder().decode(bytes);
    },
    fetch: (link, init) => store.serve(new Request(link, init), link.replace(/^https:\/\/[^/]+(\/dev)?/, '')),
    close: async () => undefined,
  };
});

it('links of one store in memory are worth nothing in another', async () => {
  const [ours, other] = [createMemoryStore(), createMemoryStore()];
  const folder = { bucket: 'staging', prefix: 'researcher/run/' };
  for (const store of [ours, other]) store.put('staging', 'researcher/run/a.txt', 'a');
  const link = await other.link(folder, 'a.txt', '');
  const request = new Request('http://localhost/_files/');
  await expect(ours.serve(request, link)).rejects.toMatchObject({ status: 403 });
  expect(await (await other.serve(request, link)).text()).toBe('a');
});

it('a file in memory that was replaced is another version of it', async () => {
  const store = createMemoryStore({ now: () => new Date('2026-11-23T19:12:09.001Z') });
  const link = async () => store.link({ bucket: 'staging', prefix: '' }, 'a.txt', '');
  store.put('staging', 'a.txt', 'first');
  const first = await store.serve(new Request('http://localhost/'), await link());
  store.put('staging', 'a.txt', 'second');
  const headers = { Range: 'bytes=2-', 'If-Range': first.headers.get('etag') ?? '' };
  const second = await store.serve(new Request('http://localhost/', { headers }), await link());
  expect([second.status, await second.text()]).toEqual([200, 'second']);
});
