import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCfg } from '../../cfg.js';
import { findFile, openFile } from './places.js';
import { ifPresent } from './trouble.js';

/** What lies where the metadata of a file would: nothing, its metadata, or something else. */
export type Beside = undefined | { text: string; properties: Record<string, string> } | 'other';

const suffix = '.cfg';

// Many times what one request can write; a larger file is somebody's data.
const maxBytes = 4 * 1024 * 1024;

/** Where the metadata of a file lies. */
export function metadataPath(folder: string, name: string): string {
  return join(folder, name + suffix);
}

/** Reads what lies where the metadata of a file would. */
export async function readBeside(folder: string, name: string): Promise<Beside> {
  const text = await readText(folder, name + suffix);
  const properties = text === undefined ? undefined : parseCfg(text, name);
  if (text !== undefined && properties !== undefined) return { text, properties };
  return (await ifPresent(lstat(metadataPath(folder, name)))) === undefined ? undefined : 'other';
}

/** Whether a file is the metadata of another one that is there, and so no file of its own. */
export async function isMetadata(folder: string, name: string): Promise<boolean> {
  if (!name.endsWith(suffix) || name === suffix) return false;
  const owner = name.slice(0, -suffix.length);
  if ((await findFile(folder, owner)) === undefined || (await isMetadata(folder, owner))) return false;
  return typeof (await readBeside(folder, owner)) === 'object';
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a regular file of moderate size; `undefined` when it is not one, or not UTF-8. */
async function readText(folder: string, name: string): Promise<string | undefined> {
  const handle = await openFile(folder, name);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    return size > maxBytes ? undefined : decode(await handle.readFile());
  } finally {
    await handle.close();
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
