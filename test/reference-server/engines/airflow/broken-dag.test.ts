import { expect, test } from 'vitest';
import { logTextOf } from '../../../../src/reference-server/engines/airflow/log.js';
import type { AirflowRequest } from '../../../../src/reference-server/engines/airflow/transport.js';
import { createAirflowEngine } from '../../../../src/reference-server/engines/airflow.js';

const dags: Record<string, object> = {
  good: { dag_id: 'good', is_stale: false, has_import_errors: false },
  broken: { dag_id: 'broken', is_stale: true, has_import_errors: true },
  gone: { dag_id: 'gone', is_stale: true, has_import_errors: false },
};

/** An Airflow 3, which remembers DAGs that it does not have and starts none of them. */
const send = async ({ method, path }: AirflowRequest) => {
  const dag = dags[/^\/dags\/(\w+)(?:\/details)?$/.exec(path)?.[1] ?? ''];
  if (method === 'POST' || dag === undefined) return { status: 404, body: { detail: 'DAG not found' } };
  return { status: 200, body: dag };
};
const engine = createAirflowEngine({ transport: { version: async () => 'v2', send } });

test('a workflow whose file cannot be read any more is there, one whose file has gone is not', async () => {
  expect((await engine.listWorkflows(Object.keys(dags))).map(({ id }) => id)).toEqual(['good', 'broken']);
  expect((await engine.getWorkflow('broken'))?.id).toBe('broken');
  expect(await engine.getWorkflow('gone')).toBeUndefined();
});

test.each([
  ['broken', 'unavailable', 'The workflow has an error in its definition and cannot be started.'],
  ['gone', 'rejected', 'The workflow engine does not have this workflow.'],
  ['never', 'rejected', 'The workflow engine does not have this workflow.'],
])('a start of %s is %s', async (workflowId, kind, message) => {
  await expect(engine.createRun({ workflowId, runId: 'r', conf: {} })).rejects.toMatchObject({
    kind,
    message,
  });
});

test('what a task failed by is in its log, also where Airflow keeps it beside the message', () => {
  const content = [
    { event: '::group::Log message source details', sources: ['/var/log/a'] },
    { event: '::endgroup::' },
    {
      timestamp: '2026-01-01T00:00:00Z',
      level: 'error',
      event: 'Task failed with exception',
      error_detail: [
        {
          exc_type: 'RuntimeError',
          exc_value: 'no data',
          frames: [{ filename: '/dags/a.py', lineno: 3, name: 'main' }],
        },
      ],
    },
  ];
  expect(logTextOf({ content, continuation_token: null })).toBe(
    '2026-01-01T00:00:00Z ERROR Task failed with exception\n' +
      'Traceback (most recent call last):\n  File "/dags/a.py", line 3, in main\nRuntimeError: no data\n',
  );
});
