import { execFile, spawnSync } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCurl } from './curl.js';
import type { ExchangeRequest } from './exchange.js';

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** The command for a request that nothing answered. */
function curlFor(request: Partial<ExchangeRequest>): string | null {
  const whole = { method: 'PUT', url: 'http://server.invalid/', headers: {}, body: null, ...request };
  const exchange = { operation: null, request: whole, status: null, ms: 0, reason: 'none' } as const;
  return toCurl(exchange, (text) => text.replaceAll('secret-1', '$LABCAS_API_TOKEN'));
}

it('names the variable of a token, which the shell fills in', () => {
  const headers = { Authorization: 'Bearer secret-1', 'X-Text': "it's" };
  const line = curlFor({ headers });
  expect(line).toContain('-H "Authorization: Bearer $LABCAS_API_TOKEN"');
  expect(line).toContain("-H 'X-Text: it'\\''s'");
});

it('is none for a body that is too long for a line', () => {
  expect(curlFor({ body: 'x'.repeat(4001) })).toBeNull();
  expect(curlFor({ body: new Uint8Array(4001) })).toBeNull();
});

// Set PATH so that it has curl to run these.
describe.skipIf(!hasCurl)('a shell', () => {
  let server: Server;
  let base: string;
  const seen: { url: string; headers: IncomingMessage['headers']; body: Buffer }[] = [];
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      seen.push({ url: request.url ?? '', headers: request.headers, body });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => void server.close());

  it.each([
    ['text with quotes', `{"a":"it's \\ $HOME %s \`id\`"}`],
    ['control characters', '{"a":"\u0000\u0001\n\t"}'],
    ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x00, 0x25, 0x73, 0x27, 0x5c, 0x0a, 0x37)],
    ['half of a surrogate pair', '{"a":"\ud800"}'],
    ['letters of other scripts', '{"a":"Käse 𝒳"}'],
  ])('sends %s as it was sent', async (_, body) => {
    const url = `${base}/a/../b%2F?c='%22&d=$e`;
    const line = curlFor({ url, body, headers: { 'Content-Type': 'application/json' } });
    await promisify(execFile)('sh', ['-c', line ?? 'false'], { timeout: 10_000 });
    const got = seen.at(-1);
    expect(got?.url).toBe(url.slice(base.length));
    expect(got?.headers['content-type']).toBe('application/json');
    expect(got?.body).toEqual(Buffer.from(body));
  });
});
