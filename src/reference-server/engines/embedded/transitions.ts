import { setTimeout as delay } from 'node:timers/promises';
import type { RunRef } from '../../engine.js';
import { codeOf } from '../../system-error.js';
import type { ExecutorState } from './executor-state.js';
import { ended, type Failure, isEnded, stopped } from './life.js';
import type { RunRecord, StopReason } from './record.js';
import { keyOf } from './runs.js';

/** Ends a run that waits by its record, and one in flight by its record and then its processes. */
export async function stopRun(
  state: ExecutorState,
  ref: RunRef,
  reason: StopReason,
): Promise<RunRecord | undefined> {
  const flight = state.flights.get(keyOf(ref));
  const change = (run: RunRecord) => {
    if (isEnded(run)) return undefined;
    if (run.status === 'running') return { ...run, stopping: run.stopping ?? reason };
    return reason === 'interrupted' ? undefined : ended(run, state.now().toISOString(), stopped(reason));
  };
  try {
    return await state.runs.update(ref, change);
  } catch (error) {
    if (flight !== undefined) flight.reason ??= reason;
    throw error;
  } finally {
    // Also when it cannot be written down: a disk that a run fills up is freed by ending it.
    flight?.child.end().catch((error: unknown) => {
      state.log.error('run-not-ended', { workflow: ref.workflowId, run: ref.runId, reason: String(error) });
    });
  }
}

/**
 * Records how a run ended, as `outcome` says. A run whose end cannot be written is not reported as ended: it
 * is tried again until it can be, or the server stops.
 */
export async function settleRun(
  { runs, now, log, closing }: ExecutorState,
  ref: RunRef,
  startTime: string,
  outcome: (run: RunRecord) => Failure | null,
): Promise<void> {
  const change = (run: RunRecord) => {
    if (isEnded(run)) return undefined;
    return ended({ ...run, startTime: run.startTime ?? startTime }, now().toISOString(), outcome(run));
  };
  for (let pause = 1000; ; pause = Math.min(pause * 2, 30_000)) {
    try {
      await runs.update(ref, change);
      return;
    } catch (error) {
      log.error('run-not-recorded', { workflow: ref.workflowId, run: ref.runId, reason: codeOf(error) });
      if (closing.aborted) return;
      await delay(pause, undefined, { signal: closing }).catch(() => {});
    }
  }
}
