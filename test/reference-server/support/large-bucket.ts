import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of S3 with one bucket that only reads, in time that does not depend on how many keys there are. */
export interface LargeBucket {
  endpoint: string;
  /** How many requests of each kind it got. */
  readonly requests: { lists: number; others: number };
  close(): Promise<void>;
}

/** Serves objects with these contents by their keys. Real servers take time by their size; this one shows ours. */
export async function startLargeBucket(objects: ReadonlyMap<string, string>): Promise<LargeBucket> {
  const keys = [...objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const requests = { lists: 0, others: 0 };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.searchParams.has('list-type')) {
      requests.lists += 1;
      return void answer(response, 200, listingOf(keys, url.searchParams));
    }
    requests.others += 1;
    const content = objects.get(decodeURIComponent(url.pathname).replace(/^\/[^/]*\//, ''));
    if (content === undefined) return void answer(response, 404, '<Error><Code>NoSuchKey</Code></Error>');
    answer(response, 200, request.method === 'HEAD' ? '' : content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
}

function listingOf(keys: readonly string[], query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const most = Number(query.get('max-keys'));
  const items: string[] = [];
  let at = Math.max(placeOf(keys, prefix), placeOf(keys, `${query.get('start-after') ?? ''}\0`));
  for (; items.length < most && keys[at]?.startsWith(prefix); ) {
    const key = keys[at] ?? '';
    const slash = key.indexOf('/', prefix.length);
    const folder = slash < 0 ? undefined : key.slice(0, slash + 1);
    items.push(folder === undefined ? contentOf(key) : commonPrefixOf(folder));
    at = folder === undefined ? at + 1 : placeOf(keys, `${folder}\u{10ffff}`);
  }
  const more = keys[at]?.startsWith(prefix) ?? false;
  return `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${more}</IsTruncated>${items.join('')}</ListBucketResult>`;
}

/** The index of the first key that does not come before this one, in the order of their bytes. */
function placeOf(keys: readonly string[], wanted: string): number {
  const bytes = Buffer.from(wanted);
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Buffer.compare(Buffer.from(keys[middle] ?? ''), bytes) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function contentOf(key: string): string {
  return `<Contents><Key>${encodeURIComponent(key)}</Key><Size>1</Size><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>`;
}

function commonPrefixOf(folder: string): string {
  return `<CommonPrefixes><Prefix>${encodeURIComponent(folder)}</Prefix></CommonPrefixes>`;
}
