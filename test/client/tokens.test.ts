import { describe, expect, it } from 'vitest';
import { labcasLogin } from '../../src/client/index.js';
import { quickClient, rejection } from './support/client.js';
import { json, startServer, text } from './support/server.js';
import { tokenFor } from './support/tokens.js';

const workflows = { workflows: [] };

/** Answers 401 unless the token is one of `accepted`. */
function guarded(accepted: ReadonlySet<string>) {
  return startServer((request, response) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    json(
      response,
      accepted.has(token) ? 200 : 401,
      accepted.has(token) ? workflows : { code: 'expired-token' },
    );
  });
}

describe('a token function', () => {
  it('is asked once for calls at the same time, and not again while its token is good', async () => {
    const token = tokenFor('researcher', 3600);
    const server = await guarded(new Set([token]));
    let asked = 0;
    const client = quickClient(server.url, {
      token: async () => {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return token;
      },
    });
    await Promise.all([client.workflows.list(), client.workflows.list(), client.workflows.list()]);
    await client.workflows.list();
    expect(asked).toBe(1);
  });

  it('is asked again shortly before its token expires', async () => {
    const tokens = [tokenFor('researcher', 10), tokenFor('researcher', 3600)];
    const server = await guarded(new Set(tokens));
    const client = quickClient(server.url, { token: () => tokens.shift() ?? '' });
    for (let call = 0; call < 3; call++) await client.workflows.list();
    const sent = server.requests.map(({ headers }) => headers.authorization);
    expect(new Set(sent).size).toBe(2);
    expect(sent[1]).toBe(sent[2]);
  });

  it('is asked once more for all calls whose token was refused at the same moment', async () => {
    const [stale, fresh] = [tokenFor('researcher', 3600), tokenFor('researcher', 3600)];
    let asked = 0;
    let release = () => {};
    const refused = new Promise<void>((resolve) => {
      release = resolve;
    });
    let waiting = 0;
    const client = quickClient('https://api.example.org', {
      token: async () => {
        asked += 1;
        return asked === 1 ? stale : fresh;
      },
      fetch: async (request) => {
        if (request.headers.get('authorization') === `Bearer ${fresh}`) return Response.json(workflows);
        waiting += 1;
        if (waiting === 20) release();
        await refused;
        return Response.json({}, { status: 401 });
      },
    });
    await Promise.all(Array.from({ length: 20 }, () => client.workflows.list()));
    expect(asked).toBe(2);
  });

  it('is not asked for each call where the clock of this machine is ahead', async () => {
    const issued = Math.floor(Date.now() / 1000) - 7200;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'HS256' })}.${part({ iat: issued, exp: issued + 3600 })}.c2lnbmF0dXJl`;
    const server = await guarded(new Set([token]));
    let asked = 0;
    const client = quickClient(server.url, {
      token: () => {
        asked += 1;
        return token;
      },
    });
    for (let call = 0; call < 3; call++) await client.workflows.list();
    expect(asked).toBe(1);
  });

  it('is asked each time for a token that does not say when it expires', async () => {
    const server = await guarded(new Set(['opaque-1', 'opaque-2']));
    let asked = 0;
    const client = quickClient(server.url, { token: () => `opaque-${++asked}` });
    await client.workflows.list();
    await client.workflows.list();
    expect(asked).toBe(2);
  });

  it('is asked once more after a 401, and the call is repeated once', async () => {
    const [stale, fresh] = [tokenFor('researcher', 3600), tokenFor('researcher', 3600)];
    const server = await guarded(new Set([fresh]));
    const tokens = [stale, fresh];
    const client = quickClient(server.url, { token: () => tokens.shift() ?? fresh });
    await Promise.all([client.workflows.list(), client.workflows.list()]);
    expect(server.requests).toHaveLength(4);
    expect(tokens).toEqual([]);
  });

  it('ends in the 401 when its second token is refused too', async () => {
    const server = await guarded(new Set());
    const client = quickClient(server.url, { token: () => tokenFor('researcher', 3600) });
    expect(await rejection(client.workflows.list())).toMatchObject({
      name: 'AuthenticationError',
      code: 'expired-token',
    });
    expect(server.requests).toHaveLength(2);
  });

  it('repeats a run that was refused with 401, since it was not started', async () => {
    const [stale, fresh] = [tokenFor('researcher', 3600), tokenFor('researcher', 3600)];
    const server = await startServer((request, response) => {
      if (request.target === '/service-info') return json(response, 404, {});
      const good = request.headers.authorization === `Bearer ${fresh}`;
      json(response, good ? 201 : 401, { run_id: 'r1', state: 'queued' });
    });
    const tokens = [stale, fresh];
    const client = quickClient(server.url, { token: () => tokens.shift() ?? fresh });
    const run = await client.runs.create('nebraska', { selection: 'colon/fhl2', params: { tile_size: 64 } });
    expect(run.run_id).toBe('r1');
    expect(server.requests.at(-1)?.body).toBe(server.requests.at(-2)?.body);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('no session')), 'token-unavailable'],
    ['gives nothing', () => '', 'invalid-token'],
    ['never answers', () => new Promise<string>(() => undefined), 'token-unavailable'],
  ])('that %s ends in a typed error and nothing is sent', async (_, token, code) => {
    const server = await startServer((_, response) => json(response, 200, workflows));
    const client = quickClient(server.url, {
      token,
      timeout: { attempt: 30, total: 2000 },
      retry: { attempts: 2, baseDelay: 1 },
    });
    expect(await rejection(client.workflows.list())).toMatchObject({ name: 'AuthenticationError', code });
    const create = client.runs.create('nebraska', { selection: 'colon/fhl2' });
    expect(await rejection(create)).toMatchObject({ name: 'AuthenticationError', code });
    expect(server.requests.filter(({ target }) => target !== '/service-info')).toEqual([]);
  });
});

describe('the token', () => {
  it('is not needed', async () => {
    const server = await startServer((_, response) => json(response, 401, { code: 'missing-token' }));
    const error = await rejection(quickClient(server.url, { token: undefined }).workflows.list());
    expect(error).toMatchObject({ name: 'AuthenticationError', code: 'missing-token' });
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('does not go to another origin, even when middleware leads there', async () => {
    const other = await startServer((_, response) => json(response, 200, workflows));
    const client = quickClient('http://127.0.0.1:1', {
      middleware: [{ onRequest: () => new Request(`${other.url}/workflows`) }],
    });
    await client.workflows.list();
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('does not go with service-info', async () => {
    const server = await startServer((_, response) => json(response, 200, { features: [] }));
    await quickClient(server.url).serviceInfo();
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });
});

describe('labcasLogin', () => {
  it.each([
    ['authUrl', { authUrl: undefined }],
    ['username', { username: undefined }],
    ['username', { username: '' }],
    ['password', { password: undefined }],
    ['password', { password: '' }],
  ])('refuses to do without %s, as where a variable is not set', (name, missing) => {
    const all = { authUrl: 'https://auth.example.org/auth', username: 'u', password: 'p' };
    expect(() => labcasLogin({ ...all, ...missing })).toThrow(
      expect.objectContaining({ name: 'ValidationError', message: `${name} is missing.` }),
    );
  });

  it('refuses a password in the address, which errors would show', () => {
    const authUrl = 'https://bob:hunter2@auth.example.org/auth';
    expect(() => labcasLogin({ authUrl, username: 'u', password: 'p' })).toThrow(
      expect.objectContaining({ name: 'ValidationError', message: expect.not.stringContaining('hunter2') }),
    );
  });

  it('says in the error of a call why there is no token', async () => {
    const auth = await startServer((_, response) => {
      response.writeHead(302, { location: 'https://elsewhere.example.org/' }).end();
    });
    const token = labcasLogin({ authUrl: auth.url, username: 'u', password: 'p' });
    expect(await rejection(quickClient('https://api.example.org', { token }).workflows.list())).toMatchObject(
      {
        name: 'AuthenticationError',
        code: 'token-unavailable',
        message: expect.stringContaining('The login redirects; authUrl may be wrong.'),
      },
    );
  });

  const options = { username: 'researcher', password: 'pässword:1' };

  it('gets a token by Basic authentication, and another before that expires', async () => {
    const issued: string[] = [];
    const auth = await startServer((_, response) => {
      issued.push(tokenFor('researcher', issued.length === 0 ? 5 : 3600));
      text(response, 200, `${issued.at(-1)}\n`);
    });
    const server = await startServer((_, response) => json(response, 200, workflows));
    const client = quickClient(server.url, {
      token: labcasLogin({ ...options, authUrl: `${auth.url}/auth` }),
    });
    for (let call = 0; call < 3; call++) await client.workflows.list();
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
      [issued[0], issued[1], issued[1]].map((token) => `Bearer ${token}`),
    );
    expect(auth.requests[0]).toMatchObject({ method: 'POST', target: '/auth', body: '' });
    const basic = auth.requests[0]?.headers.authorization?.replace('Basic ', '') ?? '';
    expect(Buffer.from(basic, 'base64').toString('utf8')).toBe('researcher:pässword:1');
  });

  it.each([
    ['a refusal', 401, 'Unauthorized', 'AuthenticationError', 'login-refused'],
    ['a failure', 503, 'down', 'AuthenticationError', 'token-unavailable'],
    ['a page', 200, '<html>Sign in</html>', 'AuthenticationError', 'token-unavailable'],
    ['a redirect', 302, '', 'AuthenticationError', 'token-unavailable'],
  ])('answered with %s ends in a typed error', async (_, status, body, name, code) => {
    const auth = await startServer((_, response) => text(response, status, body));
    const client = quickClient('http://127.0.0.1:1', {
      token: labcasLogin({ ...options, authUrl: auth.url }),
    });
    const error = await rejection(client.workflows.list({ retry: false }));
    expect(error).toMatchObject({ name, code });
    expect(JSON.stringify(error)).not.toContain('pässword');
  });

  it.each(['http://labcas.example.org/auth', 'labcas.example.org', 'ftp://labcas.example.org'])(
    'does not send the password to %s',
    (authUrl) => {
      expect(() => labcasLogin({ ...options, authUrl })).toThrow(
        expect.objectContaining({ code: 'invalid-option' }),
      );
    },
  );
});
