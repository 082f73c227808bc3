import { rm } from 'node:fs/promises';
import type { Log } from '../../log.js';
import type { Folders } from './folders.js';
import { ended, stopped } from './life.js';
import { markerOf } from './preparation.js';
import { endLeftovers } from './process-group.js';
import type { ProcessTable } from './process-table.js';
import type { RunRecord } from './record.js';
import type { Runs } from './runs.js';

/** What an earlier server left behind is put in order with. */
export interface RecoveryOptions {
  runs: Runs;
  folders: Folders;
  table: ProcessTable;
  log: Log;
  now: () => Date;
}

/**
 * Ends what runs in flight left running and records them as interrupted, or as what was being done to them;
 * the runs that wait, in their order.
 */
export async function recoverRuns(options: RecoveryOptions): Promise<RunRecord[]> {
  const all = [...options.runs.all()];
  const inFlight = all.filter(({ status }) => status === 'running');
  await Promise.all(inFlight.map((run) => recoverRun(options, run)));
  return all.filter(({ status }) => status === 'queued');
}

async function recoverRun(
  { runs, folders, table, log, now }: RecoveryOptions,
  run: RunRecord,
): Promise<void> {
  const fields = { workflow: run.workflowId, run: run.runId };
  const found =
    run.process === null ? 'none' : await endLeftovers(table, run.process, markerOf(folders, run));
  if (found === 'left') log.error('processes-left', { ...fields, group: run.process?.pid });
  await rm(folders.run(run).work, { recursive: true, force: true }).catch(() => {});
  const failure = stopped(run.stopping ?? 'interrupted');
  await runs.update(run, (current) => ended(current, now().toISOString(), failure));
  log.warn('run-interrupted', { ...fields, processes: found });
}
