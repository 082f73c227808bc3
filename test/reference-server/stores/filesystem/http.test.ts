import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from './fixture.js';

it('a file of several chunks arrives whole, in parts and as headers alone over HTTP', async () => {
  const { put, store, folder } = await openStore();
  const content = Uint8Array.from({ length: 1_000_003 }, (_, index) => index % 251);
  await put('two words.bin', content);
  const server = createServer((incoming, outgoing) =>
    getRequestListener((request) => store.serve(request, incoming.url ?? ''))(incoming, outgoing),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const link = await store.link(folder, 'two words.bin', `http://127.0.0.1:${port}`);

  const whole = await fetch(link);
  expect(whole.headers.get('content-length')).toBe('1000003');
  expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);

  const part = await fetch(link, { headers: { Range: 'bytes=65000-900000' } });
  expect([part.status, part.headers.get('content-length')]).toEqual([206, '835001']);
  expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(65_000, 900_001))).toBe(true);

  const head = await fetch(link, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '1000003', '']);
});
