import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeListener } from '../../../src/reference-server/adapters/node.js';
import type { Handler } from '../../../src/reference-server/handler.js';
import { createJsonLog } from '../../../src/reference-server/log.js';
import { createHarness } from '../support/harness.js';
import { exchange, openWire, parseAnswer } from '../support/wire.js';

let lines: string[] = [];
let stop = async () => {};

async function start(handler: Handler = createHarness({ publicUrl: undefined }).handler): Promise<number> {
  lines = [];
  const log = createJsonLog((line) => lines.push(line));
  const server = createServer(createNodeListener(handler, { log }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return (server.address() as AddressInfo).port;
}

afterEach(() => stop());

const get = (port: number, target: string, headers: string[] = ['Host: localhost']) =>
  exchange(
    port,
    [
      `GET ${target} HTTP/1.1`,
      ...headers,
      'Authorization: Bearer researcher',
      'Connection: close',
      '',
      '',
    ].join('\r\n'),
  );

const codeOf = (body: string) => (JSON.parse(body) as { code: string }).code;

describe('the request target', () => {
  it.each([
    '/output-data/../workflows',
    '/output-data/a/../b',
    '/output-data/./a',
    '/output-data/%2e%2e/a',
    '/output-data/%2E./a',
    '/output-data/..%2fa',
    '/output-data/..',
    '/output-data//a',
    '//workflows',
    '/output-data/a\\..\\b',
    '/output-data/%5ca',
    '/output-data/%00',
    '/output-data/%zz',
    '/output-data/%c3%28',
    '/workflows#x',
    '*',
    'http://localhost/output-data/../workflows',
    'http://user:secret@localhost/output-data/..',
    'ftp://localhost/workflows',
    'http://[',
    '/..',
    `/${'a'.repeat(10_000)}/..`,
  ])('%.40s is refused before anything normalises it', async (target) => {
    const { status, headers, body } = await get(await start(), target);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('x-request-id')).not.toBeNull();
    expect(codeOf(body)).toBe('invalid-path');
  });

  it.each([
    '/workflows',
    'http://localhost/workflows',
    'HTTP://localhost:80/workflows',
    'http://user:secret@localhost/workflows',
  ])('may be given as %s', async (target) => {
    const { status, body } = await get(await start(), target);
    expect(status).toBe(200);
    expect(body).toContain('nebraska');
  });

  it.each(['\\workflows', '/output-data/é', 'workflows', 'http:', '/a b'])(
    '%s is no HTTP',
    async (target) => {
      expect((await get(await start(), target)).status).toBe(400);
    },
  );

  it('reaches the handler as it came', async () => {
    const port = await start(async (_request, info) => new Response(info?.target));
    expect((await get(port, '/a%2Fb/./%41?c=%20&d')).body).toBe('/a%2Fb/./%41?c=%20&d');
  });
});

describe('the Host header', () => {
  it.each([
    [],
    ['Host:'],
    ['Host: localhost', 'Host: localhost'],
    ['Host: a b'],
    ['Host: a/b'],
    ['Host: a@b'],
    ['Host: a?b'],
    ['Host: a\\b'],
    ['Host: "'],
    ['Host: [::1'],
    ['Host: localhost:99999'],
    ['Host: localhost:x'],
    ['Host: 999.999.999.999'],
    ['Host: exam%70le.org'],
  ])('%s is refused', async (...headers) => {
    const { status } = await get(await start(), '/workflows', headers.flat());
    expect(status).toBe(400);
  });

  it('is missed in a request of HTTP/1.0', async () => {
    const { status, body } = await exchange(await start(), 'GET /workflows HTTP/1.0\r\n\r\n');
    expect([status, codeOf(body)]).toEqual([400, 'invalid-parameter']);
    expect(lines.filter((line) => line.includes('"status":400'))).toHaveLength(1);
  });

  it.each(['localhost', 'LocalHost:8080', '127.0.0.1:80', '[::1]:8080', 'api_1.example.org'])(
    'may be %s',
    async (host) => {
      const { status } = await get(await start(), '/workflows', [`Host: ${host}`]);
      expect(status).toBe(200);
    },
  );
});

describe('a method', () => {
  it.each(['TRACE', 'PURGE', 'DELETE', 'PROPFIND'])(
    '%s that the path does not know is 405',
    async (method) => {
      const text = `${method} /workflows HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
      const { status, headers } = await exchange(await start(), text);
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    },
  );

  it('HEAD is answered by the headers of GET alone', async () => {
    const port = await start();
    const full = await get(port, '/workflows');
    const text =
      'HEAD /workflows HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer researcher\r\nConnection: close\r\n\r\n';
    const head = await exchange(port, text);
    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(full.headers.get('content-length'));
    expect(head.headers.get('content-type')).toBe(full.headers.get('content-type'));
  });

  it('CONNECT and what is no HTTP leave the server as it was', async () => {
    const port = await start();
    await exchange(port, 'CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await exchange(port, '\u0016\u0003\u0001 hello\r\n\r\n');
    expect((await get(port, '/workflows')).status).toBe(200);
  });
});

describe('a body', () => {
  const create = (...lines: string[]) =>
    [
      'POST /workflows/nebraska/runs HTTP/1.1',
      'Host: localhost',
      'Authorization: Bearer researcher',
      ...lines,
    ].join('\r\n');
  const chunk = 'x'.repeat(65_536);

  it('that says it is too long is refused before it comes', async () => {
    const wire = await openWire(await start());
    wire.send(create('Content-Length: 5000000', '', 'x'));
    await wire.received('body-too-large');
    expect(parseAnswer(await wire.ended()).status).toBe(413);
  });

  it('that never ends is cut off, and the connection with it', async () => {
    const wire = await openWire(await start());
    wire.send(create('Transfer-Encoding: chunked', '', ''));
    const timer = setInterval(() => wire.send(`10000\r\n${chunk}\r\n`), 5);
    const text = await wire.ended().finally(() => clearInterval(timer));
    expect(parseAnswer(text).status).toBe(413);
  });

  it('that nobody read does not keep the connection from its next request', async () => {
    const wire = await openWire(await start());
    wire.send(
      `POST /workflows HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n${'x'.repeat(200_000)}`,
    );
    await wire.received('method-not-allowed');
    wire.send('GET /service-info HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect(await wire.ended()).toContain('org.example.test');
  });
});

describe('a caller that goes away', () => {
  it('aborts the request', async () => {
    let aborted = () => {};
    const seen = new Promise<void>((resolve) => {
      aborted = resolve;
    });
    let reached = () => {};
    const arrived = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const port = await start(async (request) => {
      request.signal.addEventListener('abort', () => aborted());
      reached();
      await seen;
      return new Response('late');
    });
    const wire = await openWire(port);
    wire.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await arrived;
    wire.socket.destroy();
    await seen;
  });

  it('ends the stream that it was sent', async () => {
    let cancelled = () => {};
    const seen = new Promise<void>((resolve) => {
      cancelled = resolve;
    });
    const body = () =>
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
        cancel: () => cancelled(),
      });
    const port = await start(async () => new Response(body(), { headers: { 'content-type': 'image/png' } }));
    const wire = await openWire(port);
    wire.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await wire.received('200 OK');
    wire.socket.destroy();
    await seen;
  });
});

describe('what goes wrong in the server', () => {
  it('in the handler is 500, and only the log says why', async () => {
    const port = await start(async () => {
      throw new Error('the innermost secret');
    });
    const { status, body } = await get(port, '/workflows');
    expect([status, codeOf(body)]).toEqual([500, 'internal-error']);
    expect(body).not.toContain('innermost');
    expect(lines.join()).toContain('innermost');
  });

  it.each([0, 3])(
    'in a stream after %i parts breaks the answer off, and only the log says why',
    async (parts) => {
      let sent = 0;
      const broken = new ReadableStream({
        pull(controller) {
          if (sent++ === parts) throw new Error('the disk is gone');
          controller.enqueue(new Uint8Array(65_536));
        },
      });
      const headers = { 'content-type': 'image/png', 'content-length': '1000000' };
      const port = await start(async () => new Response(broken, { headers }));
      const { body } = await get(port, '/');
      expect(body.length).toBeLessThan(1_000_000);
      expect(body).not.toContain('disk');
      expect(lines.join()).toContain('the disk is gone');
    },
  );
});
