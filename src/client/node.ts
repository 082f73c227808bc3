import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WorkflowClient } from './client.js';
import type { DownloadOptions } from './download.js';
import { isWorkflowApiError } from './errors.js';
import type { OutputFile } from './models.js';
import { hasSize, type Written, writePart } from './node/part-file.js';

/** What was written by `downloadToFile`. */
export interface DownloadedFile {
  /** Where it lies on this machine. */
  path: string;
  /** Bytes. */
  size: number;
  /** In lower-case hexadecimal. */
  sha256: string;
}

/** Options of `downloadToFile`. */
export interface DownloadToFileOptions extends Omit<DownloadOptions, 'from'> {
  /**
   * Keeps what has come when the download fails, beside the file and with a name that ends in `.part`, and goes
   * on with it the next time; only for files given as listed, of which size and time tell whether they changed.
   */
  resume?: boolean | undefined;
}

/**
 * Downloads an output to a file, making the folders above it. The file appears whole or not at all. What the file
 * system refuses is an error of Node's, with its `code`.
 *
 * @example
 * await downloadToFile(client, file, `results/${file.path}`, { resume: true });
 */
export async function downloadToFile(
  client: Pick<WorkflowClient, 'outputs'>,
  file: OutputFile | string,
  path: string,
  { resume = false, ...options }: DownloadToFileOptions = {},
): Promise<DownloadedFile> {
  await refuseFolder(path);
  await mkdir(dirname(path), { recursive: true });
  const version = resume ? versionOf(file) : undefined;
  // Beside the target, because only there renaming is atomic.
  const part = `${path}.${version ?? randomBytes(6).toString('hex')}.part`;
  let begunAt = 0;
  const write = () =>
    writePart(part, typeof file === 'string' ? null : file.size, (from) => {
      begunAt = from;
      return client.outputs.download(file, { ...options, from });
    });
  try {
    const written = await write().catch(async (error: unknown) => {
      if (begunAt === 0 || !isChanged(error)) throw error;
      // What is here is of another version: all of it once more.
      await rm(part, { force: true });
      return write();
    });
    await moveInto(path, part, written);
    return { path, ...written };
  } catch (error) {
    if (version === undefined || isUseless(error)) await rm(part, { force: true });
    throw error;
  }
}

/** Before anything is fetched, for what would fail only in the end. */
async function refuseFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw Object.assign(new Error(`EISDIR: ${path} is a folder`), { code: 'EISDIR', path });
}

/** Names a version of a file; undefined where the server does not say enough to tell one from another. */
function versionOf(file: OutputFile | string): string | undefined {
  if (typeof file === 'string' || file.size === null || file.last_modified === null) return undefined;
  const text = JSON.stringify([file.path, file.size, file.last_modified]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Another process that downloads the same file may have moved the part, which it had whole. */
async function moveInto(path: string, part: string, written: Written): Promise<void> {
  await rename(part, path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || !(await hasSize(path, written.size))) throw error;
  });
}

function isChanged(error: unknown): boolean {
  return isWorkflowApiError(error) && error.code === 'file-changed';
}

function isUseless(error: unknown): boolean {
  return isChanged(error) || (isWorkflowApiError(error) && error.status === 404);
}
