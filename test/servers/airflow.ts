import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, runProgram, type Service, startService, until } from './process.js';
import { pythonEnvironment } from './python.js';

export type AirflowRelease = '2.10.3' | '3.0.6';

export interface AirflowServer extends Service {
  baseUrl: string;
  username: string;
  password: string;
  /** Where its logs, its database and its own copy of the DAGs are, until it stops. */
  home: string;
  /** Ends the web server alone and starts it again, as a deployment of Airflow does. */
  restartWeb(): Promise<void>;
}

const here = join(import.meta.dirname, 'airflow');
const examples = join(import.meta.dirname, '../../dist/examples');

/** Starts a real Airflow with the project's DAGs, its own database, and the given address of S3. */
export async function startAirflow(
  release: AirflowRelease,
  environment: Record<string, string> = {},
): Promise<AirflowServer> {
  const bin = await pythonEnvironment(`airflow-${release}`, join(here, `requirements-${release}.txt`));
  const home = await mkdtemp(join(tmpdir(), `airflow-${release}-`));
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const password = randomBytes(18).toString('base64url');
  const env = { ...settings(bin, home, port), ...environment };
  const major = release.startsWith('2') ? 2 : 3;
  await mkdir(join(home, 'logs'));
  await cp(join(here, 'dags'), join(home, 'dags'), { recursive: true });
  if (major === 3) await writeFile(join(home, 'passwords.json'), JSON.stringify({ admin: password }));
  await runProgram(join(bin, 'airflow'), ['db', 'migrate'], env);
  if (major === 2) await createUser(bin, env, password);

  const log = (name: string) => join(home, `${name}.log`);
  const start = (name: string, ...args: string[]) => startService(join(bin, 'airflow'), args, env, log(name));
  const web = () => start('web', ...(major === 2 ? ['webserver'] : ['api-server']));
  const services = [
    await start('scheduler', 'scheduler'),
    ...(major === 3 ? [await start('processor', 'dag-processor')] : []),
  ];
  let webServer = await web();
  const stop = async () => {
    await Promise.all([...services, webServer].map((service) => service.stop()));
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilHealthy(baseUrl, major);
    await untilDags(baseUrl, major, password);
  } catch (error) {
    await Promise.all([...services, webServer].map((service) => service.stop()));
    throw new Error(`Airflow ${release} did not start; its logs are in ${home}`, { cause: error });
  }
  return {
    baseUrl,
    username: 'admin',
    password,
    home,
    stop,
    async restartWeb() {
      await webServer.stop();
      webServer = await web();
    },
  };
}

function settings(bin: string, home: string, port: number): Record<string, string> {
  return {
    PATH: `${bin}:${process.env.PATH ?? ''}`,
    HOME: home,
    LANG: 'C.UTF-8',
    AIRFLOW_HOME: home,
    LABCAS_EXAMPLES: examples,
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__CORE__DAGS_FOLDER: join(home, 'dags'),
    AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION: 'False',
    AIRFLOW__CORE__EXECUTOR: home.includes('airflow-2') ? 'SequentialExecutor' : 'LocalExecutor',
    AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS: 'admin:admin',
    AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE: join(home, 'passwords.json'),
    AIRFLOW__CORE__EXECUTION_API_SERVER_URL: `http://127.0.0.1:${port}/execution/`,
    AIRFLOW__API__AUTH_BACKENDS: 'airflow.api.auth.backend.basic_auth,airflow.api.auth.backend.session',
    AIRFLOW__API__HOST: '127.0.0.1',
    AIRFLOW__API__PORT: String(port),
    AIRFLOW__API__WORKERS: '1',
    AIRFLOW__API_AUTH__JWT_SECRET: randomBytes(32).toString('base64'),
    AIRFLOW__WEBSERVER__WEB_SERVER_HOST: '127.0.0.1',
    AIRFLOW__WEBSERVER__WEB_SERVER_PORT: String(port),
    AIRFLOW__WEBSERVER__WORKERS: '2',
    // It lets nobody log in more than five times in 40 s, and behind MWAA's stand-in each login is one.
    AIRFLOW__FAB__AUTH_RATE_LIMITED: 'False',
    AIRFLOW__WEBSERVER__SECRET_KEY: randomBytes(32).toString('base64'),
    AIRFLOW__SCHEDULER__DAG_DIR_LIST_INTERVAL: '5',
    AIRFLOW__SCHEDULER__MIN_FILE_PROCESS_INTERVAL: '30',
    AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL: '5',
    AIRFLOW__USAGE_DATA_COLLECTION__ENABLED: 'False',
  };
}

// Airflow 2 checks the password anew for each request, for which it takes a processor a tenth of a second and more.
const hashQuickly = `
import sqlite3, sys
from werkzeug.security import generate_password_hash
db = sqlite3.connect(sys.argv[1])
db.execute("update ab_user set password = ?", [generate_password_hash(sys.argv[2], "pbkdf2:sha256:1000")])
db.commit()
`;

async function createUser(bin: string, env: Record<string, string>, password: string): Promise<void> {
  const who = [
    '--username',
    'admin',
    '--firstname',
    'Test',
    '--lastname',
    'Admin',
    '--email',
    'admin@example.org',
  ];
  await runProgram(
    join(bin, 'airflow'),
    ['users', 'create', ...who, '--role', 'Admin', '--password', password],
    env,
  );
  const database = join(env.AIRFLOW_HOME ?? '', 'airflow.db');
  await runProgram(join(bin, 'python'), ['-c', hashQuickly, database, password], env);
}

function untilHealthy(baseUrl: string, major: number): Promise<void> {
  const path = major === 2 ? '/health' : '/api/v2/monitor/health';
  return until('the scheduler of Airflow', 180, async () => {
    const response = await fetch(`${baseUrl}${path}`, { signal: AbortSignal.timeout(5_000) });
    const health = (await response.json()) as Record<string, { status?: string } | undefined>;
    return health.metadatabase?.status === 'healthy' && health.scheduler?.status === 'healthy';
  });
}

/** The DAGs are there when the last file of the folder, in the order of names, has been read. */
async function untilDags(baseUrl: string, major: number, password: string): Promise<void> {
  const headers = major === 2 ? basic(password) : await bearer(baseUrl, password);
  for (const dag of ['nebraska', 'plain', 'unlisted', 'breaking', 'rehearsal']) {
    await until(`the DAG ${dag}`, 120, async () => {
      const url = `${baseUrl}/api/v${major === 2 ? 1 : 2}/dags/${dag}`;
      return (await fetch(url, { headers, signal: AbortSignal.timeout(5_000) })).status === 200;
    });
  }
}

function basic(password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}` };
}

async function bearer(baseUrl: string, password: string): Promise<Record<string, string>> {
  const response = await fetch(`${baseUrl}/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { authorization: `Bearer ${token}` };
}
