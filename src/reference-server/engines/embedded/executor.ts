import type { RunRef } from '../../engine.js';
import { reasonOf } from '../../system-error.js';
import type { ExecutorOptions, ExecutorState } from './executor-state.js';
import { fly } from './flight.js';
import type { Failure } from './life.js';
import { type Preparation, prepareRun } from './preparation.js';
import type { RunRecord, StopReason } from './record.js';
import { keyOf } from './runs.js';
import { settleRun, stopRun } from './transitions.js';

/** Takes runs from the queue to their end. */
export interface Executor {
  /** Never rejects: what goes wrong is the run's failure, or waits until it can be written down. */
  execute(ref: RunRef): Promise<void>;
  /** Decides that a run ends now; the record that says so, or `undefined` when it has ended. */
  stop(ref: RunRef, reason: StopReason): Promise<RunRecord | undefined>;
  /** Ends what is in flight, and begins nothing more. */
  close(): Promise<void>;
}

/** Makes the executor of one data directory. */
export function createExecutor(options: ExecutorOptions): Executor {
  const closing = new AbortController();
  const state: ExecutorState = { ...options, flights: new Map(), closing: closing.signal };
  return {
    execute: (ref) => execute(state, ref),
    stop: (ref, reason) => stopRun(state, ref, reason),
    async close() {
      closing.abort();
      const refs = [...state.flights.values()].map(({ ref }) => ref);
      await Promise.allSettled(refs.map((ref) => stopRun(state, ref, 'interrupted')));
    },
  };
}

async function execute(state: ExecutorState, ref: RunRef): Promise<void> {
  const run = state.runs.get(ref);
  if (run?.status !== 'queued' || state.closing.aborted) return;
  const startTime = state.now().toISOString();
  try {
    const prepared = await prepare(state, run);
    if ('code' in prepared) await settleRun(state, ref, startTime, () => prepared);
    else await fly(state, ref, startTime, prepared);
  } catch (error) {
    state.log.error('run-not-started', { workflow: ref.workflowId, run: ref.runId, reason: String(error) });
    const message = `The run could not be started: ${reasonOf(error)}.`;
    await settleRun(state, ref, startTime, () => ({ code: 'engine', message }));
  }
}

async function prepare(
  { catalog, folders, resumed }: ExecutorState,
  run: RunRecord,
): Promise<Preparation | Failure> {
  const workflow = catalog.workflows.get(run.workflowId);
  if (workflow === undefined) return { code: 'engine', message: 'The workflow is no longer offered.' };
  return prepareRun({ run, workflow, folders, resumed: resumed.has(keyOf(run)) });
}
