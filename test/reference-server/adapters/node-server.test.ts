import { afterEach, describe, expect, it } from 'vitest';
import {
  createNodeServer,
  type NodeServer,
  type NodeServerOptions,
} from '../../../src/reference-server/adapters/node-server.js';
import type { Handler } from '../../../src/reference-server/handler.js';
import { createHarness } from '../support/harness.js';
import { exchange, openWire, parseAnswer } from '../support/wire.js';

let server: NodeServer;

async function start(handler: Handler, options: Partial<NodeServerOptions> = {}): Promise<number> {
  server = createNodeServer(handler, { log: createHarness().log, ...options });
  return (await server.listen({ port: 0 })).port;
}

afterEach(() => server.close(0));

const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** A handler that answers when told to, and tells when it was reached. */
function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const handler: Handler = async () => {
    reach();
    await opened;
    return new Response('answered');
  };
  return { handler, open, reached };
}

describe('listening', () => {
  it('says where', async () => {
    server = createNodeServer(async () => new Response('here'), { log: createHarness().log });
    const { url, port } = await server.listen({ port: 0 });
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(await (await fetch(url)).text()).toBe('here');
  });

  it('fails when the port is taken', async () => {
    const port = await start(async () => new Response());
    const second = createNodeServer(async () => new Response(), { log: createHarness().log });
    await expect(second.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await second.close();
  });
});

describe('a slow caller', () => {
  it('who does not finish the headers is cut off', async () => {
    const wire = await openWire(
      await start(async () => new Response(), { headersTimeout: 200, requestTimeout: 400 }),
    );
    wire.send('GET / HTTP/1.1\r\nHost: local');
    expect(parseAnswer(await wire.ended()).status).toBe(408);
  });

  it('who sends nothing at all is cut off', async () => {
    const wire = await openWire(
      await start(async () => new Response(), { headersTimeout: 200, requestTimeout: 400 }),
    );
    expect(parseAnswer(await wire.ended()).status).toBe(408);
  });

  it('who does not finish the body is cut off', async () => {
    const { handler } = createHarness();
    const wire = await openWire(await start(handler, { headersTimeout: 200, requestTimeout: 400 }));
    wire.send(
      'POST /workflows/nebraska/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer researcher\r\nContent-Length: 10\r\n\r\n{',
    );
    await wire.ended();
  });
});

describe('a long request target', () => {
  it('of 10,000 percent-encoded characters still gets an answer that says what is wrong', async () => {
    const port = await start(createHarness().handler);
    const answer = await exchange(
      port,
      `GET /workflows/${'%2F'.repeat(10_000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('beyond any measure is refused', async () => {
    const port = await start(createHarness().handler);
    const answer = await exchange(port, `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(answer.status).toBe(431);
  });
});

describe('closing', () => {
  it('answers what is under way, then ends the connection', async () => {
    const gate = createGate();
    const wire = await openWire(await start(gate.handler));
    wire.send(request);
    await gate.reached;
    const closed = server.close();
    gate.open();
    expect(await wire.ended()).toContain('answered');
    await closed;
  });

  it('answers what comes meanwhile on an open connection, and says that it ends', async () => {
    const gate = createGate();
    const port = await start(async (incoming, info) =>
      info?.target === '/slow' ? gate.handler(incoming) : new Response('quick'),
    );
    const slow = await openWire(port);
    const wire = await openWire(port);
    slow.send('GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n');
    wire.send('GET / HTTP/1.1\r\nHost: ');
    await gate.reached;
    const closed = server.close();
    wire.send('localhost\r\n\r\n');
    const answer = parseAnswer(await wire.ended());
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    gate.open();
    await closed;
  });

  it('takes no new connections', async () => {
    const gate = createGate();
    const port = await start(gate.handler);
    const wire = await openWire(port);
    wire.send(request);
    await gate.reached;
    const closed = server.close();
    await expect(openWire(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    gate.open();
    await closed;
  });

  it('does not wait for connections on which nothing is asked', async () => {
    const port = await start(async () => new Response('done'));
    const silent = await openWire(port);
    const idle = await openWire(port);
    idle.send(request);
    await idle.received('done');
    await server.close();
    await Promise.all([silent.ended(), idle.ended()]);
  });

  it('gives up on what is not answered in time', async () => {
    const gate = createGate();
    const wire = await openWire(await start(gate.handler));
    wire.send(request);
    await gate.reached;
    await server.close(50);
    expect(await wire.ended()).toBe('');
    gate.open();
  });

  it('may be asked for twice', async () => {
    await start(async () => new Response());
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });
});
