import { rm, rmdir } from 'node:fs/promises';
import type { RunRef } from '../../engine.js';
import { codeOf } from '../../system-error.js';
import { type Exit, startChild } from './child.js';
import type { ExecutorState, Flight } from './executor-state.js';
import { begun, exitFailure, stopped } from './life.js';
import { createLogWriter } from './log-file.js';
import { holdsFiles, type Preparation } from './preparation.js';
import type { RunRecord } from './record.js';
import { keyOf } from './runs.js';
import { settleRun, stopRun } from './transitions.js';

/** Runs the command of a prepared run and records how it ended; rejects when it did not begin. */
export async function fly(
  state: ExecutorState,
  ref: RunRef,
  startTime: string,
  prepared: Preparation,
): Promise<void> {
  const { folders, logLimit, flights, log } = state;
  const output = await createLogWriter(folders.run(ref).log, logLimit);
  try {
    const child = await startChild({ ...prepared, output, table: state.table, killGrace: state.killGrace });
    const flight: Flight = { ref, child };
    flights.set(keyOf(ref), flight);
    const exit = await release(state, flight, startTime, prepared.timeLimit);
    await tidy(state, ref, prepared);
    if (exit === 'not-begun') await rmdir(prepared.outputDir).catch(() => {});
    else await land(state, flight, exit, startTime, prepared);
  } finally {
    flights.delete(keyOf(ref));
    const trouble = await output.close();
    if (trouble !== undefined) log.warn('log-incomplete', { ...fieldsOf(ref), reason: codeOf(trouble) });
  }
}

/** The process is on disk before its command begins; a run that was ended meanwhile never begins. */
async function release(
  state: ExecutorState,
  { ref, child }: Flight,
  startTime: string,
  timeLimit: number,
): Promise<Exit | 'not-begun'> {
  const begin = (run: RunRecord) =>
    run.status === 'queued' && !state.closing.aborted ? begun(run, startTime, child.recorded) : undefined;
  const running = await state.runs.update(ref, begin).catch(async (error: unknown) => {
    await child.end();
    throw error;
  });
  if (running === undefined) {
    await child.end();
    return 'not-begun';
  }
  const timer = setTimeout(() => stopRun(state, ref, 'timeout').catch(() => {}), timeLimit * 1000);
  child.release();
  return child.exit.finally(() => clearTimeout(timer));
}

async function land(
  state: ExecutorState,
  flight: Flight,
  exit: Exit,
  startTime: string,
  prepared: Preparation,
) {
  const own = exitFailure(exit, await holdsFiles(prepared.outputDir).catch(() => false));
  await settleRun(state, flight.ref, startTime, (run) => {
    const reason = run.stopping ?? flight.reason;
    return reason === undefined ? own : stopped(reason, prepared.timeLimit);
  });
}

async function tidy({ log }: ExecutorState, ref: RunRef, { cwd }: Preparation): Promise<void> {
  await rm(cwd, { recursive: true, force: true }).catch((error: unknown) => {
    log.warn('work-folder-left', { ...fieldsOf(ref), reason: codeOf(error) });
  });
}

const fieldsOf = ({ workflowId, runId }: RunRef) => ({ workflow: workflowId, run: runId });
