import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ComposedServer,
  type ComposeOptions,
  composeServer,
} from '../../src/reference-server/compose.js';
import { ConfigError } from '../../src/reference-server/config.js';
import { EngineError } from '../../src/reference-server/engine.js';
import { createJsonLog } from '../../src/reference-server/log.js';
import { readSecret } from '../../src/reference-server/secret.js';
import { serve } from '../../src/reference-server/serve.js';
import { StartError } from '../../src/reference-server/start-error.js';
import { signToken } from '../../src/reference-server/token.js';

let folder: string;
let dataDir: string;
let lines: string[];
let open: ComposedServer[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labcas-compose-'));
  dataDir = join(folder, 'data');
  lines = [];
  open = [];
});

afterEach(async () => {
  await Promise.all(open.map((server) => server.close()));
  await rm(folder, { recursive: true });
});

/** Composes a server of its own configuration and catalogue, unless the options name others. */
async function compose(options: ComposeOptions = {}): Promise<ComposedServer> {
  const log = createJsonLog((line) => lines.push(line));
  const server = await composeServer({
    dataDir,
    log,
    environment: {},
    validateResponses: true,
    ...(await own()),
    ...options,
  });
  open.push(server);
  return server;
}

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

async function get(
  { handler, paths }: ComposedServer,
  target: string,
  user = 'researcher',
): Promise<unknown> {
  const token = await signToken(await readSecret(paths.secret ?? ''), { user });
  const headers = { authorization: `Bearer ${token}` };
  return (await handler(new Request(`http://localhost${target}`, { headers }))).json();
}

const ids = (answer: unknown, list: string) =>
  (answer as Record<string, { id: string }[]>)[list]?.map(({ id }) => id).sort();

const config = `
collections:
  a: {bucket: archive, prefix: a, workflows: {echo: {authorized_users: [researcher]}, gone: {authorized_users: [researcher]}}}
`;
const catalog = 'workflows:\n  echo: {command: [node, --version]}\n';

const own = async () => ({
  config: await write('own-config.yaml', config),
  catalog: await write('own-catalog.yaml', catalog),
});

describe('a composed server', () => {
  it('offers the example when nothing is said, to each user what is theirs', async () => {
    const server = await compose({ config: undefined, catalog: undefined });
    const selections = ['cells/phase', 'colon/fhl2'];
    expect(ids(await get(server, '/data-selections', 'thomas'), 'data_selections')).toEqual(selections);
    expect(ids(await get(server, '/data-selections', 'dliu'), 'data_selections')).toEqual(['colon/fhl2']);
    const workflows = ['inventory', 'nebraska', 'rehearsal'];
    expect(ids(await get(server, '/workflows', 'thomas'), 'workflows')).toEqual(workflows);
    expect(ids(await get(server, '/workflows', 'dliu'), 'workflows')).toEqual(['nebraska', 'rehearsal']);
    expect((await stat(join(dataDir, 'buckets/archive/colon/fhl2/ihc.png'))).size).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes('"warn"'))).toEqual([]);
  });

  it('says what it is without a token', async () => {
    const { handler } = await compose();
    const answer = (await (await handler(new Request('http://localhost/service-info'))).json()) as {
      features: string[];
    };
    expect(answer).toMatchObject({
      id: 'localhost.labcas-workflow-api',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    expect(answer.features).toContain('idempotency');
  });

  it('takes a configuration and a catalogue of its own, and copies no example', async () => {
    const server = await compose();
    expect(ids(await get(server, '/workflows'), 'workflows')).toEqual(['echo']);
    await expect(stat(join(dataDir, 'buckets/archive'))).rejects.toThrow();
    expect((await stat(join(dataDir, 'buckets/staging'))).isDirectory()).toBe(true);
  });

  it('warns of workflows and data that are not there', async () => {
    await compose();
    const warnings = lines.filter((line) => line.includes('"warn"')).join('\n');
    expect(warnings).toContain('"workflow":"gone"');
    expect(warnings).not.toContain('"workflow":"echo"');
    expect(warnings).toContain('"collection":"a"');
  });

  it('keeps its secret over a restart, and away from others', async () => {
    const first = await compose();
    const secret = await readFile(join(dataDir, 'secret'), 'utf8');
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
    await first.close();
    await compose();
    expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe(secret);
    expect(lines.join()).not.toContain(secret.trim());
  });

  it('accepts the tokens of LabCAS when it has its secret, and no others', async () => {
    const jwtSecretFile = await write('jwt', 'development-secret\n');
    const server = await compose({ environment: { LABCAS_JWT_SECRET_FILE: jwtSecretFile } });
    expect(server.paths.secret).toBeNull();
    const status = async (secret: string) => {
      const headers = { authorization: `Bearer ${await signToken(secret, { user: 'researcher' })}` };
      return (await server.handler(new Request('http://localhost/workflows', { headers }))).status;
    };
    expect(await status('development-secret')).toBe(200);
    expect(await status(await readSecret(join(dataDir, 'secret')))).toBe(401);
  });
});

describe('a server that cannot start', () => {
  it('names the mistakes of the configuration, and writes nothing', async () => {
    const broken = await write('config.yaml', 'collections: 1');
    await expect(compose({ config: broken })).rejects.toThrow(ConfigError);
    await expect(compose({ config: join(folder, 'none.yaml') })).rejects.toThrow('there is no such file');
    await expect(stat(dataDir)).rejects.toThrow();
  });

  it('names the mistakes of the catalogue, and writes nothing', async () => {
    const broken = await write('catalog.yaml', 'workflows: 1');
    await expect(compose({ catalog: broken })).rejects.toThrow(ConfigError);
    await expect(stat(dataDir)).rejects.toThrow();
  });

  it('says that another server has the data directory', async () => {
    await compose();
    await expect(compose()).rejects.toThrow(EngineError);
    await expect(compose()).rejects.toThrow('in use by another server');
  });

  it('says that the data directory cannot be made', async () => {
    await write('data', 'a file');
    await expect(compose()).rejects.toThrow(StartError);
  });

  it('says that others can read the secret, and lets go of the data directory', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'secret'), 'a'.repeat(43), { mode: 0o644 });
    await expect(compose()).rejects.toThrow('chmod 600');
    await rm(join(dataDir, 'secret'));
    await compose();
  });

  it('says that a setting makes no sense', async () => {
    await expect(compose({ environment: { LABCAS_PUBLIC_URL: 'here' } })).rejects.toThrow(StartError);
  });
});

describe('serve', () => {
  const log = createJsonLog(() => {});

  it('listens, and stops so that the next can start', async () => {
    const options = { dataDir, log, environment: {}, port: 0, ...(await own()) };
    const first = await serve(options);
    expect((await fetch(`${first.url}/service-info`)).status).toBe(200);
    await first.close();
    await expect(fetch(first.url)).rejects.toThrow();
    await (await serve(options)).close();
  });

  it('lets go of the data directory when the port is taken', async () => {
    const files = await own();
    const first = await serve({ dataDir, log, environment: {}, port: 0, ...files });
    const second = { dataDir: join(folder, 'other'), log, environment: {}, ...files };
    await expect(serve({ ...second, port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await (await serve({ ...second, port: 0 })).close();
    await first.close();
  });
});
