import type { Command } from 'commander';
import { isWorkflowApiError, type OutputFile, type WorkflowClient } from '../../../client/index.js';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { download, downloadedText } from '../../downloads/download.js';
import { openFolder } from '../../downloads/folder.js';
import { type Manifest, readManifest } from '../../downloads/manifest.js';
import { CliError } from '../../errors.js';
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
    const { files, base, isFolder } = await find(client, path, io);
    const folder = openFolder(flags.out);
    const manifest = isFolder ? await manifestFor(base, flags) : undefined;
    const done = await download({ client, files, base, folder, manifest, force: flags.force }, io);
    if (flags.json) return printJson(io, done.files);
    for (const { path } of done.files) io.out(`${line(path)}\n`);
    io.say(downloadedText(done));
  });
}

/** Goes on with what is in the folder when it is of the same outputs. */
async function manifestFor(output_prefix: string, { out, force }: Flags): Promise<Manifest> {
  const found = await readManifest(out);
  if (found?.output_prefix === output_prefix) return found;
  if (found === undefined || force) {
    return { manifest: 1, run: null, output_prefix, complete: false, files: [] };
  }
  const holds = found.output_prefix ?? `run ${found.run?.run_id}`;
  throw new CliError(
    line(
      `${out} holds the outputs of ${holds}; choose another folder with --out, or overwrite with --force.`,
    ),
  );
}

interface Found {
  files: OutputFile[];
  /** The part of the paths that is not made again on this machine. */
  base: string;
  isFolder: boolean;
}

async function find(client: WorkflowClient, path: string, io: Io): Promise<Found> {
  const file = path.endsWith('/') ? undefined : await findFile(client, path, io);
  if (file !== undefined)
    return { files: [file], base: file.path.slice(0, -file.name.length), isFolder: false };
  const folder = path.endsWith('/') ? path : `${path}/`;
  const files: OutputFile[] = [];
  for await (const each of client.outputs.walk(folder, { signal: io.signal })) files.push(each);
  return { files, base: folder, isFolder: true };
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
