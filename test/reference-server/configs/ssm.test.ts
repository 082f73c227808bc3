import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAuthenticator } from '../../../src/reference-server/auth.js';
import { ConfigError } from '../../../src/reference-server/config.js';
import { createSsmConfig, jwtKeyFromSsm } from '../../../src/reference-server/configs/ssm.js';
import { loadPeer } from '../../../src/reference-server/peer.js';
import { signToken } from '../../../src/reference-server/token.js';
import { createHarness } from '../support/harness.js';
import { awsTestEnvironment, type SsmServer, startSsmServer } from '../support/ssm-server.js';

const name = '/labcas/workflow/api/config';
const yaml = (user: string) => `
collections:
  colon:
    bucket: archive
    prefix: colon
    workflows: { nebraska: { authorized_users: [${user}] } }
`;

let server: SsmServer;
let time = 0;

beforeEach(async () => {
  for (const [variable, value] of Object.entries(awsTestEnvironment)) vi.stubEnv(variable, value);
  server = await startSsmServer();
  time = 0;
});
afterEach(() => server.close());

function createSubject(options: { timeToLive?: number; timeout?: number } = {}) {
  const { log } = createHarness();
  const common = { endpoint: server.endpoint, log, now: () => time, ...options };
  return {
    log,
    config: createSsmConfig({ ...common, name }),
    key: (secret: string) => jwtKeyFromSsm({ ...common, name: secret }),
  };
}

const usersOf = async (config: ReturnType<typeof createSsmConfig>) => [
  ...((await config.read()).collections.get('colon')?.workflows.get('nebraska') ?? []),
];

async function failure(promise: Promise<unknown>): Promise<ConfigError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof ConfigError)) throw new Error(`expected a ConfigError, got ${String(error)}`);
  return error;
}

describe('the configuration', () => {
  test('is read once for all who ask within the time to live, then again', async () => {
    const { config } = createSubject({ timeToLive: 1000 });
    server.parameters.set(name, yaml('researcher'));
    await Promise.all([config.read(), config.read(), config.read()]);
    server.parameters.set(name, yaml('reviewer'));
    time = 999;
    expect(await usersOf(config)).toEqual(['researcher']);
    expect(server.calls).toEqual([{ Name: name, WithDecryption: true }]);
    time = 1000;
    expect(await usersOf(config)).toEqual(['reviewer']);
    expect(server.calls).toHaveLength(2);
  });

  test.each(['error', 'deny', 'hang'] as const)('stays as it was while the server would %s', async (mode) => {
    const { config, log } = createSubject({ timeToLive: 1000, timeout: 300 });
    server.parameters.set(name, yaml('researcher'));
    await config.read();
    server.mode = mode;
    time = 1000;
    expect(await usersOf(config)).toEqual(['researcher']);
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { parameter: name } }]);
    const asked = server.calls.length;
    time = 10_999;
    await config.read();
    expect(server.calls).toHaveLength(asked);
    server.mode = 'ok';
    server.parameters.set(name, yaml('reviewer'));
    time = 11_000;
    expect(await usersOf(config)).toEqual(['reviewer']);
  });

  test('stays as it was while the new one is wrong, and the log names the line', async () => {
    const { config, log } = createSubject({ timeToLive: 1000 });
    server.parameters.set(name, yaml('researcher'));
    await config.read();
    server.parameters.set(name, 'collections: { colon: { buckett: x } }');
    time = 1000;
    expect(await usersOf(config)).toEqual(['researcher']);
    expect(log.lines[0]?.fields.error).toMatch(/ssm:\/labcas\/workflow\/api\/config:1: .*buckett/);
  });

  test.each([
    ['deny', 'this server has no permission to read it'],
    ['hang', 'Systems Manager does not answer in time'],
    ['error', 'Systems Manager reports'],
    ['ok', 'there is no such parameter'],
  ] as const)('at start, a server in the mode %s is a clear error', async (mode, reason) => {
    server.mode = mode;
    const { message } = await failure(createSubject({ timeout: 300 }).config.read());
    expect(message).toContain(`ssm:${name}:1: cannot be read: ${reason}`);
    expect(message).not.toContain('arn:');
  });

  test('at start, a server that is not there is a clear error, and one later is not too late', async () => {
    const { config } = createSubject();
    server.parameters.set(name, yaml('researcher'));
    await server.close();
    expect((await failure(config.read())).message).toContain(
      'Systems Manager cannot be reached (ECONNREFUSED)',
    );
  });

  test('without a region, the error says so', async () => {
    vi.stubEnv('AWS_REGION', undefined);
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    expect((await failure(createSubject().config.read())).message).toContain('no AWS region is set');
  });
});

describe('the key of the tokens', () => {
  const secret = '/aws/reference/secretsmanager/jwtSecret';

  test('comes from a secret, and a rotated one comes into use', async () => {
    const { key } = createSubject({ timeToLive: 1000 });
    const authenticate = createAuthenticator({ key: key(secret) });
    const ask = async (signedBy: string) => {
      const token = await signToken(signedBy, { user: 'researcher' });
      const headers = { authorization: `Bearer ${token}` };
      return authenticate(new Request('http://localhost/', { headers })).then(
        (user) => user.name,
        (error: { code?: string }) => error.code,
      );
    };
    server.parameters.set(secret, 'the-first');
    expect(await ask('the-first')).toBe('researcher');
    expect(server.calls).toEqual([{ Name: secret, WithDecryption: true }]);
    server.parameters.set(secret, 'the-second');
    time = 1000;
    expect(await ask('the-second')).toBe('researcher');
    expect(await ask('the-first')).toBe('invalid-token');
  });

  test('is never empty, and never in a message or the log', async () => {
    const { key, log } = createSubject({ timeToLive: 0 });
    server.parameters.set(secret, '');
    expect((await failure(key(secret)())).message).toContain('it is empty');
    server.parameters.set(secret, 'xyzzy');
    const read = key(secret);
    await read();
    server.mode = 'error';
    expect(await read()).toBe('xyzzy');
    expect(JSON.stringify(log.lines)).not.toContain('xyzzy');
  });
});

test('a package that is not installed is named with the remedy', async () => {
  const require = createRequire(import.meta.url);
  const load = async () => require('@aws-sdk/client-absent');
  await expect(loadPeer('@aws-sdk/client-absent', load)).rejects.toThrow(
    'the package @aws-sdk/client-absent is not installed: npm install @aws-sdk/client-absent',
  );
  await expect(loadPeer('@aws-sdk/client-ssm', load)).rejects.toThrow('Cannot find module');
});
