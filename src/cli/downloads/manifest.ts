import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { OutputFile, Run, RunParameters } from '../../client/index.js';
import { CliError } from '../errors.js';
import { line } from '../text.js';
import { whatIs } from './folder.js';

/** The name of the manifest in the folder of a download. */
export const manifestName = 'labcas-manifest.json';

/** What a folder of downloads holds and where it comes from. */
export interface Manifest {
  /** The version of this form. */
  manifest: 1;
  /** The run that wrote the files; null for a folder that was downloaded by its prefix. */
  run: ManifestRun | null;
  /** The start of a run that was asked for; there only until it is known which run it made. */
  asked?: AskedRun;
  /** The folder of the outputs; null while it is not known. */
  output_prefix: string | null;
  /** Whether every file is here. */
  complete: boolean;
  files: ManifestFile[];
}

/** The run that a folder of downloads belongs to. */
export interface ManifestRun
  extends Pick<Run, 'run_id' | 'workflow_id' | 'in_data_selection' | 'created_at'> {
  params: RunParameters;
  /** The key with which it was started. */
  key: string;
}

/** A start of a run, of which it may not be known what became of it. */
export interface AskedRun {
  key: string;
  workflow_id: string;
  /** When, as an ISO 8601 instant. */
  at: string;
}

/** One file of a download. */
export interface ManifestFile extends Pick<OutputFile, 'path' | 'size' | 'last_modified' | 'properties'> {
  /** Of the content, in lower-case hexadecimal; null until the file is here. */
  sha256: string | null;
}

/** Reads the manifest of a folder; undefined when there is none. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const path = join(folder, manifestName);
  if ((await whatIs(path)) === 'link') throw unreadable(path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const manifest = parse(text);
  if (isManifest(manifest)) return manifest;
  throw unreadable(path);
}

function unreadable(path: string): CliError {
  return new CliError(
    `${line(path)} is no manifest that can be read; move it away or choose another folder.`,
  );
}

/** Writes the manifest of a folder, whole or not at all. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const path = join(folder, manifestName);
  await writeFileAtomic(path, `${JSON.stringify(manifest, null, 2)}\n`).catch((error: unknown) => {
    // And not its temporary file, which nobody has heard of.
    throw Object.assign(error instanceof Error ? error : new Error(String(error)), { path });
  });
}

/** A manifest for a run of which nothing is downloaded yet. */
export function manifestOf(run: Run, key: string): Manifest {
  const { run_id, workflow_id, in_data_selection, created_at, params, output_prefix } = run;
  return {
    manifest: 1,
    run: { run_id, workflow_id, in_data_selection, created_at, params, key },
    output_prefix,
    complete: false,
    files: [],
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (!isObject(value) || value.manifest !== 1 || !Array.isArray(value.files)) return false;
  const isRun = value.run === null || (isObject(value.run) && typeof value.run.run_id === 'string');
  const isPrefix = value.output_prefix === null || typeof value.output_prefix === 'string';
  return isRun && isPrefix && value.files.every((file) => isObject(file) && typeof file.path === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
