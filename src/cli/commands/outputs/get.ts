import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { isWorkflowApiError, type OutputFile, type WorkflowClient } from '../../../client/index.js';
import { type DownloadedFile, downloadToFile } from '../../../client/node.js';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { CliError } from '../../errors.js';
import { bytes, count } from '../../format.js';
import { type Io, printJson } from '../../io.js';
import { line } from '../../text.js';

interface Flags extends ApiFlags {
  out: string;
  force?: true;
}

/** `outputs get`: downloads a file, or all files below a folder. */
export function addGet(outputs: Command, io: Io): void {
  const command = outputs
    .command('get')
    .description('download a file of your outputs, or all files below a folder')
    .argument('<path>', 'file, or folder ending in /')
    .option('-o, --out <folder>', 'folder to write to', '.')
    .option('--force', 'overwrite files that are there');
  withApi(command).action(async (path: string, flags: Flags) => {
    const client = await openClient(flags, io);
    const { files, base } = await find(client, path, io);
    const written: DownloadedFile[] = [];
    for (const file of files) {
      const target = targetOf(flags.out, file.path.slice(base.length));
      if (!flags.force) await refuseExisting(target);
      const done = await downloadToFile(client, file, target, { signal: io.signal });
      if (!flags.json) io.out(`${line(done.path)}\n`);
      written.push(done);
    }
    const total = written.reduce((sum, { size }) => sum + size, 0);
    if (flags.json) return printJson(io, written);
    io.say(`Downloaded ${count(written.length, 'file')}, ${bytes(total)}.`);
  });
}

interface Found {
  files: OutputFile[];
  /** The part of the paths that is not made again on this machine. */
  base: string;
}

async function find(client: WorkflowClient, path: string, io: Io): Promise<Found> {
  const file = path.endsWith('/') ? undefined : await findFile(client, path, io);
  if (file !== undefined) return { files: [file], base: file.path.slice(0, -file.name.length) };
  const folder = path.endsWith('/') ? path : `${path}/`;
  const files: OutputFile[] = [];
  for await (const each of client.outputs.walk(folder, { signal: io.signal })) files.push(each);
  return { files, base: folder };
}

async function findFile(client: WorkflowClient, path: string, io: Io): Promise<OutputFile | undefined> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  try {
    for await (const entry of client.outputs.list(folder, { signal: io.signal })) {
      if (entry.type === 'file' && entry.path === path) return entry;
    }
  } catch (error) {
    if (!isWorkflowApiError(error, 'NotFoundError')) throw error;
  }
  return undefined;
}

/** Where a file is written. Names come from the server, so none may lead out of the folder. */
function targetOf(folder: string, path: string): string {
  const segments = path.split('/');
  const odd = segments.some(
    (segment) => segment === '' || segment === '.' || segment === '..' || /[\p{Cc}\\]/u.test(segment),
  );
  if (odd) throw new CliError(`The server names a file that cannot be written here: ${line(path)}`);
  return join(folder, ...segments);
}

async function refuseExisting(path: string): Promise<void> {
  const there = await lstat(path).then(
    () => true,
    () => false,
  );
  if (there)
    throw new CliError(
      `${line(path)} is there already; --force overwrites it, --out chooses another folder.`,
    );
}
