import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/reference-server/engine.js';
import {
  basicCredentials,
  tokenLoginCredentials,
} from '../../src/reference-server/engines/airflow/credentials.js';
import {
  type AirflowTransport,
  createHttpTransport,
} from '../../src/reference-server/engines/airflow/transport.js';
import { createAirflowEngine } from '../../src/reference-server/engines/airflow.js';
import { describeEngine, newRunId } from '../reference-server/engines/suite.js';
import { pythonEnvironment } from '../servers/python.js';
import { withOwnUsers } from './own-users.js';
import { release } from './release.js';
import type { Servers } from './servers.js';

const run = promisify(execFile);
const workflows = { quick: 'quick', failing: 'failing', endless: 'endless' };

/** The engine by itself on an Airflow. */
export function describeAirflowEngine(servers: () => Servers): void {
  describe('the engine', () => {
    let transport: AirflowTransport;
    let calls = 0;
    const engine = createAirflowEngine({
      transport: {
        version: () => transport.version(),
        send(request) {
          calls += 1;
          return transport.send(request);
        },
      },
    });

    beforeAll(() => {
      const { baseUrl, username, password } = servers().airflow;
      const credentials = release?.startsWith('2')
        ? basicCredentials(username, password)
        : tokenLoginCredentials({ baseUrl, username, password });
      transport = createHttpTransport({ baseUrl, credentials });
    });

    /** Runs a statement in Airflow's database. */
    async function inDatabase(script: string): Promise<string> {
      const folder = join(import.meta.dirname, '../servers/airflow');
      const bin = await pythonEnvironment(`airflow-${release}`, join(folder, `requirements-${release}.txt`));
      const file = join(servers().airflow.home, 'airflow.db');
      return (await run(join(bin, 'python'), ['-c', script, file], { maxBuffer: 1 << 26 })).stdout;
    }

    describeEngine('Airflow', async () => {
      const own = withOwnUsers(engine, `-${randomUUID()}`);
      return { engine: own, workflows, conf: () => ({}), close: () => endRuns(own) };
    });

    async function endRuns(own: Engine): Promise<void> {
      const query = { workflowIds: Object.values(workflows), pageSize: 100 };
      for (const username of ['researcher', 'reviewer'])
        for (const run of (await own.listRuns({ ...query, username })).runs) await own.cancelRun(run);
    }

    const request = (workflowId: string) => ({
      workflowId,
      runId: newRunId(),
      conf: { username: 'researcher' },
    });

    test('leaves a run of a paused workflow in the queue', async () => {
      const wanted = request('paused');
      expect((await engine.createRun(wanted)).run.status).toBe('queued');
      expect(await engine.getRun(wanted)).toMatchObject({ status: 'queued', startTime: null, endTime: null });
      expect(await engine.cancelRun(wanted)).toMatchObject({ status: 'failed' });
    });

    test('does not know a workflow whose file cannot be imported', async () => {
      expect(await engine.getWorkflow('broken')).toBeUndefined();
      expect(await engine.listWorkflows(['broken', 'quick'])).toHaveLength(1);
    });

    test('lists no workflow that it was not asked for', async () => {
      expect((await engine.listWorkflows(['quick'])).map(({ id }) => id)).toEqual(['quick']);
      for (const id of ['~', '', '.', '..', '%7E', 'a/b', '../dags'])
        expect(await engine.getWorkflow(id)).toBeUndefined();
    });

    test('finds 5 runs of the caller among 10,000 of others in a bounded number of calls', async () => {
      for (let n = 0; n < 5; n++) {
        await engine.createRun(request('quick'));
        await inDatabase(copyRuns(2000));
      }
      const ids: string[] = [];
      const pages: { calls: number; ms: number }[] = [];
      let pageToken: string | undefined;
      do {
        const start = [calls, performance.now()] as const;
        const page = await engine.listRuns({
          workflowIds: ['quick'],
          username: 'researcher',
          pageSize: 20,
          pageToken,
        });
        pages.push({ calls: calls - start[0], ms: Math.round(performance.now() - start[1]) });
        ids.push(...page.runs.map(({ runId }) => runId));
        pageToken = page.nextPageToken;
      } while (pageToken !== undefined);
      console.log(`Airflow ${release}, 10,000 runs: ${JSON.stringify(pages)}`);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThanOrEqual(5);
      expect(Math.max(...pages.map((page) => page.calls))).toBeLessThanOrEqual(12);
      expect(Math.max(...pages.map((page) => page.ms))).toBeLessThan(29_000);
    });
  });
}

/** Copies the newest run of `quick` so many times, as runs of somebody else. */
function copyRuns(count: number): string {
  return `
import datetime, json, pickle, random, sqlite3, sys, uuid
db = sqlite3.connect(sys.argv[1], timeout=60)
db.row_factory = sqlite3.Row
row = dict(db.execute("select * from dag_run where dag_id = 'quick' order by id desc limit 1").fetchone())
conf = row["conf"]
row["conf"] = pickle.dumps({"username": "other"}) if isinstance(conf, bytes) else json.dumps({"username": "other"})
row["state"] = "success"
newest = row.pop("id")
for n in range(${count}):
    row["run_id"] = "other-" + uuid.uuid4().hex
    for name in ("logical_date", "execution_date"):
        if row.get(name):
            past = datetime.timedelta(microseconds=random.randrange(10**14))
            row[name] = str(datetime.datetime(2010, 1, 1) + past)
    names = ", ".join(row)
    db.execute(f"insert into dag_run ({names}) values ({', '.join('?' * len(row))})", list(row.values()))
db.commit()
`;
}
