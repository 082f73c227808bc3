import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Beside, maxMetadataBytes, metadataName, ownerName, readMetadata } from '../metadata.js';
import { findFile, openFile } from './places.js';
import { ifPresent } from './trouble.js';

/** Reads what lies where the metadata of a file would. */
export async function readBeside(folder: string, name: string): Promise<Beside> {
  const bytes = await readBytes(folder, metadataName(name));
  const metadata = bytes === undefined ? undefined : readMetadata(bytes, name);
  if (metadata !== undefined) return metadata;
  return (await ifPresent(lstat(join(folder, metadataName(name))))) === undefined ? undefined : 'other';
}

/** Whether a file is the metadata of another one that is there, and so no file of its own. */
export async function isMetadata(folder: string, name: string): Promise<boolean> {
  const owner = ownerName(name);
  if (owner === undefined || (await findFile(folder, owner)) === undefined) return false;
  if (await isMetadata(folder, owner)) return false;
  return typeof (await readBeside(folder, owner)) === 'object';
}

/** The content of a regular file of moderate size; `undefined` when it is not one. */
async function readBytes(folder: string, name: string): Promise<Uint8Array | undefined> {
  const handle = await openFile(folder, name);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    return size > maxMetadataBytes ? undefined : await handle.readFile();
  } finally {
    await handle.close();
  }
}
