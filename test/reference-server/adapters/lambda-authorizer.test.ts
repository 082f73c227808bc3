import { expect, test } from 'vitest';
import { createAuthorizer } from '../../../src/reference-server/adapters/lambda/authorizer.js';
import { createAuthenticator } from '../../../src/reference-server/auth.js';
import { ConfigError } from '../../../src/reference-server/config.js';
import { signToken, type TokenOptions } from '../../../src/reference-server/token.js';
import { authorizerEvent } from '../../servers/gateway/event.js';
import { config, createHarness } from '../support/harness.js';

const key = 'a-secret-of-the-tests';

function createSubject(read = async () => config) {
  const { log } = createHarness();
  const authorizer = createAuthorizer({ authenticate: createAuthenticator({ key }), config: { read }, log });
  return { authorizer, log };
}

async function eventFor(options: TokenOptions, secret = key, name = 'authorization') {
  return eventWith([[name, `Bearer ${await signToken(secret, options)}`]]);
}

function eventWith(headers: [string, string][]) {
  const at = { method: 'GET', resource: '/workflows/{id}', path: '/workflows/nebraska' };
  return authorizerEvent({ ...at, pathParameters: { id: 'nebraska' }, headers });
}

test.each(['authorization', 'Authorization', 'AUTHORIZATION'])(
  'a known user may call the whole API, with the token in %s',
  async (name) => {
    const { authorizer } = createSubject();
    expect(await authorizer(await eventFor({ user: 'researcher' }, key, name))).toEqual({
      principalId: 'researcher',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: 'Allow',
            Resource: 'arn:aws:execute-api:us-west-2:123456789012:a1b2c3d4e5/dev/*/*',
          },
        ],
      },
    });
  },
);

test('a TOKEN event is read too', async () => {
  const { authorizer } = createSubject();
  const { methodArn } = eventWith([]);
  const authorizationToken = `Bearer ${await signToken(key, { user: 'researcher' })}`;
  const { policyDocument } = await authorizer({ type: 'TOKEN', methodArn, authorizationToken });
  expect(policyDocument.Statement[0]?.Effect).toBe('Allow');
});

test('a user whom the configuration names nowhere is denied', async () => {
  const { authorizer } = createSubject();
  const { policyDocument } = await authorizer(await eventFor({ user: 'outsider' }));
  expect(policyDocument.Statement).toMatchObject([{ Effect: 'Deny' }]);
});

test('what is no valid token is exactly Unauthorized, which the gateway answers as 401', async () => {
  const { authorizer, log } = createSubject();
  const twice = await eventFor({ user: 'researcher' });
  const events = [
    eventWith([]),
    { ...eventWith([]), headers: null, multiValueHeaders: null },
    eventWith([['authorization', 'Basic abc']]),
    await eventFor({ user: 'researcher' }, 'another-secret'),
    await eventFor({ user: 'researcher', lifetime: -3600 }),
    await eventFor({ dn: 'uid=researcher,ou=users,o=MCL' }),
    { ...twice, multiValueHeaders: { Authorization: [twice.headers?.authorization ?? '', 'Bearer x'] } },
  ];
  for (const event of events) {
    const error: unknown = await authorizer(event).catch((reason: unknown) => reason);
    expect(error).toEqual(new Error('Unauthorized'));
  }
  expect(JSON.stringify(log.lines)).not.toMatch(/eyJ|Basic abc/);
});

test('a configuration that cannot be read is another error, and the log says why', async () => {
  const wrong = new ConfigError('/config', [{ line: 1, message: 'cannot be read: no answer' }]);
  const { authorizer, log } = createSubject(() => Promise.reject(wrong));
  await expect(authorizer(await eventFor({ user: 'researcher' }))).rejects.toThrow(/its log says why/);
  expect(log.lines.at(-1)).toMatchObject({ level: 'error', message: 'authorize' });
  expect(log.lines.at(-1)?.fields.error).toContain('no answer');
});
