import { mkdir, opendir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../../system-error.js';
import type { CatalogWorkflow } from './catalog.js';
import { type Command, resolveCommand } from './command.js';
import type { Folders } from './folders.js';
import type { Failure } from './life.js';
import type { RunRecord } from './record.js';

/** All that a run's command is given. */
export interface Preparation {
  command: Command;
  env: Readonly<Record<string, string>>;
  cwd: string;
  outputDir: string;
  /** In seconds. */
  timeLimit: number;
}

/** What a run is prepared from. */
export interface PreparationOptions {
  run: RunRecord;
  workflow: CatalogWorkflow;
  folders: Folders;
  /** Whether an earlier server may have begun to prepare it, and left an empty output folder. */
  resumed: boolean;
}

/** Where programs are looked for when the server itself has no PATH. */
const usualPath = '/usr/local/bin:/usr/bin:/bin';

/** Makes the folders and the conf file of a run; a failure, for people, when that makes no sense. */
export async function prepareRun(options: PreparationOptions): Promise<Preparation | Failure> {
  const { run, workflow, folders, resumed } = options;
  const path = process.env.PATH ?? usualPath;
  const command = await resolveCommand(workflow.command, workflow.folder, path);
  if (typeof command === 'string') return failure(command);
  const inputDir = folderOf(folders, run.conf.in_bucket, run.conf.in_prefix);
  const outputDir = folderOf(folders, run.conf.out_bucket, run.conf.out_prefix);
  if (inputDir === undefined || !(await isFolder(inputDir))) {
    return failure('The folder of the data selection was not found.');
  }
  if (outputDir === undefined || !(await makeNew(outputDir, resumed))) {
    return failure('The folder for the outputs is already in use.');
  }
  const { conf, work } = folders.run(run);
  const given = { ...defaultsOf(workflow), ...run.conf };
  await writeFile(conf, `${JSON.stringify(given, null, 2)}\n`, { mode: 0o600 });
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { mode: 0o700 });
  const env = {
    PATH: path,
    HOME: work,
    TMPDIR: work,
    LANG: 'C.UTF-8',
    LABCAS_CONF: conf,
    LABCAS_INPUT_DIR: inputDir,
    LABCAS_OUTPUT_DIR: outputDir,
    LABCAS_RUN_ID: run.runId,
  };
  return { command, env, cwd: work, outputDir, timeLimit: workflow.timeLimit };
}

/** The variable by which a process is known to belong to a run. */
export function markerOf(folders: Folders, run: RunRecord): string {
  return `LABCAS_CONF=${folders.run(run).conf}`;
}

/** The folder that a run's conf names; `undefined` unless it lies in a bucket. */
export function folderOf(folders: Folders, bucket: unknown, prefix: unknown): string | undefined {
  return typeof bucket === 'string' && typeof prefix === 'string'
    ? folders.bucket(bucket, prefix)
    : undefined;
}

/** Whether a regular file lies in a folder, at any depth; links are not followed. */
export async function holdsFiles(path: string): Promise<boolean> {
  for await (const entry of await opendir(path)) {
    if (entry.isFile()) return true;
    if (entry.isDirectory() && (await holdsFiles(`${path}/${entry.name}`))) return true;
  }
  return false;
}

// As Airflow does: what was not given has its declared default. The run itself keeps what was given.
function defaultsOf({ parameters }: CatalogWorkflow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

const failure = (message: string): Failure => ({ code: 'engine', message });

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function makeNew(path: string, resumed: boolean): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  if (resumed) await rmdir(path).catch(() => {});
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}
