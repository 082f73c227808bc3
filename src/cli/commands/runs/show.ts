import type { Command } from 'commander';
import { isWorkflowApiError, type Task, type WorkflowClient } from '../../../client/index.js';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { duration, instant } from '../../format.js';
import { type Io, printJson } from '../../io.js';
import { runDetails } from '../../run-text.js';
import { details, table } from '../../table.js';

/** `runs show`: one run and its steps. */
export function addShow(runs: Command, io: Io): void {
  const command = runs
    .command('show')
    .description('show a run and its tasks')
    .argument('<workflow>', 'id of the workflow')
    .argument('<run>', 'id of the run');
  withApi(command).action(async (workflow: string, id: string, flags: ApiFlags) => {
    const client = await openClient(flags, io);
    const run = await client.runs.get(workflow, id, { signal: io.signal });
    const tasks = await tasksOf(client, workflow, id, io);
    if (flags.json) return printJson(io, { ...run, ...(tasks && { tasks }) });
    io.out(details(runDetails(run)));
    if (tasks && tasks.length > 0) io.out(`\n${table(columns, tasks.map(row), io.columns)}`);
  });
}

/** Undefined where the deployment shows no tasks. */
async function tasksOf(
  client: WorkflowClient,
  workflow: string,
  id: string,
  io: Io,
): Promise<Task[] | undefined> {
  try {
    return await client.runs.tasks(workflow, id, { signal: io.signal }).toArray();
  } catch (error) {
    if (isWorkflowApiError(error, 'NotOfferedError')) return undefined;
    throw error;
  }
}

const columns = [
  { title: 'TASK' },
  { title: 'STATUS' },
  { title: 'TRIES', align: 'right' as const },
  { title: 'STARTED (UTC)' },
  { title: 'TOOK', align: 'right' as const },
];

function row({ task_id, map_index, status, tries, start_time, end_time }: Task): string[] {
  const name = map_index === null ? task_id : `${task_id}[${map_index}]`;
  return [name, status, String(tries), instant(start_time), duration(start_time, end_time)];
}
