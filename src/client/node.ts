import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WorkflowClient } from './client.js';
import type { DownloadOptions } from './download.js';
import type { OutputFile } from './models.js';

/** What was written by `downloadToFile`. */
export interface DownloadedFile {
  /** Where it lies on this machine. */
  path: string;
  /** Bytes. */
  size: number;
  /** In lower-case hexadecimal. */
  sha256: string;
}

/**
 * Downloads an output to a file, making the folders above it. The file appears whole or not at all.
 *
 * @example
 * await downloadToFile(client, file, `results/${file.path}`);
 */
export async function downloadToFile(
  client: Pick<WorkflowClient, 'outputs'>,
  file: OutputFile | string,
  path: string,
  options?: DownloadOptions,
): Promise<DownloadedFile> {
  await mkdir(dirname(path), { recursive: true });
  // Beside the target, because only there renaming is atomic.
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const written = await write(client.outputs.download(file, options), temporary);
    await rename(temporary, path);
    return { path, ...written };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function write(pieces: AsyncIterable<Uint8Array>, path: string): Promise<Omit<DownloadedFile, 'path'>> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(path, 'wx');
  try {
    for await (const piece of pieces) {
      await handle.writeFile(piece);
      hash.update(piece);
      size += piece.length;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { size, sha256: hash.digest('hex') };
}
