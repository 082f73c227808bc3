import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { OutputFile, WorkflowClient } from '../../client/index.js';
import { type DownloadedFile, downloadToFile } from '../../client/node.js';
import { CliError, exitCodes } from '../errors.js';
import { bytes, count } from '../format.js';
import type { Io } from '../io.js';
import { line } from '../text.js';
import { type Folder, whatIs } from './folder.js';
import { type Manifest, type ManifestFile, manifestName, writeManifest } from './manifest.js';
import { createProgress } from './progress.js';

/** What a download did. */
export interface Downloaded {
  /** All files that are here now. */
  files: DownloadedFile[];
  /** How many of them were here before. */
  kept: number;
}

/** What is downloaded and where to. */
export interface DownloadPlan {
  client: WorkflowClient;
  files: readonly OutputFile[];
  /** The part of the paths that is not made again in the folder. */
  base: string;
  folder: Folder;
  /** Records what is here, so that a repetition goes on; undefined for single files. */
  manifest?: Manifest | undefined;
  /** Whether these are all files of the outputs; true when not given. */
  isAll?: boolean;
  /** Whether files of others may be overwritten. */
  force?: boolean | undefined;
}

// Often enough that little is done again after a crash, and seldom enough for folders of many small files.
const writeEvery = 2000;

/** Downloads files into a folder, except those that its manifest says are there and that are. */
export async function download(plan: DownloadPlan, io: Io): Promise<Downloaded> {
  const items = await claim(plan);
  const total = plan.files.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const progress = createProgress(items.length, total, io.terminal);
  const done: Downloaded = { files: [], kept: 0 };
  let written = Date.now();
  try {
    for (const item of items) {
      progress.file(item.name);
      const kept = await existing(item, io.signal);
      const file = kept ?? (await fetchFile(plan, item, io, progress.received));
      item.entry.sha256 = file.sha256;
      item.entry.size = file.size;
      done.files.push(file);
      if (kept) done.kept += 1;
      progress.done(item.file.size ?? 0);
      if (Date.now() - written < writeEvery) continue;
      await save(plan);
      written = Date.now();
    }
    if (plan.manifest) plan.manifest.complete = plan.isAll ?? true;
    return done;
  } catch (error) {
    throw io.signal.aborted ? interrupted(done, items.length) : error;
  } finally {
    progress.stop();
    await save(plan);
  }
}

/** `Downloaded 3 files, 2.0 kB; 1 was here already.` */
export function downloadedText({ files, kept }: Downloaded): string {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const before = kept === 0 ? '' : `; ${kept === 1 ? '1 was' : `${kept} were`} here already`;
  return `${kept === 0 ? 'Downloaded' : 'There are'} ${count(files.length, 'file')}, ${bytes(total)}${before}.`;
}

interface Item {
  file: OutputFile;
  /** Its path in the folder. */
  name: string;
  target: string;
  entry: ManifestFile;
}

/** Finds the place of every file before the first one is fetched, and records that they are to be there. */
async function claim(plan: DownloadPlan): Promise<Item[]> {
  const { files, base, folder, manifest, force = false } = plan;
  const before = new Map((manifest?.files ?? []).map((entry) => [entry.path, entry]));
  const items: Item[] = [];
  for (const file of files) {
    const name = file.path.slice(base.length);
    if (manifest && name === manifestName) {
      throw new CliError(
        `The outputs have a file ${name}, which is the name of the manifest; get it by itself.`,
      );
    }
    const target = await folder.place(name);
    const known = before.get(name);
    if (!known && !force) await refuseExisting(target, manifest);
    items.push({ file, name, target, entry: entryOf(file, name, known) });
  }
  if (manifest) Object.assign(manifest, { complete: false, files: items.map(({ entry }) => entry) });
  await save(plan);
  return items;
}

function entryOf(
  { size, last_modified, properties }: OutputFile,
  path: string,
  known?: ManifestFile,
): ManifestFile {
  const isSame =
    known !== undefined && (size === null || known.size === size) && known.last_modified === last_modified;
  return {
    path,
    size: size ?? known?.size ?? null,
    last_modified,
    sha256: (isSame && known.sha256) || null,
    properties,
  };
}

/** The file when it is here with the size and checksum that the manifest says. */
async function existing(
  { target, entry: { size, sha256 } }: Item,
  signal: AbortSignal,
): Promise<DownloadedFile | undefined> {
  if (sha256 === null || size === null || (await whatIs(target)) !== 'file') return undefined;
  if ((await stat(target)).size !== size || (await checksum(target, signal)) !== sha256) return undefined;
  return { path: target, size, sha256 };
}

async function checksum(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex');
}

function fetchFile(
  { client }: DownloadPlan,
  { file, target }: Item,
  io: Io,
  onReceived: (count: number) => void,
): Promise<DownloadedFile> {
  const onProgress = ({ received }: { received: number }) => onReceived(received);
  const options = { signal: io.signal, resume: true, onProgress };
  return downloadToFile(client, file, target, options).catch((error: unknown) => {
    // What fails in the middle of a file, such as a full disk, does not say in which.
    if (error instanceof Error && 'errno' in error && !('path' in error))
      Object.assign(error, { path: target });
    throw error;
  });
}

async function save({ folder, manifest }: DownloadPlan): Promise<void> {
  if (manifest) await writeManifest(folder.path, manifest);
}

async function refuseExisting(path: string, manifest: Manifest | undefined): Promise<void> {
  if ((await whatIs(path)) === undefined) return;
  const remedy = manifest?.run
    ? 'move it away, for it is not of this download.'
    : '--force overwrites it, --out chooses another folder.';
  throw new CliError(`${line(path)} is there already; ${remedy}`);
}

function interrupted({ files }: Downloaded, total: number): CliError {
  return new CliError(`Stopped; ${files.length} of ${count(total, 'file')} are here.`, exitCodes.interrupted);
}
