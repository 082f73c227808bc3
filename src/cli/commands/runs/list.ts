import { type Command, Option } from 'commander';
import type { List, Run, RunStatus } from '../../../client/index.js';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { wholeNumber } from '../../arguments.js';
import { duration, instant, pairs } from '../../format.js';
import { type Io, printJson } from '../../io.js';
import { table } from '../../table.js';

interface Flags extends ApiFlags {
  status?: RunStatus;
  limit: number;
}

/** `runs list`: the user's runs, newest first. */
export function addList(runs: Command, io: Io): void {
  const command = runs
    .command('list')
    .description('list your runs, newest first')
    .argument('[workflow]', 'only runs of this workflow')
    .addOption(
      new Option('--status <status>', 'only runs that are so').choices([
        'queued',
        'running',
        'success',
        'failed',
      ]),
    )
    .option('-n, --limit <number>', 'how many to list at most', wholeNumber(1, 100_000), 20);
  withApi(command).action(async (workflow: string | undefined, flags: Flags) => {
    const client = await openClient(flags, io);
    const { status, limit } = flags;
    // One more than is shown tells whether there are more.
    const options = { signal: io.signal, limit: limit + 1, ...(status && { status }) };
    const list = workflow === undefined ? client.runs.listAll(options) : client.runs.list(workflow, options);
    return print(list, flags, io);
  });
}

async function print(list: List<Run>, { json, limit }: Flags, io: Io): Promise<void> {
  const found = await list.toArray();
  const shown = found.slice(0, limit);
  if (json) printJson(io, shown);
  else if (shown.length === 0) io.say('There are no such runs.');
  else io.out(table(columns, shown.map(row), io.columns));
  if (found.length > limit) io.say(`There are more: --limit ${limit * 5} shows up to that many.`);
}

const columns = [
  { title: 'RUN' },
  { title: 'WORKFLOW' },
  { title: 'STATUS' },
  { title: 'CREATED (UTC)' },
  { title: 'TOOK', align: 'right' as const },
  { title: 'SELECTION', shrink: true },
  { title: 'PARAMETERS', shrink: true },
];

function row(run: Run): string[] {
  return [
    run.run_id,
    run.workflow_id,
    run.status,
    instant(run.created_at),
    duration(run.start_time, run.end_time),
    run.in_data_selection ?? '-',
    pairs(run.params),
  ];
}
