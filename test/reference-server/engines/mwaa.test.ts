import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EngineError } from '../../../src/reference-server/engine.js';
import { createMwaaEngine } from '../../../src/reference-server/engines/mwaa.js';
import { type MwaaOptions, type MwaaServer, startMwaa } from '../../servers/mwaa.js';
import { awsTestEnvironment } from '../support/ssm-server.js';

const running: Server[] = [];
let mwaa: MwaaServer;

beforeEach(() => {
  for (const [name, value] of Object.entries(awsTestEnvironment)) vi.stubEnv(name, value);
});
afterEach(async () => {
  await mwaa.close();
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** An Airflow with one DAG that knows its own sessions. */
async function startSmallAirflow(version: 'v1' | 'v2') {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { cookie, authorization } = request.headers;
    const isIn = version === 'v1' ? cookie?.startsWith('session=s') : authorization?.startsWith('Bearer s');
    const isDag = request.url === `/api/${version}/dags/nebraska/details`;
    response.writeHead(isIn ? (isDag ? 200 : 404) : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isIn && isDag ? { dag_id: 'nebraska', is_active: true, params: {} } : {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  running.push(server);
  return { asked, version, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function start(version: 'v1' | 'v2', changes: Partial<MwaaOptions> = {}) {
  const airflow = await startSmallAirflow(version);
  let sessions = 0;
  const signIn = async () => `s${++sessions}`;
  mwaa = await startMwaa({ environment: 'labcas', airflow, signIn, ...changes });
  const engine = createMwaaEngine({ environment: 'labcas', endpoint: mwaa.endpoint, timeout: 2_000 });
  return { engine, airflow, signIn };
}

async function failure(promise: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (error instanceof EngineError) return error;
  throw new Error(`expected an EngineError, got ${String(error)}`);
}

describe.each(['v1', 'v2'] as const)('an environment with the API %s', (version) => {
  test('is used in one session by all callers', async () => {
    const { engine, airflow } = await start(version);
    const found = await Promise.all([1, 2, 3].map(() => engine.getWorkflow('nebraska')));
    expect(found.map((workflow) => workflow?.id)).toEqual(['nebraska', 'nebraska', 'nebraska']);
    expect(await engine.getWorkflow('other')).toBeUndefined();
    expect(mwaa.counts.logins).toBe(1);
    expect(airflow.asked.filter((line) => line.includes('/api/'))).toHaveLength(4);
  });

  test('is logged in to once more when the session ends between two calls', async () => {
    const { engine } = await start(version);
    await engine.getWorkflow('nebraska');
    mwaa.endSessions();
    const again = await Promise.all([1, 2, 3].map(() => engine.getWorkflow('nebraska')));
    expect(again.every((workflow) => workflow?.id === 'nebraska')).toBe(true);
    expect(mwaa.counts.logins).toBe(2);
  });
});

test('after an upgrade to Airflow 3, the new place of the login is found', async () => {
  const { engine, signIn } = await start('v1');
  await engine.getWorkflow('nebraska');
  mwaa.endSessions();
  mwaa.upgrade(await startSmallAirflow('v2'), signIn);
  await engine.getWorkflow('nebraska').catch(() => undefined);
  expect((await engine.getWorkflow('nebraska'))?.id).toBe('nebraska');
});

test('a session that is refused at once is not asked for again and again', async () => {
  const { engine } = await start('v1', { signIn: async () => 'forged' });
  expect(await failure(engine.getWorkflow('nebraska'))).toMatchObject({
    kind: 'failed',
    message: 'The workflow engine refused this server.',
  });
  expect(mwaa.counts.logins).toBe(2);
});

test('a token that is too old is no login, and the next try has a new one', async () => {
  let time = 0;
  const { engine } = await start('v1', { now: () => (time += 61_000) });
  expect((await failure(engine.getWorkflow('nebraska'))).kind).toBe('failed');
  expect(mwaa.counts).toMatchObject({ tokens: 2, logins: 0 });
});

describe('trouble', () => {
  test.each([
    [403, 'AccessDeniedException', 'failed'],
    [404, 'ResourceNotFoundException', 'failed'],
    [429, 'ThrottlingException', 'busy'],
    [500, 'InternalServerException', 'unavailable'],
  ])('%i %s is told without details', async (status, type, kind) => {
    const { engine } = await start('v1');
    mwaa.refusal = { status, type };
    const error = await failure(engine.getWorkflow('nebraska'));
    expect(error.kind).toBe(kind);
    expect(error.message).not.toMatch(/arn|secret-detail/);
    mwaa.refusal = undefined;
    expect((await engine.getWorkflow('nebraska'))?.id).toBe('nebraska');
  });

  test('an environment that this account does not have', async () => {
    await start('v1');
    const engine = createMwaaEngine({ environment: 'absent', endpoint: mwaa.endpoint });
    expect((await failure(engine.getWorkflow('nebraska'))).kind).toBe('failed');
  });

  test('no answer is a timeout, no server is unavailable', async () => {
    const { engine } = await start('v1');
    mwaa.hang = true;
    const slow = createMwaaEngine({ environment: 'labcas', endpoint: mwaa.endpoint, timeout: 200 });
    expect((await failure(slow.getWorkflow('nebraska'))).kind).toBe('timeout');
    const absent = createMwaaEngine({
      environment: 'labcas',
      endpoint: 'http://127.0.0.1:9',
      timeout: 2_000,
    });
    expect((await failure(absent.getWorkflow('nebraska'))).kind).toBe('unavailable');
    expect(engine).toBeDefined();
  });
});
