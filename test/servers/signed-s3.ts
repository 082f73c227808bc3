import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SignedS3 {
  endpoint: string;
  close(): Promise<void>;
}

/**
 * Stands before a server of S3 that verifies nothing, and verifies what a link is about: the signature and the
 * expiry in its query, as S3 does (Signature Version 4). What is signed in a header passes.
 */
export async function startSignedS3(behind: string, secret: string): Promise<SignedS3> {
  const server = createServer((request, response) => {
    const query = (request.url ?? '').split('?')[1] ?? '';
    if (/(^|&)X-Amz-Signature=/.test(query) ? isValid(request, query, secret) : request.headers.authorization)
      return pass(behind, request, response);
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end('<?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code></Error>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function isValid(request: IncomingMessage, query: string, secret: string): boolean {
  const pairs = query.split('&');
  const signed = pairs.filter((pair) => !pair.startsWith('X-Amz-Signature='));
  const values = new URLSearchParams(query);
  const value = (name: string) => values.get(`X-Amz-${name}`) ?? '';
  const [, date = '', region = '', service = '', end = ''] = value('Credential').split('/');
  const names = value('SignedHeaders').split(';');
  const canonical = [
    request.method,
    request.url?.split('?')[0],
    signed.sort().join('&'),
    ...names.map((name) => `${name}:${request.headers[name] ?? ''}`),
    '',
    names.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = [date, region, service, end].join('/');
  const text = ['AWS4-HMAC-SHA256', value('Date'), scope, hash(canonical)].join('\n');
  const key = [date, region, service, end].reduce<string | Buffer>(
    (last, part) => hmac(last, part),
    `AWS4${secret}`,
  );
  const given = Buffer.from(value('Signature'));
  const wanted = Buffer.from(hmac(key, text).toString('hex'));
  return given.length === wanted.length && timingSafeEqual(given, wanted) && !isOver(value);
}

function isOver(value: (name: string) => string): boolean {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value('Date')) ?? [];
  const start = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return !(Date.now() < start + Number(value('Expires')) * 1000);
}

function pass(behind: string, request: IncomingMessage, response: ServerResponse): void {
  const { url = '/', method = 'GET', headers } = request;
  // As it is written: a URL parser would change what the signature is about.
  const { hostname, port } = new URL(behind);
  const outgoing = forward({ hostname, port, path: url, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  request.pipe(outgoing);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
