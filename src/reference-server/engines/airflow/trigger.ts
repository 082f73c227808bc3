import { EngineError, type RunRef } from '../../engine.js';
import { isObject, type JsonObject } from '../../json.js';
import { objectOf } from './read.js';
import { runOf } from './run.js';
import type { AirflowTransport } from './transport.js';
import { isBroken } from './workflow.js';

/** Starts a run; `undefined` when Airflow has this run id, or this logical date, already. */
export async function trigger(
  transport: AirflowTransport,
  { workflowId, runId }: RunRef,
  conf: JsonObject,
  tries: number,
) {
  const date = (await transport.version()) === 'v2' ? { logical_date: null } : logicalDate(tries);
  const { status, body } = await transport.send({
    method: 'POST',
    path: `/dags/${workflowId}/dagRuns`,
    body: { dag_run_id: runId, conf, ...date },
  });
  if (status === 409) return undefined;
  if (status === 400 || status === 422) throw rejection(body);
  if (status === 404) throw await absence(transport, workflowId);
  if (status >= 400)
    throw new EngineError('failed', 'The workflow engine failed.', {
      cause: new Error(`Airflow answered ${status}`),
    });
  return { run: runOf(objectOf(body)), created: true };
}

// v1 takes one run of a DAG for each logical date and counts in microseconds, where clocks of two servers meet.
function logicalDate(tries: number): JsonObject {
  if (tries === 0) return {};
  const micros = String(Math.floor(Math.random() * 1000)).padStart(3, '0');
  return { logical_date: new Date().toISOString().replace('Z', `${micros}+00:00`) };
}

// Airflow 3 does not find a DAG whose file cannot be read any more.
async function absence(transport: AirflowTransport, workflowId: string): Promise<EngineError> {
  const { status, body } = await transport.send({ method: 'GET', path: `/dags/${workflowId}` });
  if (status === 200 && isBroken(objectOf(body))) return broken();
  return new EngineError('rejected', 'The workflow engine does not have this workflow.');
}

function broken(): EngineError {
  return new EngineError('unavailable', 'The workflow has an error in its definition and cannot be started.');
}

function rejection(body: unknown): EngineError {
  const detail = isObject(body) && typeof body.detail === 'string' ? body.detail : '';
  const parameter = /^Invalid input for param ([\w.-]+)/.exec(detail)?.[1];
  if (parameter)
    return new EngineError('rejected', `The workflow refuses the value of the parameter ${parameter}.`);
  if (detail.includes('import errors')) return broken();
  return new EngineError('rejected', 'The workflow engine refused the parameters of the run.', {
    cause: new Error(detail),
  });
}
