import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createSsmConfig, jwtKeyFromSsm } from '../../src/reference-server/configs/ssm.js';
import { createHarness } from '../reference-server/support/harness.js';
import { awsTestEnvironment } from '../reference-server/support/ssm-server.js';
import { callMoto } from '../servers/moto.js';
import { awsEndpoint, titled } from './endpoint.js';

describe.skipIf(awsEndpoint === undefined)(titled('Systems Manager and Secrets Manager'), () => {
  const endpoint = awsEndpoint ?? '';
  const { log } = createHarness();
  const from = (name: string) => ({ name, endpoint, log, timeToLive: 0 });
  beforeEach(() => {
    for (const [name, value] of Object.entries(awsTestEnvironment)) vi.stubEnv(name, value);
  });

  test.each(['String', 'SecureString'])('a configuration in a parameter of the type %s', async (Type) => {
    const Name = `/labcas/${randomUUID()}/config`;
    const Value = 'collections: { colon: { bucket: archive, prefix: colon } }';
    await callMoto(endpoint, 'AmazonSSM.PutParameter', { Name, Value, Type });
    const config = createSsmConfig(from(Name));
    expect([...(await config.read()).collections.keys()]).toEqual(['colon']);
    await callMoto(endpoint, 'AmazonSSM.PutParameter', {
      Name,
      Value: 'collections: {}',
      Type,
      Overwrite: true,
    });
    expect([...(await config.read()).collections.keys()]).toEqual([]);
  });

  test('a key in Secrets Manager, by the reference of Systems Manager, also when it is rotated', async () => {
    const Name = `jwtSecret-${randomUUID()}`;
    await callMoto(endpoint, 'secretsmanager.CreateSecret', { Name, SecretString: 'the-first' });
    const key = jwtKeyFromSsm(from(`/aws/reference/secretsmanager/${Name}`));
    expect(await key()).toBe('the-first');
    await callMoto(endpoint, 'secretsmanager.PutSecretValue', { SecretId: Name, SecretString: 'the-second' });
    expect(await key()).toBe('the-second');
  });

  test.each(['/labcas/absent', '/aws/reference/secretsmanager/absent'])('%s does not exist', async (name) => {
    await expect(jwtKeyFromSsm(from(name))()).rejects.toThrow(
      `ssm:${name}:1: cannot be read: there is no such`,
    );
  });
});
