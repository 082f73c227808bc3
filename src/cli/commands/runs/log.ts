import type { Command } from 'commander';
import type { WorkflowClient } from '../../../client/index.js';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { wholeNumber } from '../../arguments.js';
import { CliError, usageError } from '../../errors.js';
import { type Io, printJson } from '../../io.js';
import { line, lines } from '../../text.js';

interface Flags extends ApiFlags {
  task?: string;
  try?: number;
  mapIndex?: number;
  follow?: true;
  raw?: true;
}

/** `runs log`: what a task printed. */
export function addLog(runs: Command, io: Io): void {
  const command = runs
    .command('log')
    .description('print the log of a task of a run')
    .argument('<workflow>', 'id of the workflow')
    .argument('<run>', 'id of the run')
    .option('--task <id>', 'which task; needed when the run has several')
    .option('--try <number>', 'which try (default: the latest)', wholeNumber(1, 10_000))
    .option('--map-index <number>', 'which instance of a mapped task', wholeNumber(0, 1_000_000))
    .option('-f, --follow', 'go on until the task has ended')
    .option('--raw', 'print control characters as they are');
  withApi(command).action(async (workflow: string, run: string, flags: Flags) => {
    const client = await openClient(flags, io);
    const task = flags.task ?? (await onlyTask(client, workflow, run, io));
    const log = client.runs.log(workflow, run, task, {
      signal: io.signal,
      ...(flags.try !== undefined && { try: flags.try }),
      ...(flags.mapIndex !== undefined && { mapIndex: flags.mapIndex }),
      ...(flags.follow && { follow: true }),
    });
    if (flags.json) return printJson(io, { task_id: task, text: await log });
    for await (const text of log) io.out(flags.raw ? text : lines(text));
  });
}

async function onlyTask(client: WorkflowClient, workflow: string, run: string, io: Io): Promise<string> {
  const tasks = await client.runs.tasks(workflow, run, { signal: io.signal }).toArray();
  const names = [...new Set(tasks.map(({ task_id }) => task_id))];
  const [first] = names;
  if (first === undefined) throw new CliError('The run has no tasks yet, and so no log.');
  if (names.length === 1) return first;
  throw usageError(line(`The run has several tasks; say which with --task: ${names.join(', ')}.`));
}
