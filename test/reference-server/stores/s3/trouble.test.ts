import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createS3Store } from '../../../../src/reference-server/stores/s3.js';
import { awsTestEnvironment } from '../../support/ssm-server.js';

const folder = { bucket: 'staging', prefix: 'researcher/' };

beforeEach(() => {
  for (const [name, value] of Object.entries(awsTestEnvironment)) vi.stubEnv(name, value);
});

/** The address of a server that answers everything in one way. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering = (status: number, body: string) =>
  serve((_, response) => response.writeHead(status, { 'Content-Type': 'application/xml' }).end(body));
const xml = (code: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>secret</Message></Error>`;

it.each([
  [403, 'AccessDenied', 'unavailable', 'permission is denied'],
  [403, 'InvalidAccessKeyId', 'unavailable', 'the credentials are refused'],
  [404, 'NoSuchBucket', 'unavailable', 'there is no such bucket'],
  [503, 'SlowDown', 'unavailable', 'it is asked too often'],
  [500, 'InternalError', 'unavailable', 'it answers 500'],
  [400, 'InvalidArgument', 'failed', 'it answers InvalidArgument'],
])('%i %s is said to be %s: %s', async (status, code, kind, reason) => {
  const store = createS3Store({ endpoint: await answering(status, xml(code)) });
  await expect(store.list(folder, { pageSize: 1 })).rejects.toMatchObject({
    name: 'StoreError',
    kind,
    message: `The outputs cannot be read from the storage: ${reason}.`,
  });
});

it('a refusal without a body is not taken for a missing file', async () => {
  const store = createS3Store({ endpoint: await answering(403, '') });
  await expect(store.writeProperties(folder, new Map([['a', { k: 'v' }]]))).rejects.toMatchObject({
    name: 'StoreError',
    kind: 'unavailable',
    message: 'The metadata cannot be written to the storage: permission is denied.',
  });
});

it('an answer that is no answer of S3 is a failure', async () => {
  const store = createS3Store({ endpoint: await answering(502, '<html>Bad Gateway') });
  const error = await store.list(folder, { pageSize: 1 }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'StoreError', kind: expect.stringMatching(/unavailable|failed/) });
});

it('a server that does not answer is a timeout', async () => {
  const store = createS3Store({ endpoint: await serve(() => undefined), timeout: 200 });
  await expect(store.list(folder, { pageSize: 1 })).rejects.toMatchObject({
    name: 'StoreError',
    kind: 'timeout',
  });
});

it('a server that is not there is unavailable, and its address is not told', async () => {
  const store = createS3Store({ endpoint: 'http://127.0.0.1:1' });
  await expect(store.list(folder, { pageSize: 1 })).rejects.toMatchObject({
    name: 'StoreError',
    kind: 'unavailable',
    message: 'The outputs cannot be read from the storage: it cannot be reached (ECONNREFUSED).',
  });
});

it('a server that is asked too often for a moment gives the page after all', async () => {
  let asked = 0;
  const endpoint = await serve((_, response) => {
    asked += 1;
    const [status, body] = asked < 3 ? [503, xml('SlowDown')] : [200, listing('a.txt')];
    response.writeHead(status as number, { 'Content-Type': 'application/xml' }).end(body);
  });
  const page = await createS3Store({ endpoint }).list(folder, { pageSize: 1 });
  expect(page?.files.map(({ name }) => name)).toEqual(['a.txt']);
  expect(asked).toBe(3);
});

it.each([
  ['encodes keys and says so', '50%25+%2B.txt', '<EncodingType>url</EncodingType>'],
  ['does not encode keys', '50% +.txt', ''],
])('a server that %s has them read as they are', async (_, key, encoding) => {
  const store = createS3Store({ endpoint: await answering(200, listing(key, encoding)) });
  const page = await store.list(folder, { pageSize: 1 });
  expect(page?.files.map(({ name }) => name)).toEqual(['50% +.txt']);
});

it('a name under which the server can keep no metadata conflicts, and is listed', async () => {
  const name = 'x'.repeat(253);
  const endpoint = await serve(({ method, url = '' }, response) => {
    const [status, body] = url.includes('.cfg')
      ? [400, xml('KeyTooLongError')]
      : [200, method === 'HEAD' ? '' : listing(name, '', true)];
    response.writeHead(status as number, { 'Content-Type': 'application/xml' }).end(body);
  });
  const store = createS3Store({ endpoint });
  expect((await store.list(folder, { pageSize: 1 }))?.files).toMatchObject([{ name, properties: {} }]);
  const outcome = await store.writeProperties(folder, new Map([[name, { k: 'v' }]]));
  expect(outcome).toEqual({ missing: [], conflicting: [name] });
});

function listing(key: string, encoding = '', more = false): string {
  const object = `<Contents><Key>researcher/${key}</Key><Size>1</Size><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>`;
  return `<?xml version="1.0"?><ListBucketResult>${encoding}<IsTruncated>${more}</IsTruncated>${object}</ListBucketResult>`;
}
