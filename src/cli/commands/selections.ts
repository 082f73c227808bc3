import type { Command } from 'commander';
import { type ApiFlags, openClient, withApi } from '../api.js';
import { type Io, printJson } from '../io.js';
import { table } from '../table.js';

/** `selections`: what data the user may run workflows over. */
export function addSelections(program: Command, io: Io): void {
  withApi(program.command('selections').description('list the data selections that you may use')).action(
    async (flags: ApiFlags) => {
      const client = await openClient(flags, io);
      const selections = await client.dataSelections.list({ signal: io.signal }).toArray();
      if (flags.json) return printJson(io, selections);
      if (selections.length === 0) return io.say('There are no data selections that you may use.');
      const columns = [
        { title: 'SELECTION' },
        { title: 'WORKFLOWS', shrink: true },
        { title: 'DESCRIPTION', shrink: true },
      ];
      const rows = selections.map(({ id, workflows, description }) => [
        id,
        workflows.join(', '),
        description ?? '',
      ]);
      io.out(table(columns, rows, io.columns));
    },
  );
}
