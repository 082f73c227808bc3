import { expect, test } from 'vitest';
import { cancellationNote } from '../../../../src/reference-server/engines/airflow/run.js';
import type { AirflowRequest } from '../../../../src/reference-server/engines/airflow/transport.js';
import { createAirflowEngine } from '../../../../src/reference-server/engines/airflow.js';

const ref = { workflowId: 'nebraska', runId: 'labcas-a' };

/** An Airflow with one run. */
function fakeAirflow(row: Record<string, unknown>) {
  const sent: string[] = [];
  const send = async ({ method, path, body }: AirflowRequest) => {
    sent.push(`${method} ${path}`);
    if (path.endsWith('/taskInstances'))
      return { status: 200, body: { task_instances: [], total_entries: 0 } };
    if (!path.endsWith(`/${ref.runId}`)) return { status: 404, body: {} };
    Object.assign(row, body);
    return { status: 200, body: { dag_id: ref.workflowId, dag_run_id: ref.runId, conf: {}, ...row } };
  };
  return { sent, engine: createAirflowEngine({ transport: { version: async () => 'v1', send } }) };
}

test.each(['running', 'queued', 'success'])(
  'a cancelled run whose task was about to start, and which Airflow lets be %s, is ended again',
  async (state) => {
    const { engine, sent } = fakeAirflow({ state, note: cancellationNote() });
    expect(await engine.getRun(ref)).toMatchObject({ status: 'failed', failure: { code: 'cancelled' } });
    await engine.getRun(ref);
    expect(sent.filter((line) => line.startsWith('PATCH'))).toHaveLength(1);
  },
);

test('a cancelled run that somebody starts again in Airflow later is left alone', async () => {
  const note = cancellationNote(new Date(Date.now() - 3_600_000));
  const { engine, sent } = fakeAirflow({ state: 'running', note });
  expect(await engine.getRun(ref)).toMatchObject({ status: 'running', failure: null });
  expect(sent).toHaveLength(1);
});

test('a run that nobody cancelled is only read', async () => {
  const { engine, sent } = fakeAirflow({ state: 'running', note: null });
  expect(await engine.getRun(ref)).toMatchObject({ status: 'running' });
  expect(sent).toHaveLength(1);
});

test('a run that does not exist has no list of tasks, though Airflow gives an empty one', async () => {
  const { engine } = fakeAirflow({ state: 'running', note: null });
  expect(await engine.listTasks({ ...ref, pageSize: 10 })).toEqual({ tasks: [] });
  expect(await engine.listTasks({ ...ref, runId: 'none', pageSize: 10 })).toBeUndefined();
});
