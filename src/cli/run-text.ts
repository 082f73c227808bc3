import type { Run, RunChange, Task } from '../client/index.js';
import { CliError } from './errors.js';
import { duration, instant, pairs } from './format.js';
import { ownCommand } from './shell.js';
import { line } from './text.js';

/** Names and values of a run, for `details`. */
export function runDetails(run: Run): [name: string, value: string | null][] {
  return [
    ['Run', run.run_id],
    ['Workflow', run.workflow_id],
    ['Status', run.status],
    ['Failure', run.failure === null ? null : `${run.failure.message} (${run.failure.code})`],
    ['Selection', run.in_data_selection],
    ['Parameters', pairs(run.params)],
    ['Created', utc(run.created_at)],
    ['Started', utc(run.start_time)],
    ['Ended', utc(run.end_time)],
    ['Took', run.start_time === null ? null : duration(run.start_time, run.end_time)],
    ['Outputs', run.output_prefix],
  ];
}

/** One line for a change of a run, in local time: `19:12:04 running (tile: success, merge: running)`. */
export function changeLine({ run, tasks = [] }: RunChange): string {
  const isPlain = tasks.every(({ status, tries }) => status === run.status && tries <= 1);
  const steps = isPlain ? '' : ` (${tasks.map(taskText).join(', ')})`;
  return line(`${new Date().toTimeString().slice(0, 8)} ${run.status}${steps}`);
}

/** The error with which a command ends that waited for a run that failed. */
export function runFailed(run: Run): CliError {
  const { run_id, workflow_id, failure } = run;
  // Only deployments that know no logs know no reasons.
  if (failure === null) return new CliError(line(`Run ${run_id} failed: it does not say why.`));
  const log = ownCommand('runs', 'log', workflow_id, run_id);
  return new CliError(line(`Run ${run_id} failed: ${failure.message} Its log: ${log}`));
}

function taskText({ task_id, map_index, status, tries }: Task): string {
  const name = map_index === null ? task_id : `${task_id}[${map_index}]`;
  return `${name}: ${status}${tries > 1 ? `, try ${tries}` : ''}`;
}

function utc(iso: string | null): string | null {
  return iso === null ? null : `${instant(iso)} UTC`;
}
