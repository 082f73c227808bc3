import { describe, expect, test } from 'vitest';
import type { ProxyEvent, ProxyResult } from '../../../src/reference-server/adapters/lambda/event.js';
import { toLambdaHandler } from '../../../src/reference-server/adapters/lambda.js';
import type { Handler, RequestInfo } from '../../../src/reference-server/handler.js';
import { proxyEvent } from '../../servers/gateway/event.js';
import { createHarness } from '../support/harness.js';

const token = ['Authorization', 'Bearer researcher'] as const;
const output = 'researcher/20261123T191203123456/';

function createLambda(options: { publicUrl?: string | undefined; basePath?: string } = {}) {
  const harness = createHarness({ publicUrl: options.publicUrl });
  const lambda = toLambdaHandler(harness.handler, { log: harness.log, basePath: options.basePath });
  return { ...harness, lambda };
}

/** What the gateway checks of an answer before it sends it on. */
function expectTakenByGateway(result: ProxyResult) {
  const keys = ['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'];
  expect(keys).toEqual(expect.arrayContaining(Object.keys(result)));
  expect(Number.isInteger(result.statusCode)).toBe(true);
  expect(typeof result.body).toBe('string');
  expect(typeof result.isBase64Encoded).toBe('boolean');
  for (const value of Object.values(result.headers)) expect(typeof value).toBe('string');
}

const run = 'labcas-abcdefghijklmnopqrst';

async function createPopulated() {
  const created = createLambda();
  const { engine, store } = created;
  store.put('staging', `${output}a b.png`, 'bytes');
  await engine.createRun({
    workflowId: 'rehearsal',
    runId: run,
    conf: { username: 'researcher', in_data_selection: 'colon/fhl2', out_prefix: output.slice(0, -1) },
  });
  engine.set({ workflowId: 'rehearsal', runId: run }, { status: 'running' });
  engine.print({ workflowId: 'rehearsal', runId: run }, 'main', 'hello');
  return created;
}

describe('addresses', () => {
  const listing = { method: 'GET', resource: '/output-data', path: '/output-data', headers: [token] };
  const folderOf = (result: ProxyResult) =>
    JSON.parse(result.body).folders['20261123T191203123456/'].href as string;

  test('links carry the stage of the gateway', async () => {
    const { lambda } = await createPopulated();
    const link = folderOf(await lambda(proxyEvent({ ...listing, stage: 'prod' })));
    expect(link).toBe(
      'https://a1b2c3d4e5.execute-api.us-west-2.amazonaws.com/prod/output-data/20261123T191203123456/',
    );
  });

  test('links of a custom domain carry its base path and no stage', async () => {
    const { handler, store, log } = await createPopulated();
    store.put('staging', `${output}b.png`, '');
    const lambda = toLambdaHandler(handler, { log, basePath: 'labcas/' });
    const at = { ...listing, domainName: 'api.example.org' };
    expect(folderOf(await lambda(proxyEvent({ ...at, customBasePath: '/labcas' })))).toBe(
      'https://api.example.org/labcas/output-data/20261123T191203123456/',
    );
    expect(folderOf(await lambda(proxyEvent({ ...at, customBasePath: '' })))).toBe(
      'https://api.example.org/output-data/20261123T191203123456/',
    );
  });

  test('a host that the caller made up does not get into links', async () => {
    const { lambda } = await createPopulated();
    const event = proxyEvent({ ...listing, headers: [token, ['host', 'evil.example.org']] });
    expect(folderOf(await lambda(event))).not.toContain('evil');
  });

  test('a path is decoded once, and malformed encoding is a 400', async () => {
    const seen: (RequestInfo | undefined)[] = [];
    const handler: Handler = async (_request, info) => {
      seen.push(info);
      return new Response();
    };
    const { log, lambda } = createLambda();
    const path = '/workflows/nebraska/runs/manual__2025-04-03T19%3A11%3A12%2B00%3A00';
    await toLambdaHandler(handler, { log })(proxyEvent({ method: 'GET', resource: '/x', path }));
    expect(seen[0]).toMatchObject({ target: path, basePath: '/dev' });
    const bad = proxyEvent({ method: 'GET', resource: '/x', path: '/workflows/%E0%A4', headers: [token] });
    expect(JSON.parse((await lambda(bad)).body)).toMatchObject({ status: 400, code: 'invalid-path' });
  });

  test('a query keeps repeated and encoded values', async () => {
    const targets: (string | undefined)[] = [];
    const { log } = createLambda();
    const lambda = toLambdaHandler(
      async (_request, info) => {
        targets.push(info?.target);
        return new Response();
      },
      { log },
    );
    const query = [
      ['a', '1'],
      ['a', '2'],
      ['data_id', 'x/y&z=ü +'],
    ] as const;
    const event = proxyEvent({ method: 'GET', resource: '/x', path: '/x', query });
    await lambda(event);
    await lambda({ ...event, multiValueQueryStringParameters: null });
    expect(targets).toEqual([
      '/x?a=1&a=2&data_id=x%2Fy%26z%3D%C3%BC+%2B',
      '/x?a=2&data_id=x%2Fy%26z%3D%C3%BC+%2B',
    ]);
  });

  test('the request id is the one of the gateway', async () => {
    const { lambda, log } = await createPopulated();
    const result = await lambda(proxyEvent({ ...listing, requestId: 'id-1' }));
    expect(result.headers['x-request-id']).toBe('id-1');
    expect(log.lines.at(-1)?.fields.request_id).toBe('id-1');
    const odd = await lambda(proxyEvent({ ...listing, requestId: 'a\r\nb' }));
    expect(odd.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
  });
});

describe('forms of events', () => {
  const base = proxyEvent({ method: 'GET', resource: '/workflows', path: '/workflows' });

  test.each(['authorization', 'Authorization', 'AUTHORIZATION'])('a token in the header %s', async (name) => {
    const { lambda } = createLambda();
    const headers = { [name]: 'Bearer researcher' };
    expect((await lambda({ ...base, headers, multiValueHeaders: null })).statusCode).toBe(200);
    const multiValueHeaders = { [name]: ['Bearer researcher'] };
    expect((await lambda({ ...base, headers: null, multiValueHeaders })).statusCode).toBe(200);
  });

  test('without any header, as from the console: 401 with the challenge', async () => {
    const { lambda } = createLambda();
    const result = await lambda({ ...base, headers: null, multiValueHeaders: null });
    expect(result).toMatchObject({ statusCode: 401, headers: { 'www-authenticate': 'Bearer' } });
    expectTakenByGateway(result);
  });

  test('a base64 body is read as what it stands for', async () => {
    const { lambda } = createLambda();
    const body = Buffer.from(JSON.stringify({ in_data_selection: 'colon/fhl2' })).toString('base64');
    const event = proxyEvent({
      method: 'POST',
      resource: '/workflows/{id}/runs',
      path: '/workflows/nebraska/runs',
      headers: [token],
    });
    expect((await lambda({ ...event, body, isBase64Encoded: true })).statusCode).toBe(201);
    expect((await lambda({ ...event, body: '{', isBase64Encoded: false })).statusCode).toBe(400);
    expect((await lambda(event)).statusCode).toBe(400);
  });

  test('a header that HTTP could not carry is left out', async () => {
    const { lambda } = createLambda();
    const headers = {
      authorization: 'Bearer researcher',
      'bad name': 'x',
      'x-text': 'ü\u0000',
      'X-Name': 'Зоя',
    };
    expect((await lambda({ ...base, headers, multiValueHeaders: null })).statusCode).toBe(200);
  });

  test('a preflight is answered, on any path', async () => {
    const { lambda } = createLambda();
    const headers = [
      ['origin', 'http://localhost:5173'],
      ['access-control-request-method', 'PUT'],
    ] as const;
    const result = await lambda(
      proxyEvent({ method: 'OPTIONS', resource: '/{proxy+}', path: '/nowhere', headers }),
    );
    expect(result).toMatchObject({
      statusCode: 204,
      headers: { 'access-control-allow-origin': 'http://localhost:5173' },
      body: '',
    });
    expectTakenByGateway(result);
  });

  const strange: [string, unknown][] = [
    ['nothing', undefined],
    ['an event of another kind', { version: '2.0', routeKey: '$default', rawPath: '/workflows' }],
    ['a method that cannot be', { ...base, httpMethod: 'TRACE' }],
    ['a path that cannot be', { ...base, path: '\\\\evil//' }],
  ];
  test.each(strange)('%s gets an answer and does not throw', async (_what, event) => {
    const { lambda } = createLambda();
    const result = await lambda(event as ProxyEvent);
    expectTakenByGateway(result);
    expect(result.headers['content-type']).toBe('application/problem+json');
    expect(result.headers['x-request-id']).toBe(JSON.parse(result.body).request_id);
  });
});

describe('forms of answers', () => {
  const event = proxyEvent({ method: 'GET', resource: '/x', path: '/x' });
  const answering = (make: () => Response) => {
    const { log } = createLambda();
    return toLambdaHandler(async () => make(), { log })(event);
  };

  test('binary answers are base64', async () => {
    const bytes = Uint8Array.of(0x89, 0x50, 0xff, 0x00);
    const result = await answering(() => new Response(bytes, { headers: { 'Content-Type': 'image/png' } }));
    expect(result).toMatchObject({ isBase64Encoded: true, body: Buffer.from(bytes).toString('base64') });
  });

  test('text that is no UTF-8 keeps its bytes', async () => {
    const bytes = Uint8Array.of(0x61, 0xff);
    const result = await answering(() => new Response(bytes, { headers: { 'Content-Type': 'text/plain' } }));
    expect(result).toMatchObject({ isBase64Encoded: true, body: 'Yf8=' });
  });

  test('cookies stay apart, and the length is left to the gateway', async () => {
    const headers = [
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Content-Length', '2'],
    ] as [string, string][];
    const result = await answering(() => new Response('{}', { headers }));
    expect(result.multiValueHeaders).toEqual({ 'set-cookie': ['a=1', 'b=2'] });
    expect(Object.keys(result.headers)).not.toContain('content-length');
  });

  test.each([
    ['text', 'text/plain', () => 'x'.repeat(6 * 1024 * 1024)],
    ['text that JSON escapes', 'text/plain', () => '"'.repeat(4 * 1024 * 1024)],
    ['bytes that base64 makes longer', 'image/png', () => new Uint8Array(5 * 1024 * 1024)],
  ])('%s above 6 MB becomes a problem with the headers of CORS', async (_what, type, body) => {
    const headers = { 'Content-Type': type, 'Access-Control-Allow-Origin': 'https://a.example', Link: '<x>' };
    const result = await answering(() => new Response(body(), { headers }));
    expect(result).toMatchObject({
      statusCode: 500,
      headers: {
        'access-control-allow-origin': 'https://a.example',
        'content-type': 'application/problem+json',
      },
    });
    expect(result.headers.link).toBeUndefined();
    expect(JSON.parse(result.body).detail).toContain('ask for smaller pages');
  });

  test('a large answer that fits is handed on whole', async () => {
    const text = 'x'.repeat(5 * 1024 * 1024);
    const result = await answering(() => new Response(text, { headers: { 'Content-Type': 'text/plain' } }));
    expect(result.body.length).toBe(text.length);
  });

  test('a handler that breaks is a 500 whose log names the request', async () => {
    const { log } = createLambda();
    const result = await toLambdaHandler(() => Promise.reject(new Error('no')), { log })(event);
    expect(result.statusCode).toBe(500);
    expect(log.lines.at(-1)?.fields.request_id).toBe(JSON.parse(result.body).request_id);
    expect(result.body).not.toContain('"no"');
  });
});
