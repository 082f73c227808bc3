import type { EngineRun } from '../../engine.js';
import type { Exit } from './child.js';
import type { RecordedProcess } from './process-group.js';
import type { RunRecord, StopReason } from './record.js';

/** Why a run failed. */
export type Failure = NonNullable<EngineRun['failure']>;

/** Whether nothing can happen to a run any more. */
export function isEnded({ status }: Pick<EngineRun, 'status'>): boolean {
  return status === 'success' || status === 'failed';
}

/** The run in flight, led by a process that waits for its release. */
export function begun(run: RunRecord, startTime: string, process: RecordedProcess): RunRecord {
  return { ...run, status: 'running', startTime, process };
}

/** The run at its end; without a failure it was a success. */
export function ended(run: RunRecord, endTime: string, failure: Failure | null): RunRecord {
  return {
    ...run,
    status: failure === null ? 'success' : 'failed',
    endTime,
    failure,
    process: null,
    stopping: null,
  };
}

/** The run as callers see it. */
export function viewOf(run: RunRecord): EngineRun {
  const { runId, workflowId, status, createdAt, startTime, endTime, conf, failure } = run;
  return { runId, workflowId, status, createdAt, startTime, endTime, conf, failure };
}

/** The failure of a run that the engine ended. */
export function stopped(reason: StopReason, timeLimit?: number): Failure {
  const messages: Record<StopReason, string> = {
    cancelled: 'The run was cancelled.',
    interrupted: 'The server was stopped while the run was in progress. Start it again.',
    timeout: `The run was ended because it took longer than ${timeLimit === undefined ? 'allowed' : seconds(timeLimit)}.`,
  };
  return { code: reason, message: messages[reason] };
}

/** The failure of a command that came to its own end; null when it did its work. */
export function exitFailure({ code, signal }: Exit, hasOutput: boolean): Failure | null {
  if (signal === 'SIGKILL')
    return exit('The command was killed (SIGKILL), which happens when memory runs out.');
  if (signal !== null) return exit(`The command was ended by the signal ${signal}.`);
  if (code !== 0) return exit(`The command ended with exit code ${code}.`);
  return hasOutput ? null : exit('The command ended without an error but wrote no file.');
}

const exit = (message: string): Failure => ({ code: 'exit', message });

const seconds = (count: number): string => (count === 1 ? '1 second' : `${count} seconds`);
