import { EngineError, type EngineRun, type TaskPage } from '../../engine.js';
import { isObject, type JsonObject } from '../../json.js';
import { idOf, instantOf, numberOf, textOf } from './read.js';

/** Airflow knows `failed` only: a run that was cancelled is told by a note that begins so. */
const cancelledNote = 'labcas: cancelled by its owner';

// For so long after it was cancelled, in milliseconds, a run that goes on does so by mistake; later somebody means it.
const settling = 600_000;

/** The note of a run that is cancelled now. */
export function cancellationNote(now = new Date()): string {
  return `${cancelledNote} at ${now.toISOString()}`;
}

/** Reads a DAG run of either version. */
export function runOf(row: JsonObject): EngineRun {
  const status = row.state === 'success' && isRevived(row) ? 'failed' : statusOf(row.state);
  const startTime = instantOf(row.start_date);
  const createdAt =
    instantOf(row.run_after) ?? instantOf(row.logical_date) ?? startTime ?? new Date(0).toISOString();
  return {
    runId: idOf(row.dag_run_id),
    workflowId: idOf(row.dag_id),
    status,
    createdAt,
    startTime: status === 'queued' ? null : startTime,
    endTime: status === 'success' || status === 'failed' ? instantOf(row.end_date) : null,
    conf: isObject(row.conf) ? row.conf : {},
    failure: status === 'failed' ? failureOf(row.note) : null,
  };
}

/**
 * Whether Airflow 2 took the end of a cancelled run back, as it does when a task was just about to start: the run
 * goes on, or is a success because all of its tasks were skipped.
 */
export function isRevived({ state, note }: JsonObject): boolean {
  const since = isCancelled(note) ? Date.parse(note.slice(note.lastIndexOf(' ') + 1)) : Number.NaN;
  return state !== 'failed' && Date.now() - since < settling;
}

function isCancelled(note: unknown): note is string {
  return typeof note === 'string' && note.startsWith(cancelledNote);
}

/** Whether a run that is there after its start failed is of that start; without an output folder nothing tells. */
export function isOwnStart({ conf: found }: EngineRun, conf: JsonObject, error: unknown): boolean {
  if (conf.out_prefix !== undefined) return found.out_prefix === conf.out_prefix;
  // An Airflow that answers has most likely taken its own back.
  return !(error instanceof EngineError && error.kind === 'failed');
}

/** Reads a task instance of either version. */
export function taskOf(row: JsonObject): TaskPage['tasks'][number] {
  const mapIndex = typeof row.map_index === 'number' && row.map_index >= 0 ? row.map_index : null;
  return {
    task_id: idOf(row.task_id),
    map_index: mapIndex,
    status: taskStatuses.get(textOf(row.state) ?? 'none') ?? 'waiting',
    tries: Math.max(0, numberOf(row.try_number)),
    start_time: instantOf(row.start_date),
    end_time: instantOf(row.end_date),
  };
}

function statusOf(state: unknown): EngineRun['status'] {
  return state === 'running' || state === 'success' || state === 'failed' ? state : 'queued';
}

function failureOf(note: unknown): EngineRun['failure'] {
  if (isCancelled(note)) return { code: 'cancelled', message: 'The run was cancelled.' };
  return { code: 'exit', message: 'A task of the workflow failed; its log says why.' };
}

const taskStatuses = new Map<string, TaskPage['tasks'][number]['status']>([
  ['none', 'waiting'],
  ['scheduled', 'waiting'],
  ['queued', 'queued'],
  ['running', 'running'],
  ['restarting', 'running'],
  ['deferred', 'running'],
  ['up_for_retry', 'retrying'],
  ['up_for_reschedule', 'retrying'],
  ['success', 'success'],
  ['failed', 'failed'],
  ['upstream_failed', 'upstream_failed'],
  ['skipped', 'skipped'],
  ['removed', 'skipped'],
]);
