import { CompactSign, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createAuthenticator, type User } from '../../src/reference-server/auth.js';
import { HttpError } from '../../src/reference-server/errors.js';
import { signToken } from '../../src/reference-server/token.js';

const key = 'a secret that only this test knows';
const base = 'dc=edrn,dc=jpl,dc=nasa,dc=gov';
const authenticate = createAuthenticator({ key });
const now = () => Math.floor(Date.now() / 1000);

const claims = (changes: JWTPayload = {}): JWTPayload => ({
  iss: 'LabCAS',
  aud: 'LabCAS',
  sub: `uid=researcher,${base}`,
  exp: now() + 600,
  ...changes,
});

const sign = (payload: JWTPayload, { alg = 'HS256', secret = key } = {}) =>
  new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));

const without = (claim: string) =>
  Object.fromEntries(Object.entries(claims()).filter(([name]) => name !== claim));

const ask = (authorization?: string, authenticator = authenticate): Promise<User> =>
  authenticator(
    new Request('http://localhost/', authorization === undefined ? {} : { headers: { authorization } }),
  );

async function refusal(authorization?: string): Promise<HttpError> {
  const error: unknown = await ask(authorization).catch((reason: unknown) => reason);
  if (!(error instanceof HttpError)) throw new Error(`expected an HttpError, got ${String(error)}`);
  return error;
}

describe('a token that is accepted', () => {
  it('names the user and the distinguished name', async () => {
    const user = await ask(`Bearer ${await sign(claims())}`);
    expect(user).toEqual({ name: 'researcher', dn: `uid=researcher,${base}` });
  });

  it.each(['bearer', 'BEARER', 'Bearer   '])('may be announced by %j', async (scheme) => {
    expect((await ask(`${scheme} ${await sign(claims())}`)).name).toBe('researcher');
  });

  it.each([
    ['a list of audiences', { aud: ['other', 'LabCAS'] }],
    ['a session id of its issuer', { Shubhneek: 'abc' }],
    ['an end less than a minute ago', { exp: now() - 30 }],
    ['a beginning less than a minute ahead', { nbf: now() + 30 }],
    ['a name in other case and spacing', { sub: 'UID=researcher, DC=EDRN, dc=jpl, dc=nasa, dc=gov' }],
  ])('may hold %s', async (_title, changes) => {
    expect((await ask(`Bearer ${await sign(claims(changes))}`)).name).toBe('researcher');
  });

  it('may come from any configured issuer, audience and base', async () => {
    const options = {
      key,
      issuers: ['LabCAS', 'labcas'],
      audiences: ['labcas-clients'],
      baseDns: [base, 'ou=users,o=MCL'],
    };
    const payload = claims({ iss: 'labcas', aud: 'labcas-clients', sub: 'uid=reviewer,ou=users,o=MCL' });
    expect((await ask(`Bearer ${await sign(payload)}`, createAuthenticator(options))).name).toBe('reviewer');
  });

  it('is what signToken makes', async () => {
    expect(await ask(`Bearer ${await signToken(key, { user: 'reviewer' })}`)).toEqual({
      name: 'reviewer',
      dn: `uid=reviewer,${base}`,
    });
  });
});

describe('a request without a token', () => {
  it.each([
    [undefined],
    [''],
    ['Bearer'],
    ['Bearer '],
    ['Basic cmVzZWFyY2hlcjp4'],
    ['Bearertoken'],
    ['e30.e30.'],
  ])('is told how to send one: %j', async (authorization) => {
    const { status, code, headers } = await refusal(authorization);
    expect({ status, code, challenge: headers['WWW-Authenticate'] }).toEqual({
      status: 401,
      code: 'missing-token',
      challenge: 'Bearer',
    });
  });
});

describe('a token that is refused', () => {
  const bad: Record<string, () => string | Promise<string>> = {
    'no JSON Web Token': () => 'garbage',
    'two tokens': async () => `${await sign(claims())}, Bearer ${await sign(claims())}`,
    'a token of 10,000 characters': () => 'a'.repeat(10_000),
    'broken base64': () => 'e30.a.a',
    'a header that is no JSON': () => 'bm90.e30.AAAA',
    'a header with an odd alg': () => `${btoa('{"alg":1}').replace(/=+$/, '')}.e30.AAAA`,
    'alg none': () => new UnsecuredJWT(claims()).encode(),
    'alg none with a signature': async () => {
      const [, payload, signature] = (await sign(claims())).split('.');
      return `${btoa('{"alg":"none"}').replace(/=+$/, '')}.${payload}.${signature}`;
    },
    'another algorithm': () => sign(claims(), { alg: 'HS512' }),
    'another key': () => sign(claims(), { secret: 'some other secret of the same kind' }),
    'another payload under the signature': async () => {
      const [header, , signature] = (await sign(claims())).split('.');
      const [, payload] = (await sign(claims({ sub: `uid=reviewer,${base}` }))).split('.');
      return `${header}.${payload}.${signature}`;
    },
    'no claims': () =>
      new CompactSign(new TextEncoder().encode('[]'))
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(key)),
    'no end': () => sign(without('exp')),
    'an end that is no number': async () => {
      const text = JSON.stringify({ ...claims(), exp: '2099-01-01' });
      return new CompactSign(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(key));
    },
    'a beginning in the future': () => sign(claims({ nbf: now() + 300 })),
    'another issuer': () => sign(claims({ iss: 'labcas' })),
    'no issuer': () => sign(without('iss')),
    'another audience': () => sign(claims({ aud: 'labcas-clients' })),
    'no audience': () => sign(without('aud')),
    'no subject': () => sign(without('sub')),
  };

  it.each(Object.entries(bad))('holds %s', async (_title, make) => {
    const { status, code, headers } = await refusal(`Bearer ${await make()}`);
    expect({ status, code, challenge: headers['WWW-Authenticate'] }).toEqual({
      status: 401,
      code: 'invalid-token',
      challenge: 'Bearer error="invalid_token"',
    });
  });

  it.each([
    'researcher',
    '',
    'uid=',
    `cn=researcher,${base}`,
    `uid=researcher+cn=x,${base}`,
    `uid=#0c0141,${base}`,
    'uid=researcher',
    'uid=researcher,ou=users,o=MCL',
    `uid=researcher,ou=users,${base}`,
    'uid=researcher,dc=jpl,dc=nasa,dc=gov',
    `uid=..,${base}`,
    `uid=a..b,${base}`,
    `uid=a/b,${base}`,
    `uid=a\\2Fb,${base}`,
    `uid=.a,${base}`,
    `uid=-a,${base}`,
    `uid=a b,${base}`,
    `uid=\\c3\\a9,${base}`,
    `uid=${'a'.repeat(65)},${base}`,
    `uid=researcher\\,${base}`,
  ])('names no user: %j', async (sub) => {
    expect((await refusal(`Bearer ${await sign(claims({ sub }))}`)).code).toBe('invalid-token');
  });

  it('holds a subject that is no text', async () => {
    const text = JSON.stringify({ ...claims(), sub: 42 });
    const token = await new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(key));
    expect((await refusal(`Bearer ${token}`)).code).toBe('invalid-token');
  });

  it('has expired, and is told so', async () => {
    const { status, code, headers } = await refusal(`Bearer ${await sign(claims({ exp: now() - 120 }))}`);
    expect({ status, code }).toEqual({ status: 401, code: 'expired-token' });
    expect(headers['WWW-Authenticate']).toContain('invalid_token');
  });

  it('is not called expired when its signature is wrong too', async () => {
    const token = await sign(claims({ exp: now() - 120 }), { secret: 'some other secret of the same kind' });
    expect((await refusal(`Bearer ${token}`)).code).toBe('invalid-token');
  });

  it('is not repeated in the answer', async () => {
    const token = await sign(claims({ iss: 'labcas' }));
    const error = await refusal(`Bearer ${token}`);
    expect(JSON.stringify([error.detail, error.headers, error.errors])).not.toContain(token.split('.')[1]);
  });
});

describe('mistakes of whoever sets it up', () => {
  it('refuses an empty secret', () => {
    expect(() => createAuthenticator({ key: '' })).toThrow('empty');
  });

  it('refuses a base that is no distinguished name', () => {
    expect(() => createAuthenticator({ key, baseDns: ['edrn'] })).toThrow('expected');
  });

  it('signs for no user whose name could not be accepted', async () => {
    await expect(signToken(key, { user: '../x' })).rejects.toThrow('user name');
  });
});
