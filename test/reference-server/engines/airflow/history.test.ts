import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHistory } from '../../../../src/reference-server/engines/airflow/history.js';
import type {
  AirflowRequest,
  AirflowTransport,
} from '../../../../src/reference-server/engines/airflow/transport.js';
import { PageTokenError } from '../../../../src/reference-server/page-token.js';

interface Row {
  dag_id: string;
  dag_run_id: string;
  state: string;
  conf: Record<string, unknown>;
  logical_date: string;
}

const limits = { rows: 10, calls: 4, time: 10_000 };
const query = { workflowIds: ['nebraska', 'plain'], username: 'researcher', pageSize: 3 };

describe('the history of runs in Airflow', () => {
  test('gives the runs of one user, newest first, over several workflows', async () => {
    const airflow = fakeAirflow();
    for (let n = 0; n < 25; n++)
      airflow.add(n % 5 === 0 ? 'researcher' : 'other', n % 2 ? 'plain' : 'nebraska');
    expect(await walk(airflow)).toEqual(['r20', 'r15', 'r10', 'r5', 'r0']);
  });

  test('asks Airflow for a bounded number of pages and says where to go on', async () => {
    const airflow = fakeAirflow();
    airflow.add('researcher');
    for (let n = 0; n < 99; n++) airflow.add('other');
    const first = await readHistory(airflow.transport, limits, query);
    expect(first.runs).toEqual([]);
    expect(first.nextPageToken).toBeDefined();
    expect(airflow.calls()).toBeLessThanOrEqual(limits.calls);
    expect(await walk(airflow)).toEqual(['r0']);
  });

  test('orders runs that were started at the same time by their times, whatever the size of a page', async () => {
    const airflow = fakeAirflow();
    for (let n = 0; n < 12; n++) airflow.add('researcher', 'plain', [3, 1, 2, 0][n % 4] ?? 0);
    const expected = airflow.mine().sort((a, b) => airflow.timeOf(b) - airflow.timeOf(a));
    for (const pageSize of [1, 2, 3, 5, 12, 100]) {
      expect(await walk(airflow, 20, pageSize)).toEqual(expected);
    }
  });

  test('copes with an Airflow that gives fewer rows than asked for', async () => {
    const airflow = fakeAirflow(4);
    for (let n = 0; n < 60; n++) airflow.add('researcher');
    expect(await walk(airflow, 200)).toHaveLength(60);
  });

  test('refuses a token of another list', async () => {
    const airflow = fakeAirflow();
    for (let n = 0; n < 9; n++) airflow.add('researcher');
    const { nextPageToken } = await readHistory(airflow.transport, limits, query);
    const other = { ...query, status: 'failed' as const, pageToken: nextPageToken };
    await expect(readHistory(airflow.transport, limits, other)).rejects.toThrow(PageTokenError);
  });

  test('leaves no gap and repeats nothing while runs arrive and others are deleted', async () => {
    const step = fc.record({
      arrive: fc.integer({ min: 0, max: 12 }),
      remove: fc.array(fc.nat(200), { maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 80 }),
        fc.array(step, { maxLength: 40 }),
        async (count, steps) => {
          const airflow = fakeAirflow();
          for (let n = 0; n < count; n++) airflow.add(n % 3 ? 'researcher' : 'other');
          const before = airflow.mine();
          const seen: string[] = [];
          const removed = new Set<string>();
          let token: string | undefined;
          let turn = 0;
          do {
            const page = await readHistory(airflow.transport, limits, { ...query, pageToken: token });
            seen.push(...page.runs.map((run) => run.runId));
            token = page.nextPageToken;
            const change = steps[turn++];
            for (let n = 0; n < (change?.arrive ?? 0); n++) airflow.add(n % 2 ? 'researcher' : 'other');
            for (const at of change?.remove ?? []) removed.add(airflow.remove(at));
          } while (token !== undefined);
          expect(new Set(seen).size).toBe(seen.length);
          expect(before.filter((id) => !removed.has(id) && !seen.includes(id))).toEqual([]);
        },
      ),
    );
  });
});

async function walk(
  airflow: ReturnType<typeof fakeAirflow>,
  most = 20,
  pageSize = query.pageSize,
): Promise<string[]> {
  const ids: string[] = [];
  let pageToken: string | undefined;
  for (let n = 0; n < most; n++) {
    const page = await readHistory(airflow.transport, limits, { ...query, pageSize, pageToken });
    ids.push(...page.runs.map((run) => run.runId));
    pageToken = page.nextPageToken;
    if (pageToken === undefined) return ids;
  }
  throw new Error('the walk did not end');
}

/** Airflow's list of runs as far as the history uses it. */
function fakeAirflow(most = 100) {
  const rows: Row[] = [];
  let made = 0;
  let calls = 0;
  const transport: AirflowTransport = {
    version: async () => 'v1',
    async send({ body }: AirflowRequest) {
      calls += 1;
      const wanted = body as { dag_ids: string[]; order_by: string; page_offset: number; page_limit: number };
      const listed = rows.filter((row) => wanted.dag_ids.includes(row.dag_id));
      if (wanted.order_by === '-id') listed.reverse();
      const end = wanted.page_offset + Math.min(wanted.page_limit, most);
      return {
        status: 200,
        body: { dag_runs: listed.slice(wanted.page_offset, end), total_entries: listed.length },
      };
    },
  };
  return {
    transport,
    calls: () => calls,
    mine: () => rows.filter((row) => row.conf.username === 'researcher').map((row) => row.dag_run_id),
    timeOf: (id: string) => Date.parse(rows.find((row) => row.dag_run_id === id)?.logical_date ?? ''),
    /** Runs that are started together get their ids `later` rows after their times. */
    add(username: string, dag = 'plain', later = 0) {
      const date = new Date(made * 1000 - later * 1300).toISOString();
      rows.push({
        dag_id: dag,
        dag_run_id: `r${made++}`,
        state: 'success',
        conf: { username },
        logical_date: date,
      });
    },
    remove(at: number): string {
      const [row] = rows.splice(at % Math.max(1, rows.length), 1);
      return row?.dag_run_id ?? '';
    },
  };
}
