import type { Command } from 'commander';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { type Io, printJson } from '../../io.js';
import { line } from '../../text.js';

/** `runs cancel`: asks for a run to be ended. */
export function addCancel(runs: Command, io: Io): void {
  const command = runs
    .command('cancel')
    .description('end a run; exit code 1 when it has ended already')
    .argument('<workflow>', 'id of the workflow')
    .argument('<run>', 'id of the run');
  withApi(command).action(async (workflow: string, id: string, flags: ApiFlags) => {
    const client = await openClient(flags, io);
    const run = await client.runs.cancel(workflow, id, { signal: io.signal });
    if (flags.json) return printJson(io, run);
    const ended = run.status === 'failed' || run.status === 'success';
    io.say(line(`Run ${run.run_id} ${ended ? 'is cancelled' : 'is being cancelled'}.`));
  });
}
