import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { composeServer } from '../../src/reference-server/compose.js';
import type { Handler } from '../../src/reference-server/handler.js';
import { signToken } from '../../src/reference-server/token.js';
import { until } from '../reference-server/engines/suite.js';
import { callMoto } from '../servers/moto.js';
import { silent } from '../support/contract/deployment.js';
import { composeOnAirflow } from './compose.js';
import type { Servers } from './servers.js';

const secret = 'another secret of the tests, which signs tokens';
const listed = ['breaking', 'broken', 'endless', 'failing', 'nebraska', 'paused', 'plain'];
const config = `collections: { colon: { bucket: archive, prefix: colon/fhl2/, workflows: {${listed
  .map((id) => `${id}: { authorized_users: [thomas] }`)
  .join(', ')}} } }`;

interface Answer {
  status: number;
  text: string;
  json: Record<string, unknown>;
}

/** What callers of the API see of each kind of DAG. */
export function describeDags(servers: () => Servers): void {
  describe('through the API', () => {
    let ask: (method: 'GET' | 'POST', path: string, body?: object) => Promise<Answer>;

    beforeAll(async () => {
      const { aws } = servers();
      const Name = '/labcas/dags';
      await callMoto(aws, 'AmazonSSM.PutParameter', { Name, Value: config, Type: 'String' });
      await callMoto(aws, 'secretsmanager.CreateSecret', { Name: 'dags', SecretString: secret });
      const names = { configName: Name, jwtKeyName: '/aws/reference/secretsmanager/dags' };
      const options = { log: silent, validateResponses: true, ...names };
      ask = askerOf((await composeOnAirflow(servers(), options)).handler, secret);
    });

    const start = async (id: string, parameters: object = {}) =>
      ask('POST', `/workflows/${id}/runs`, { in_data_selection: 'colon', ...parameters });
    const started = async (id: string, parameters: object = {}) => {
      const { status, json } = await start(id, parameters);
      expect(status).toBe(201);
      return `/workflows/${id}/runs/${json.run_id}`;
    };
    async function untilEnded(path: string): Promise<Answer> {
      let answer = await ask('GET', path);
      await until(async () => {
        answer = await ask('GET', path);
        return answer.json.status === 'success' || answer.json.status === 'failed';
      });
      return answer;
    }

    test('those that the configuration names and Airflow has are listed, in order', async () => {
      const { json } = await ask('GET', '/workflows');
      const ids = (json.workflows as { id: string }[]).map(({ id }) => id);
      expect(ids).toEqual(listed.filter((id) => id !== 'broken'));
    });

    test('nebraska has the parameters and the outputs of the embedded one', async () => {
      const embedded = await startEmbedded();
      try {
        const here = await embedded.ask('GET', '/workflows/nebraska');
        const there = await ask('GET', '/workflows/nebraska');
        expect(there.json.parameters).toEqual(here.json.parameters);
        expect(there.json.description).toBe(here.json.description);
        const parameters = { in_data_selection: 'colon/fhl2', tile_size: 128 };
        const run = await embedded.ask('POST', '/workflows/nebraska/runs', parameters);
        const path = await started('nebraska', { tile_size: 128 });
        const ended = await untilEnded(path);
        expect(ended.json).toMatchObject({ status: 'success', failure: null });
        const own = `/workflows/nebraska/runs/${run.json.run_id}`;
        await until(async () => (await embedded.ask('GET', own)).json.status === 'success');
        const files = await filesOf(ask, ended.json.output_prefix);
        expect(files).toEqual(await filesOf(embedded.ask, run.json.output_prefix));
        expect(Object.keys(files).length).toBeGreaterThan(1);
      } finally {
        await embedded.close();
      }
    }, 120_000);

    test('a failed run says that a task failed, and its log why', async () => {
      const path = await started('failing');
      const { json } = await untilEnded(path);
      expect(json).toMatchObject({ status: 'failed', failure: { code: 'exit' } });
      expect((await ask('GET', `${path}/tasks`)).json.tasks).toMatchObject([
        { task_id: 'main', status: 'failed', tries: 1 },
      ]);
      expect((await ask('GET', `${path}/tasks/main/log`)).text).toContain('this workflow always fails');
    }, 120_000);

    test('a long run can be cancelled, once', async () => {
      const path = await started('endless');
      await until(async () => (await ask('GET', path)).json.status === 'running');
      expect((await ask('POST', `${path}/cancel`)).status).toBe(202);
      expect((await untilEnded(path)).json).toMatchObject({ failure: { code: 'cancelled' } });
      expect((await ask('POST', `${path}/cancel`)).json).toMatchObject({ status: 409 });
    }, 120_000);

    test('a run of a paused workflow waits, and can be cancelled', async () => {
      const path = await started('paused');
      expect((await ask('GET', path)).json).toMatchObject({ status: 'queued', start_time: null });
      expect((await ask('POST', `${path}/cancel`)).status).toBe(202);
      expect((await ask('GET', path)).json).toMatchObject({ failure: { code: 'cancelled' } });
    });

    test('parameters that were declared by plain values have the types of these', async () => {
      const { json } = await ask('GET', '/workflows/plain');
      expect(json.parameters).toMatchObject({ tile_size: { default: 64, schema: { type: 'integer' } } });
      expect(await start('plain', { tile_size: 'wide' })).toMatchObject({ status: 400 });
    });

    const unknown = ['unlisted', 'no-such-workflow', '~', 'broken'];
    test.each(unknown)('%s, not in the configuration or not in Airflow, is not there', async (id) => {
      const path = `/workflows/${id}`;
      const answers = [
        await ask('GET', path),
        await start(id),
        await ask('GET', `${path}/runs/labcas-abcdefghijklmnopqrst`),
        await ask('POST', `${path}/runs/labcas-abcdefghijklmnopqrst/cancel`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      expect(answers[0]?.json.detail).toBe('There is no such workflow.');
    });

    test('a workflow whose file breaks later cannot be started, and says so', async () => {
      expect((await start('breaking')).status).toBe(201);
      await appendFile(join(servers().airflow.home, 'dags/breaking.py'), '\nraise RuntimeError("spoiled")\n');
      let refused = await start('breaking');
      await until(async () => {
        refused = await start('breaking');
        return refused.status !== 201;
      });
      expect(refused).toMatchObject({ status: 503, json: { code: 'engine-unavailable' } });
      expect(refused.json.detail).toBe('The workflow has an error in its definition and cannot be started.');
      expect(refused.text).not.toContain('spoiled');
    }, 180_000);
  });
}

/** Asks as the user `thomas`; no answer may tell what is behind the API. */
function askerOf(handler: Handler, key: string) {
  return async (method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> => {
    const authorization = `Bearer ${await signToken(key, { user: 'thomas' })}`;
    const request = new Request(`http://localhost${path}`, {
      method,
      headers: { authorization },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await handler(request);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    if (isJson) expect(text).not.toMatch(/airflow|dag_?run|dag_id|traceback|sqlalchemy/i);
    return { status: response.status, text, json: isJson ? JSON.parse(text) : {} };
  };
}

/** The server of one machine with the examples. */
async function startEmbedded() {
  const dataDir = await mkdtemp(join(tmpdir(), 'labcas-embedded-'));
  const server = await composeServer({ dataDir, log: silent, environment: {} });
  const key = (await readFile(join(dataDir, 'secret'), 'utf8')).trim();
  return {
    ask: askerOf(server.handler, key),
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The names of output files with their sizes. */
async function filesOf(ask: (method: 'GET', path: string) => Promise<Answer>, prefix: unknown) {
  const { json } = await ask('GET', `/output-data/${String(prefix)}`);
  const files = json.files as Record<string, { size: number }>;
  return Object.fromEntries(Object.entries(files).map(([name, { size }]) => [name, size]));
}
