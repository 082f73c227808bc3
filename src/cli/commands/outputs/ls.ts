import type { Command } from 'commander';
import type { OutputEntry, OutputFile, WorkflowClient } from '../../../client/index.js';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { bytes, instant, pairs } from '../../format.js';
import { type Io, printJson } from '../../io.js';
import { table } from '../../table.js';

interface Flags extends ApiFlags {
  recursive?: true;
}

/** `outputs ls`: one folder of the outputs, or all below it. */
export function addLs(outputs: Command, io: Io): void {
  const command = outputs
    .command('ls')
    .description('list a folder of your outputs, or the top one')
    .argument('[folder]', 'folder, as runs show it', '')
    .option('-r, --recursive', 'list the files below the folder, at any depth');
  withApi(command).action(async (folder: string, flags: Flags) => {
    const client = await openClient(flags, io);
    const entries = flags.recursive ? await walk(client, folder, io) : await list(client, folder, io);
    if (flags.json) return printJson(io, entries.map(withoutLink));
    if (entries.length === 0) return io.say('There are no outputs here.');
    const rows = entries.map((entry) => row(entry, flags.recursive === true));
    io.out(table(columns, rows, io.columns));
  });
}

function list(client: WorkflowClient, folder: string, io: Io): Promise<OutputEntry[]> {
  return client.outputs.list(folder, { signal: io.signal }).toArray();
}

async function walk(client: WorkflowClient, folder: string, io: Io): Promise<OutputEntry[]> {
  const files: OutputFile[] = [];
  for await (const file of client.outputs.walk(folder, { signal: io.signal })) files.push(file);
  return files;
}

/** A link opens the file without a token, so it must not lie about in files and logs of scripts. */
function withoutLink(entry: OutputEntry): object {
  if (entry.type === 'folder') return entry;
  const { href: _, ...rest } = entry;
  return rest;
}

const columns = [
  { title: 'NAME' },
  { title: 'SIZE', align: 'right' as const },
  { title: 'MODIFIED (UTC)' },
  { title: 'METADATA', shrink: true },
];

function row(entry: OutputEntry, byPath: boolean): string[] {
  if (entry.type === 'folder') return [`${entry.name}/`];
  const name = byPath ? entry.path : entry.name;
  return [name, bytes(entry.size), instant(entry.last_modified), pairs(entry.properties)];
}
