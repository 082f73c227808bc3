import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import {
  isWorkflowApiError,
  type OutputFile,
  type Run,
  type RunParameters,
  type WorkflowClient,
} from '../client/index.js';
import type { ApiFlags } from './api.js';
import { follow, followToEnd } from './commands/runs/watch.js';
import { type Downloaded, download, downloadedText } from './downloads/download.js';
import { manifestName } from './downloads/manifest.js';
import { openRunFolder, type RunFolder } from './downloads/run-folder.js';
import { CliError } from './errors.js';
import { explain } from './explain.js';
import { type Io, printJson } from './io.js';
import { runFailed } from './run-text.js';
import { ownCommand } from './shell.js';
import { isOpen, startOnce } from './start-once.js';
import { line } from './text.js';

/** The options of commands that start a run. */
export interface LaunchFlags extends ApiFlags {
  key?: string;
  wait?: true;
  download?: string;
}

/** What is to run. */
export interface Launch {
  workflowId: string;
  selection: string;
  params: RunParameters;
  /** The words of the command that asks for it, without those of {@link LaunchFlags}. */
  words: readonly string[];
}

/** Adds the options of commands that start a run. */
export function withLaunch(command: Command): Command {
  return command
    .option('--key <key>', 'names this one run: started again with the same key, it is the same run')
    .option('--wait', 'wait until the run has ended; exit code 1 when it failed')
    .option(
      '--download <folder>',
      'wait, and download the outputs with a manifest of their checksums; with the same --key it goes on',
    );
}

/** Starts a run, and waits and downloads as asked; prints the id of the run alone, so that scripts can keep it. */
export async function launch(
  client: WorkflowClient,
  request: Launch,
  flags: LaunchFlags,
  io: Io,
): Promise<void> {
  const key = flags.key ?? randomUUID();
  const again = commandOf(request, flags, key);
  const folder = flags.download === undefined ? undefined : await openRunFolder(flags.download, flags.key);
  await folder?.ask(key, request.workflowId);
  // Before anything can be lost that the key would find again.
  if (flags.key === undefined && (flags.wait || folder)) io.say(line(`The key of this run: ${key}`));
  const { run: known, asked } = folder?.manifest ?? {};
  const isOld = flags.compatibility !== undefined;
  const once = { key, chosen: flags.key !== undefined, again, known, asked, isOld, io };
  const run = await startOnce(client, request, once).catch(async (error: unknown) => {
    if (!isOpen(error) && !asked) await folder?.unask();
    throw error;
  });
  if (!flags.json) io.out(`${line(run.run_id)}\n`);
  if (folder !== undefined) return waitAndDownload(client, run, { folder, key, again }, flags, io);
  if (flags.wait) return waitOnly(client, run, flags, io);
  if (flags.json) return printJson(io, run);
  const watch = ownCommand('runs', 'watch', run.workflow_id, line(run.run_id));
  io.say(`The run is ${line(run.status)}. Follow it:\n  ${watch}`);
}

async function waitOnly(client: WorkflowClient, run: Run, { json }: LaunchFlags, io: Io): Promise<void> {
  const ended = await follow(client, run, json === true, io);
  if (json || !ended.output_prefix) return;
  io.say(`Its outputs:\n  ${ownCommand('outputs', 'ls', line(ended.output_prefix))}`);
}

interface Outputs {
  done: Downloaded;
  /** What of the outputs cannot be had, in sentences. */
  missing: string[];
}

interface Target {
  folder: RunFolder;
  key: string;
  again: string;
}

async function waitAndDownload(
  client: WorkflowClient,
  run: Run,
  { folder, key, again }: Target,
  { json }: LaunchFlags,
  io: Io,
): Promise<void> {
  const hint = goingOn(again);
  await folder.record(run, key).catch(hint);
  const ended = await followToEnd(client, run, io, { again }).catch(hint);
  if (ended.status === 'failed') {
    if (json) printJson(io, ended);
    throw runFailed(ended);
  }
  const { done, missing } = await outputsOf(client, ended, folder, key, io).catch(hint);
  if (json) printJson(io, { ...ended, downloaded: done.files });
  else io.say(`${downloadedText(done)} They are in ${line(folder.path)}, with a manifest.`);
  if (missing.length > 0) throw new CliError(line(`Not all outputs are there: ${missing.join(' ')}`));
}

/** Adds to an error how to go on. */
function goingOn(again: string): (error: unknown) => never {
  return (error) => {
    const { text, exitCode } = explain(error);
    const remedy = text.includes(again) ? '' : ` To go on where it stopped: ${again}`;
    throw new CliError(line(text + remedy), exitCode);
  };
}

async function outputsOf(
  client: WorkflowClient,
  run: Run,
  folder: RunFolder,
  key: string,
  io: Io,
): Promise<Outputs> {
  const manifest = await folder.record(run, key);
  const base = run.output_prefix;
  if (base === null) throw new CliError('The deployment does not say where the outputs of the run are.');
  const { files, missing } = await allFiles(client, run, io.signal);
  const ownName = `${base}${manifestName}`;
  if (files.some(({ path }) => path === ownName)) {
    missing.push(`${manifestName} has the name of the manifest; get it by itself.`);
  }
  const rest = files.filter(({ path }) => path !== ownName);
  const plan = { client, files: rest, base, folder, manifest, isAll: missing.length === 0 };
  return { done: await download(plan, io), missing };
}

async function allFiles(client: WorkflowClient, run: Run, signal: AbortSignal) {
  const files: OutputFile[] = [];
  const missing: string[] = [];
  try {
    for await (const file of client.outputs.walk(run, { signal })) files.push(file);
  } catch (error) {
    // Repeating would not help: what this deployment shows is all that can be had.
    if (isWorkflowApiError(error, 'NotOfferedError')) missing.push(error.message);
    // A run may write nothing, and then there is no folder either.
    else if (!isWorkflowApiError(error, 'NotFoundError') || files.length > 0) throw error;
  }
  return { files, missing };
}

/** The command that does the same again without a second run, to be copied. */
function commandOf({ words }: Launch, flags: LaunchFlags, key: string): string {
  const { wait, download, url, tokenFile, compatibility, json } = flags;
  return ownCommand(
    ...words,
    '--key',
    key,
    ...(wait ? ['--wait'] : []),
    ...(download === undefined ? [] : ['--download', download]),
    ...(url === undefined ? [] : ['--url', url]),
    ...(tokenFile === undefined ? [] : ['--token-file', tokenFile]),
    ...(compatibility === undefined ? [] : ['--compatibility', compatibility]),
    ...(json ? ['--json'] : []),
  );
}
