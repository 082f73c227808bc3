import { describe, expect, it } from 'vitest';
import { operations } from '../../src/generated/operations.js';
import { ConfigError } from '../../src/reference-server/config.js';
import { EngineError, type EngineErrorKind } from '../../src/reference-server/engine.js';
import { HttpError } from '../../src/reference-server/errors.js';
import { PageTokenError } from '../../src/reference-server/page-token.js';
import { StoreError, type StoreErrorKind } from '../../src/reference-server/store.js';
import { failingEngine, failingStore } from './support/faults.js';
import { baseUrl, createHarness } from './support/harness.js';

const secured = Object.values(operations).filter(({ secured }) => secured);
const targetOf = (path: string) => path.replace('{data_id}', 'plain').replace(/\{(\w+)\}/g, 'x');

describe('every secured operation', () => {
  it.each(secured.map((spec) => [spec.operationId, spec] as const))(
    '%s wants a token first',
    async (_, spec) => {
      const { send } = createHarness();
      const answer = await send(spec.method, `${targetOf(spec.path)}?unknown=1`, { user: null });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.json).toMatchObject({ code: 'missing-token', status: 401, title: 'Unauthorized' });
    },
  );

  it.each(secured.map((spec) => [spec.operationId, spec] as const))(
    '%s refuses a user whom the configuration names nowhere',
    async (_, spec) => {
      const { send } = createHarness();
      const answer = await send(spec.method, targetOf(spec.path), { user: 'outsider' });
      expect([answer.status, answer.json.code]).toEqual([403, 'not-authorized']);
    },
  );

  it.each(secured.map((spec) => [spec.operationId, spec] as const))(
    '%s refuses a query parameter that it does not know',
    async (_, spec) => {
      const { send } = createHarness();
      const answer = await send(
        spec.method,
        `${targetOf(spec.path)}?unknown=1&try=1&page_sise=2&data_id=plain`,
      );
      expect([answer.status, answer.json.code]).toEqual([400, 'unknown-parameter']);
      expect(answer.json.errors).toContainEqual({ detail: 'is not known here', parameter: 'unknown' });
    },
  );
});

describe('what is the same everywhere', () => {
  it('tells nobody more than 404 and 405 without a token', async () => {
    const { send } = createHarness();
    expect((await send('GET', '/nothing', { user: null })).status).toBe(404);
    const answer = await send('DELETE', '/workflows', { user: null });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('refuses a malformed path before it looks at the token', async () => {
    const { send } = createHarness();
    const answer = await send('GET', '/output-data/%2e%2e/reviewer', { user: null });
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid-path']);
  });

  it('puts a request id, nosniff and no-store on answers and on errors', async () => {
    const { send } = createHarness();
    for (const target of ['/workflows', '/nothing']) {
      const { headers, json, status } = await send('GET', target, { info: { requestId: 'r-1' } });
      expect(headers.get('x-request-id')).toBe('r-1');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      if (status === 404) expect(json.request_id).toBe('r-1');
    }
  });

  it.each([undefined, '', 'a\nb', 'x'.repeat(201)])(
    'makes a request id of its own instead of %.10j',
    async (requestId) => {
      const { send } = createHarness();
      const answer = await send('GET', '/workflows', { info: { requestId } });
      expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    },
  );

  it.each(['/workflows', '/output-data', '/service-info', '/workflows/nothing'])(
    'answers HEAD %s as GET without the body',
    async (target) => {
      const { send } = createHarness();
      const info = { requestId: 'same' };
      const [get, head] = [await send('GET', target, { info }), await send('HEAD', target, { info })];
      expect(head.status).toBe(get.status);
      expect(head.text).toBe('');
      expect([...head.headers]).toEqual([...get.headers]);
      expect(head.headers.get('content-length')).toBe(String(new TextEncoder().encode(get.text).byteLength));
    },
  );

  it('goes by the address of the request when no raw target is given', async () => {
    const { handler } = createHarness();
    const headers = { Authorization: 'Bearer researcher' };
    const response = await handler(new Request('http://localhost/dev/workflows/nebraska', { headers }), {
      basePath: '/dev',
    });
    expect(response.status).toBe(200);
    expect((await handler(new Request('http://localhost/workflows', { headers }))).status).toBe(200);
  });

  it('takes an absolute request target', async () => {
    const { send } = createHarness();
    expect((await send('GET', 'http://elsewhere.example/workflows')).status).toBe(200);
  });

  it.each([
    ['%zz=1', 'a malformed name'],
    ['data_id=%', 'a malformed value'],
    ['data_id=%FF', 'broken UTF-8'],
  ])('refuses the query ?%s: %s', async (query) => {
    const { send } = createHarness();
    const answer = await send('GET', `/data-selections/workflows?${query}`);
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid-parameter']);
  });

  it('reads `+` and `%20` of a query as blanks', async () => {
    const { send } = createHarness();
    const answer = await send('GET', '/data-selections/workflows?data_id=+%20a');
    expect([answer.status, answer.json.code]).toEqual([404, 'data-selection-not-found']);
  });
});

describe('CORS', () => {
  const preflight = {
    'Access-Control-Request-Method': 'PUT',
    'Access-Control-Request-Headers': 'authorization',
  };

  it.each(['/workflows', '/output-data/a/b', '/nothing', '/a%00', '*', '/_files/x'])(
    'answers a preflight on %s',
    async (target) => {
      const { send } = createHarness();
      const answer = await send('OPTIONS', target, {
        user: null,
        headers: { ...preflight, Origin: 'http://localhost:5173' },
      });
      expect(answer.status).toBe(204);
      expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
      expect(answer.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST, PUT, OPTIONS');
      expect(answer.headers.get('access-control-allow-headers')).toBe(
        'Authorization, Content-Type, Idempotency-Key',
      );
      expect(answer.headers.get('vary')).toBe('Origin');
    },
  );

  it.each(['/workflows', '/nothing', '/output-data'])(
    'lets a page read the answer and the error of %s',
    async (target) => {
      const { send } = createHarness();
      for (const user of ['researcher', null]) {
        const { headers } = await send('GET', target, {
          user,
          headers: { Origin: 'https://portal.example.org' },
        });
        expect(headers.get('access-control-allow-origin')).toBe('https://portal.example.org');
        expect(headers.get('access-control-expose-headers')).toBe(
          'Location, Link, Retry-After, X-Request-Id, WWW-Authenticate, Content-Range, ETag',
        );
        expect(headers.get('vary')).toContain('Origin');
      }
    },
  );

  it.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://localhost:80.evil.example',
    'https://localhost:1',
    'null',
  ])('does not let %s read anything, and varies all the same', async (Origin) => {
    const { send } = createHarness();
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await send(method, '/workflows', { headers: { Origin } });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers.get('vary')).toBe('Origin');
    }
  });

  it('says which methods a path knows', async () => {
    const { send } = createHarness();
    expect((await send('OPTIONS', '/workflows/a/runs')).headers.get('allow')).toBe(
      'GET, HEAD, POST, OPTIONS',
    );
  });
});

describe('failures', () => {
  const engineKinds: [EngineErrorKind, number, string][] = [
    ['rejected', 400, 'invalid-body'],
    ['busy', 429, 'too-many-requests'],
    ['unavailable', 503, 'engine-unavailable'],
    ['timeout', 504, 'engine-timeout'],
    ['failed', 502, 'engine-failed'],
  ];
  const storeKinds: [StoreErrorKind, number, string][] = [
    ['unavailable', 503, 'store-unavailable'],
    ['timeout', 504, 'store-timeout'],
    ['failed', 502, 'store-failed'],
  ];

  it.each(engineKinds)(
    'an engine error `%s` is %i %s on every operation that needs the engine',
    async (kind, status, code) => {
      const error = new EngineError(kind, 'Shown to the caller.', {
        retryAfter: 6.5,
        cause: new Error('for the log'),
      });
      const { send } = createHarness({ engine: failingEngine(error) });
      const run = { in_data_selection: 'colon/fhl2' };
      for (const [method, target, body] of [
        ['GET', '/data-selections/workflows?data_id=colon/fhl2'],
        ['GET', '/data-selections/colon%2Ffhl2/workflows'],
        ['GET', '/workflows'],
        ['GET', '/workflows/nebraska'],
        ['GET', '/workflows/nebraska/runs'],
        ['POST', '/workflows/nebraska/runs', run],
        ['GET', '/workflows/nebraska/runs/a'],
        ['POST', '/workflows/nebraska/runs/a/cancel'],
        ['GET', '/workflows/nebraska/runs/a/tasks'],
        ['GET', '/workflows/nebraska/runs/a/tasks/main/log'],
        ['GET', '/runs'],
      ] as const) {
        const answer = await send(method, target, { body });
        expect([target, answer.status, answer.json.code]).toEqual([target, status, code]);
        expect(answer.json.detail).toBe('Shown to the caller.');
        if (status === 429 || status === 503) expect(answer.headers.get('retry-after')).toBe('7');
        expect(answer.text).not.toContain('for the log');
      }
    },
  );

  it.each(storeKinds)(
    'a store error `%s` is %i %s on every operation that needs the store',
    async (kind, status, code) => {
      const { send } = createHarness({ store: failingStore(new StoreError(kind, 'Shown to the caller.')) });
      const body = { files: { a: { properties: {} } } };
      for (const [method, target] of [
        ['GET', '/output-data'],
        ['GET', '/output-data/a'],
        ['PUT', '/output-data/a'],
        ['GET', '/_files/a'],
      ] as const) {
        const answer = await send(method, target, method === 'PUT' ? { body } : {});
        expect([target, answer.status, answer.json.code]).toEqual([target, status, code]);
        if (status === 503) expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      }
    },
  );

  it('a configuration that cannot be read is a 503 that does not show it', async () => {
    const error = new ConfigError('/etc/labcas/config.yaml', [{ line: 3, message: 'wrong' }]);
    const { send, log } = createHarness({ config: { read: () => Promise.reject(error) } });
    const answer = await send('GET', '/workflows');
    expect([answer.status, answer.json.code]).toEqual([503, 'config-unavailable']);
    expect(answer.text).not.toContain('/etc');
    expect(log.lines[0]?.fields.error).toContain('/etc/labcas/config.yaml:3: wrong');
  });

  it('a page token that was not issued for the list is a 400', async () => {
    const { send } = createHarness({
      engine: failingEngine(new PageTokenError('Not issued for this list.')),
    });
    const answer = await send('GET', '/runs?page_token=abc');
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid-page-token']);
    expect(answer.json.errors).toEqual([{ detail: 'Not issued for this list.', parameter: 'page_token' }]);
  });

  it.each([
    new TypeError('Bearer eyJhbGciOi.abc.def at https://host/f?signature=abc'),
    'thrown text',
    undefined,
  ])('an unknown error is a bare 500, with the secrets taken out of the log', async (error) => {
    const { send, log } = createHarness({ engine: failingEngine(error) });
    const answer = await send('GET', '/workflows');
    expect(answer.json).toEqual({
      type: 'urn:labcas:workflow-api:problem:internal-error',
      title: 'Internal Server Error',
      status: 500,
      detail: 'The server failed; its log names this request.',
      code: 'internal-error',
      request_id: answer.headers.get('x-request-id'),
    });
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]?.level).toBe('error');
    expect(JSON.stringify(log.lines)).not.toMatch(/eyJ|signature=abc/);
  });

  it('an answer that breaks the document is a 500 whose log names the place and not the value', async () => {
    const harness = createHarness();
    harness.engine.listWorkflows = async () => JSON.parse('[{"id": "s3cr3t", "description": 7}]');
    const answer = await harness.send('GET', '/workflows');
    expect([answer.status, answer.json.code]).toEqual([500, 'internal-error']);
    expect(harness.log.lines[0]?.fields.error).toContain('body /workflows/0/description must be a string');
    expect(JSON.stringify(harness.log.lines)).not.toContain('s3cr3t');
  });
});

describe('an error that the document does not know of the operation', () => {
  it('is a 500 whose log keeps what it was', async () => {
    const error = new EngineError('busy', 'The queue is full.');
    const { send, log } = createHarness({
      authenticate: () => Promise.reject(new HttpError(409, 'run-ended', 'odd', { cause: error })),
    });
    const answer = await send('GET', '/workflows');
    expect([answer.status, answer.json.code]).toEqual([500, 'internal-error']);
    expect(log.lines[0]?.fields.error).toMatch(/status 409 is not documented[\s\S]+The queue is full/);
  });
});

describe('the log', () => {
  it('has one line for a request, without token, address or query', async () => {
    const { send, log } = createHarness();
    await send('GET', '/data-selections/workflows?data_id=plain', {
      user: 'reviewer',
      info: { requestId: 'r-2' },
    });
    expect(log.lines).toEqual([
      {
        level: 'info',
        message: 'request',
        fields: {
          request_id: 'r-2',
          method: 'GET',
          operation: 'listDataSelectionWorkflows',
          user: 'reviewer',
          status: 200,
          ms: expect.any(Number),
        },
      },
    ]);
  });

  it('says which code an error had, and nobody as the user of a request without a token', async () => {
    const { send, log } = createHarness();
    await send('GET', '/workflows', { user: null });
    expect(log.lines[0]?.fields).toMatchObject({
      operation: 'listWorkflows',
      user: null,
      status: 401,
      code: 'missing-token',
    });
  });

  it('does not hold the signature of a file link', async () => {
    const { send, log, store } = createHarness();
    store.put('staging', 'a', 'content');
    const link = await store.link({ bucket: 'staging', prefix: '' }, 'a', '');
    await send('GET', link, { user: null });
    expect(log.lines[0]?.fields).toMatchObject({ operation: 'serveFile', status: 200 });
    expect(JSON.stringify(log.lines)).not.toContain(link.split('signature=')[1]);
  });
});

describe('/_files/', () => {
  it('is answered by the store, without a token, readable from pages', async () => {
    const { send, store } = createHarness();
    store.put('staging', 'a', 'content');
    const link = await store.link({ bucket: 'staging', prefix: '' }, 'a', '');
    const headers = { Origin: 'http://localhost:1' };
    const answer = await send('GET', link, { user: null, headers });
    expect([answer.status, answer.text]).toEqual([200, 'content']);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:1');
    // Without these a page cannot tell whether a download that goes on is still of the same file.
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/, Content-Range, ETag$/);
    expect((await send('HEAD', link, { user: null })).text).toBe('');
    expect((await send('GET', '/_files/staging/a', { user: null })).status).toBe(403);
  });

  it.each(['POST', 'PUT', 'DELETE'])('refuses %s', async (method) => {
    const { send } = createHarness();
    const answer = await send(method, '/_files/staging/a');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('refuses paths that climb', async () => {
    const { send } = createHarness();
    expect((await send('GET', '/_files/staging/%2e%2e/secret')).json.code).toBe('invalid-path');
  });

  it('is nothing where the store hands out links of its own', async () => {
    const { serve, ...store } = createHarness().store;
    const { send } = createHarness({ store });
    expect((await send('GET', '/_files/staging/a')).json.code).toBe('not-found');
  });
});

describe('GET /service-info', () => {
  it('says what the deployment is, to anybody', async () => {
    const { send } = createHarness({ config: { read: () => Promise.reject(new ConfigError('x', [])) } });
    const answer = await send('GET', '/service-info', { user: null });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      id: 'org.example.test',
      type: { group: 'labcas', artifact: 'workflow-api', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      features: ['cancel'],
    });
    expect(answer.headers.get('cache-control')).toBeNull();
  });
});

describe('links', () => {
  const body = { in_data_selection: 'colon/fhl2' };
  const locationOf = async (changes: object, headers: Record<string, string>) => {
    const { send } = createHarness(changes);
    const answer = await send('POST', '/workflows/nebraska/runs', {
      body,
      headers,
      info: { basePath: '/stage' },
    });
    return answer.headers.get('location')?.replace(/labcas-\w+$/, 'ID');
  };
  const forwarded = {
    'X-Forwarded-Proto': 'https, http',
    'X-Forwarded-Host': 'front.example.org:8443, inner',
  };

  it.each([
    ['the public address', {}, forwarded, `${baseUrl}/workflows/nebraska/runs/ID`],
    [
      'the request',
      { publicUrl: undefined },
      forwarded,
      'http://127.0.0.1:8080/stage/workflows/nebraska/runs/ID',
    ],
    [
      'the headers of a trusted proxy',
      { publicUrl: undefined, trustProxy: true },
      forwarded,
      'https://front.example.org:8443/stage/workflows/nebraska/runs/ID',
    ],
    [
      'the request, when what the proxy sent is no host',
      { publicUrl: undefined, trustProxy: true },
      { 'X-Forwarded-Proto': 'javascript', 'X-Forwarded-Host': 'evil.example/x?' },
      'http://127.0.0.1:8080/stage/workflows/nebraska/runs/ID',
    ],
    [
      'the request, when what the proxy sent is a host that no address can have',
      { publicUrl: undefined, trustProxy: true },
      { 'X-Forwarded-Host': 'front.example.org:99999' },
      'http://127.0.0.1:8080/stage/workflows/nebraska/runs/ID',
    ],
  ])('are made from %s', async (_, changes, headers, expected) => {
    expect(await locationOf(changes, headers)).toBe(expected);
  });
});
