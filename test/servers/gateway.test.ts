import { afterEach, describe, expect, test } from 'vitest';
import { type GatewayOptions as DocumentOptions, gatewayDocument } from '../../scripts/gateway/document.js';
import { operations } from '../../src/generated/operations.js';
import { createAuthorizer } from '../../src/reference-server/adapters/lambda/authorizer.js';
import { toLambdaHandler } from '../../src/reference-server/adapters/lambda.js';
import { HttpError } from '../../src/reference-server/errors.js';
import { config, createHarness } from '../reference-server/support/harness.js';
import { invokeLocally } from './gateway/invoke.js';
import { type GatewayOptions, type GatewayServer, startGateway } from './gateway.js';

const origin = 'https://portal.example.org';
let gateway: GatewayServer;
afterEach(() => gateway.close());

const documentFor = (changes: Partial<DocumentOptions> = {}) =>
  gatewayDocument(Object.values(operations), {
    title: 'LabCAS Workflow API',
    version: '1.1.0',
    region: 'us-west-2',
    functionPrefix: 'arn:aws:lambda:us-west-2:123456789012:function:labcas-',
    origins: [origin],
    ...changes,
  });

/** A gateway before one function that answers or throws this, with the events that it got. */
async function startBefore(run: () => unknown, changes: Partial<GatewayOptions> = {}) {
  const events: Record<string, unknown>[] = [];
  const invoke = invokeLocally({
    router: async (event: never) => {
      events.push(event);
      return run();
    },
  });
  gateway = await startGateway({ document: documentFor(), invoke, ...changes });
  return events;
}

const ok = () => ({ statusCode: 200, headers: {}, body: '{}', isBase64Encoded: false });

describe('what a function gets', () => {
  test('a path parameter as it was encoded, and a query decoded once', async () => {
    const events = await startBefore(ok);
    await fetch(`${gateway.url}/workflows/a%40b/runs/x%2By/?page_size=5&page_token=a%2526b`);
    expect(events[0]).toMatchObject({
      resource: '/workflows/{id}/runs/{run_id}',
      path: '/workflows/a%40b/runs/x%2By/',
      pathParameters: { id: 'a%40b', run_id: 'x%2By' },
      queryStringParameters: { page_size: '5', page_token: 'a%26b' },
      requestContext: { path: '/dev/workflows/a%40b/runs/x%2By/', stage: 'dev' },
      body: null,
    });
  });

  test('null where there is nothing, and greedy parameters without their sign', async () => {
    const events = await startBefore(ok);
    await fetch(`${gateway.url}/workflows`);
    await fetch(`${gateway.url}/output-data/a/b%20c/`);
    await fetch(`${gateway.url}/some/where`, { method: 'DELETE' });
    expect(events[0]).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
    });
    expect(events[1]).toMatchObject({
      resource: '/output-data/{prefix+}',
      pathParameters: { prefix: 'a/b%20c' },
    });
    expect(events[2]).toMatchObject({ resource: '/{proxy+}', httpMethod: 'DELETE' });
  });

  test('on a custom domain, the base path in both paths', async () => {
    const events = await startBefore(ok, { customBasePath: '/labcas' });
    await fetch(`${gateway.url}/workflows`);
    expect(events[0]).toMatchObject({
      path: '/labcas/workflows',
      requestContext: { path: '/labcas/workflows' },
    });
  });
});

describe('what the gateway makes of answers', () => {
  const broken: [string, () => unknown][] = [
    ['an error', () => Promise.reject(new Error('no'))],
    ['nothing', () => undefined],
    ['a header that is null', () => ({ ...ok(), headers: { a: null } })],
    ['a header that is a number', () => ({ ...ok(), headers: { a: 1 } })],
    ['a body that is no text', () => ({ ...ok(), body: {} })],
    ['more than it knows', () => ({ ...ok(), cookies: [] })],
    ['no status', () => ({ ...ok(), statusCode: undefined })],
    ['more than 6 MB', () => ({ ...ok(), body: 'x'.repeat(6_300_000) })],
  ];
  test.each(broken)('%s is a 502 that a page can read', async (_what, run) => {
    await startBefore(run);
    const answer = await fetch(`${gateway.url}/workflows`);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(await answer.json()).toMatchObject({ status: 502, detail: 'Internal server error' });
  });

  test('the challenge of a 401 gets another name', async () => {
    await startBefore(() => ({ ...ok(), statusCode: 401, headers: { 'WWW-Authenticate': 'Bearer' } }));
    const { headers } = await fetch(`${gateway.url}/workflows`);
    expect(headers.get('x-amzn-remapped-www-authenticate')).toBe('Bearer');
    expect(headers.get('www-authenticate')).toBeNull();
  });

  test('a body above 10 MB does not reach the function', async () => {
    const events = await startBefore(ok);
    const body = 'x'.repeat(10 * 1024 * 1024 + 1);
    const answer = await fetch(`${gateway.url}/workflows/x/runs`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(events).toEqual([]);
  });

  test('without gateway responses, its own answers are those of API Gateway', async () => {
    const document = { ...documentFor(), 'x-amazon-apigateway-gateway-responses': {} };
    await startBefore(() => Promise.reject(new Error('no')), { document });
    const answer = await fetch(`${gateway.url}/workflows`);
    expect(await answer.json()).toEqual({ message: 'Internal server error' });
    const outside = await fetch(`${new URL(gateway.url).origin}/prod/workflows`);
    expect([outside.status, await outside.json()]).toEqual([
      403,
      { message: 'Missing Authentication Token' },
    ]);
  });

  test('a document that cannot be imported is refused', async () => {
    await startBefore(ok);
    const document = { ...documentFor(), openapi: '3.1.0' as '3.0.1' };
    await expect(startGateway({ document, invoke: invokeLocally({}) })).rejects.toThrow('cannot be imported');
  });
});

describe('with the authorizer', () => {
  async function start() {
    const harness = createHarness({ publicUrl: undefined });
    const { handler, log } = harness;
    const asked: string[] = [];
    const authorize = createAuthorizer({
      log,
      config: { read: async () => config },
      authenticate: async (request) => {
        const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
        asked.push(token);
        if (token === 'broken') throw new Error('broken');
        if (token === 'expired') throw new HttpError(401, 'expired-token', 'The token has expired.');
        return { name: token, dn: `uid=${token},dc=example,dc=org` };
      },
    });
    gateway = await startGateway({
      document: documentFor({ authorizer: true }),
      invoke: invokeLocally({ router: toLambdaHandler(handler, { log }), authorizer: authorize }),
    });
    const ask = (token?: string, path = '/workflows', method = 'GET') =>
      fetch(`${gateway.url}${path}`, {
        method,
        headers: { origin, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      });
    return { ask, asked };
  }

  test('a known user gets through, and is asked for once', async () => {
    const { ask, asked } = await start();
    expect((await ask('researcher')).status).toBe(200);
    expect((await ask('researcher', '/runs')).status).toBe(200);
    expect(asked).toEqual(['researcher']);
  });

  test('the gateway refuses everyone else, in a way that pages and programs can read', async () => {
    const { ask, asked } = await start();
    expect(await (await ask('outsider')).json()).toMatchObject({ status: 403, code: 'not-authorized' });
    const expired = await ask('expired');
    expect(await expired.json()).toMatchObject({ status: 401, code: 'invalid-token' });
    expect(expired.headers.get('access-control-allow-origin')).toBe(origin);
    expect((await ask()).status).toBe(401);
    expect((await ask('broken')).status).toBe(500);
    expect(asked).toEqual(['outsider', 'expired', 'broken']);
  });

  test('preflights, the service and unknown paths need no token', async () => {
    const { ask, asked } = await start();
    expect((await ask(undefined, '/workflows', 'OPTIONS')).status).toBe(204);
    expect((await ask(undefined, '/service-info')).status).toBe(200);
    expect((await ask(undefined, '/nowhere')).status).toBe(404);
    expect(asked).toEqual([]);
  });
});
