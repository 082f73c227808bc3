import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBackend } from '../../src/reference-server/backend-settings.js';
import { type ComposeOptions, composeServer } from '../../src/reference-server/compose.js';
import { createJsonLog } from '../../src/reference-server/log.js';
import { StartError } from '../../src/reference-server/start-error.js';
import { signToken } from '../../src/reference-server/token.js';
import { awsTestEnvironment } from './support/ssm-server.js';

const airflow = {
  LABCAS_ENGINE: 'airflow',
  LABCAS_AIRFLOW_URL: 'https://airflow.example.org/',
  LABCAS_AIRFLOW_USER: 'service',
  LABCAS_AIRFLOW_PASSWORD: 'a-hidden-word',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labcas-backends-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the choice of engine and store', () => {
  it('is one machine when nothing is said', async () => {
    expect(await readBackend({}, {})).toEqual({ engine: 'embedded' });
    expect(await readBackend({ engine: 'embedded', store: 'filesystem' }, {})).toEqual({
      engine: 'embedded',
    });
  });

  it('comes from the environment', async () => {
    expect(await readBackend({}, { ...airflow, LABCAS_STORE: 's3', AWS_REGION: 'us-west-2' })).toEqual({
      engine: 'airflow',
      url: 'https://airflow.example.org',
      login: { user: 'service', password: 'a-hidden-word' },
      s3: { endpoint: undefined, region: 'us-west-2' },
    });
  });

  it('is an environment of MWAA where that is said', async () => {
    const mwaa = { LABCAS_ENGINE: 'mwaa', LABCAS_MWAA_ENVIRONMENT: 'labcas', AWS_REGION: 'us-west-2' };
    expect(await readBackend({}, mwaa)).toEqual({
      engine: 'mwaa',
      environment: 'labcas',
      mwaa: { endpoint: undefined, region: 'us-west-2' },
      s3: { endpoint: undefined, region: 'us-west-2' },
    });
    expect(await readBackend({ engine: 'mwaa', mwaaEnvironment: 'other' }, {})).toMatchObject({
      environment: 'other',
    });
  });

  it('takes a token instead of a password, and either from a file', async () => {
    const file = join(folder, 'token');
    await writeFile(file, 'a token\n');
    const { LABCAS_ENGINE, LABCAS_AIRFLOW_URL } = airflow;
    const environment = { LABCAS_ENGINE, LABCAS_AIRFLOW_URL, LABCAS_AIRFLOW_TOKEN_FILE: file };
    expect(await readBackend({}, environment)).toMatchObject({ login: { token: 'a token' } });
  });

  it.each([
    ['an engine that is unknown', { LABCAS_ENGINE: 'slurm' }, 'expected embedded or airflow or mwaa'],
    ['a store that is unknown', { LABCAS_STORE: 'tape' }, 'expected filesystem or s3'],
    ['S3 for the embedded engine', { LABCAS_STORE: 's3' }, 'set --store filesystem'],
    ['files for Airflow', { ...airflow, LABCAS_STORE: 'filesystem' }, 'set --store s3'],
    ['an Airflow for the embedded engine', { ...airflow, LABCAS_ENGINE: '' }, 'set --engine airflow'],
    ['a server of S3 for files', { LABCAS_S3_ENDPOINT: 'http://s3.test' }, 'set --engine airflow or mwaa'],
    ['files for MWAA', { LABCAS_ENGINE: 'mwaa', LABCAS_STORE: 'filesystem' }, 'set --store s3'],
    ['no environment', { LABCAS_ENGINE: 'mwaa' }, 'needs --mwaa-environment (LABCAS_MWAA_ENVIRONMENT)'],
    ['an Airflow for MWAA', { ...airflow, LABCAS_ENGINE: 'mwaa' }, 'set --engine airflow'],
    ['an environment for Airflow', { ...airflow, LABCAS_MWAA_ENVIRONMENT: 'labcas' }, 'set --engine mwaa'],
    ['a user of Airflow for the embedded engine', { LABCAS_AIRFLOW_USER: 'x' }, 'set --engine airflow'],
    ['no address', { ...airflow, LABCAS_AIRFLOW_URL: '' }, 'needs --airflow-url (LABCAS_AIRFLOW_URL)'],
    [
      'an address that is none',
      { ...airflow, LABCAS_AIRFLOW_URL: 'airflow' },
      'LABCAS_AIRFLOW_URL is no address',
    ],
    ['a user without password', { ...airflow, LABCAS_AIRFLOW_PASSWORD: '' }, 'LABCAS_AIRFLOW_PASSWORD'],
    ['two logins', { ...airflow, LABCAS_AIRFLOW_TOKEN: 'a token' }, 'but not both'],
    ['a secret twice', { ...airflow, LABCAS_AIRFLOW_PASSWORD_FILE: '/x' }, 'but not both'],
  ])('is refused with %s, saying what to set', async (_, environment, message) => {
    const refusal = readBackend({}, environment);
    await expect(refusal).rejects.toBeInstanceOf(StartError);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.not.toThrow('a-hidden-word');
  });
});

describe('a server composed of Airflow and S3', () => {
  const text =
    'collections: {a: {bucket: archive, prefix: a, workflows: {echo: {authorized_users: [researcher]}}}}';
  const lines: string[] = [];
  const log = createJsonLog((line) => lines.push(line));
  const files = async () => {
    for (const [name, value] of Object.entries(awsTestEnvironment)) vi.stubEnv(name, value);
    await writeFile(join(folder, 'config.yaml'), text);
    await writeFile(join(folder, 'jwt'), 'a secret of LabCAS\n');
    return { config: join(folder, 'config.yaml'), jwtSecretFile: join(folder, 'jwt') };
  };
  const compose = (options: ComposeOptions) =>
    composeServer({ dataDir: join(folder, 'data'), environment: airflow, log, ...options });

  it('needs a configuration, and no catalogue', async () => {
    await expect(compose({})).rejects.toThrow('ssm:NAME');
    await expect(compose({ ...(await files()), catalog: 'x.yaml' })).rejects.toThrow('Leave it out');
    await expect(compose({ config: 'ssm:' })).rejects.toThrow('the name of a parameter');
    await expect(stat(join(folder, 'data'))).rejects.toThrow();
  });

  it('says of a parameter that cannot be read why it does not start', async () => {
    await files();
    const environment = { ...airflow, AWS_REGION: 'us-west-2', AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:9' };
    await expect(compose({ config: 'ssm:/labcas/config', environment })).rejects.toThrow(
      'ssm:/labcas/config:1: cannot be read',
    );
  });

  it('starts while Airflow and S3 are down, keeps nothing on disk, and logs no secret', async () => {
    const nobody = createServer();
    await new Promise<void>((listening) => nobody.listen(0, '127.0.0.1', listening));
    const down = `http://127.0.0.1:${(nobody.address() as AddressInfo).port}`;
    await new Promise((closed) => nobody.close(closed));
    const server = await compose({ ...(await files()), airflowUrl: down, s3Endpoint: down });
    expect(server.paths).toMatchObject({ dataDir: null, catalog: null, secret: null });
    await expect(stat(join(folder, 'data'))).rejects.toThrow();
    const headers = {
      authorization: `Bearer ${await signToken('a secret of LabCAS', { user: 'researcher' })}`,
    };
    const answer = await server.handler(new Request('http://localhost/workflows', { headers }));
    expect(answer.status).toBe(503);
    expect(lines.join()).toContain('the engine cannot be asked');
    expect(lines.join()).not.toContain('a-hidden-word');
    await server.close();
  });

  it('keeps nothing but its own secret when LabCAS signs no tokens', async () => {
    const { config } = await files();
    const down = { airflowUrl: 'http://127.0.0.1:9', s3Endpoint: 'http://127.0.0.1:9' };
    const { paths, close } = await compose({ config, ...down });
    expect(paths.secret).toBe(join(folder, 'data/secret'));
    expect((await stat(paths.secret ?? '')).mode & 0o777).toBe(0o600);
    await close();
  });
});
