import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../../src/client/index.js';
import { signToken } from '../../src/reference-server/token.js';
import { catalog, config } from '../support/contract/deployment.js';
import { freePort, type Service, startService, until } from './process.js';
import { pythonEnvironment } from './python.js';
import { type Counts, conclude, unlessMissing } from './run-tests.js';

// A second opinion: what Schemathesis, which knows nothing but openapi.yml, has to say about the server.

const root = join(import.meta.dirname, '../..');
const folder = join(import.meta.dirname, 'schemathesis');

async function run(): Promise<Counts> {
  const bin = await pythonEnvironment('schemathesis', join(folder, 'requirements.txt'));
  const home = await mkdtemp(join(tmpdir(), 'schemathesis-'));
  const server = await startServer(home);
  try {
    const report = join(home, 'report.json');
    const code = await schemathesis(bin, home, server, report);
    return await summarize(report, code);
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

interface Server extends Service {
  url: string;
  token: string;
}

/** The server as anybody would start it, with data of its own. */
async function startServer(home: string): Promise<Server> {
  const files = { config: join(home, 'config.yaml'), catalog: join(home, 'catalog.yaml') };
  const dataDir = join(home, 'data');
  for (const path of ['colon/fhl2', 'cells/phase'])
    await mkdir(join(dataDir, 'buckets/archive', path), { recursive: true });
  await writeFile(files.config, config);
  await writeFile(files.catalog, catalog);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ['--import', 'tsx', join(root, 'src/cli/main.ts'), 'serve', '--check', '--port', String(port)];
  const places = ['--data-dir', dataDir, '--config', files.config, '--catalog', files.catalog];
  const environment = { PATH: process.env.PATH ?? '', HOME: home };
  const log = join(home, 'log');
  const service = await startService(process.execPath, [...args, ...places], environment, log);
  try {
    await until('the server', 60, async () => (await fetch(`${url}/service-info`)).ok);
    const secret = (await readFile(join(dataDir, 'secret'), 'utf8')).trim();
    return { ...service, url, token: await signToken(secret, { user: 'researcher' }) };
  } catch (error) {
    await service.stop();
    throw error;
  }
}

async function schemathesis(bin: string, home: string, server: Server, report: string): Promise<number> {
  const { run_id, output_prefix } = await startRun(server);
  const options = ['--no-color', '--config-file', join(folder, 'schemathesis.toml')];
  const checks = ['--checks', 'all', '--url', server.url];
  const reports = ['--report', 'json', '--report-json-path', report];
  const args = [...options, 'run', join(root, 'openapi.yml'), ...checks, ...reports];
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    LABCAS_API_TOKEN: server.token,
    LABCAS_TEST_HOOKS: join(folder, 'hooks.py'),
    LABCAS_TEST_RUN: run_id,
    LABCAS_TEST_PREFIX: output_prefix?.replace(/\/$/, '') ?? '',
  };
  const child = spawn(join(bin, 'schemathesis'), args, { cwd: home, env, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return Number(code ?? 1);
}

/** A run whose tasks, log and outputs are there to be found. */
async function startRun({ url, token }: Server) {
  const client = createClient({ baseUrl: url, token });
  const run = await client.runs.create('nebraska', { selection: 'colon/fhl2' });
  return client.runs.wait(run);
}

interface Report {
  complete: boolean;
  operations: { tested: number; selected: number };
  test_cases: { generated: number };
  failures: { title: string; operations: string[] }[];
  errors: unknown[];
}

/** Operations are counted; what ended before its time has none to blame. */
async function summarize(path: string, code: number): Promise<Counts> {
  const report = JSON.parse(await readFile(path, 'utf8')) as Report;
  const { complete, operations, test_cases, failures, errors } = report;
  for (const { title, operations: where } of failures) console.log(`${title}: ${where.join(', ')}`);
  console.log(`Schemathesis sent ${test_cases.generated} cases for ${operations.tested} operations.`);
  const blamed = new Set(failures.flatMap(({ operations: where }) => where)).size + errors.length;
  const wrong = code !== 0 || !complete || operations.tested < operations.selected;
  const failed = wrong ? Math.max(1, blamed) : blamed;
  return { passed: Math.max(0, operations.tested - failed), failed, skipped: 0 };
}

conclude([await unlessMissing('Schemathesis', run)]);
