import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../errors.js';
import { line } from '../text.js';

/** A place for downloads, out of which no name of a server leads. */
export interface Folder {
  path: string;
  /** Makes it where it is not there, which `place` does too. */
  make(): Promise<void>;
  /** Where a file goes, with the folders above it made; an error for names and links that lead elsewhere. */
  place(name: string): Promise<string>;
}

/** A folder for downloads. */
export function openFolder(path: string): Folder {
  // Folders that were found good, because asking again for every file costs as much as small files do.
  const known = new Set<string>();

  async function make(): Promise<void> {
    if (!known.has(path)) await mkdir(path, { recursive: true });
    known.add(path);
  }

  async function place(name: string): Promise<string> {
    const segments = name.split('/');
    if (segments.some(isUnfit)) {
      throw new CliError(`The server names a file that cannot be written here: ${line(name)}`);
    }
    await make();
    let folder = path;
    for (const segment of segments.slice(0, -1)) {
      folder = join(folder, segment);
      if (!known.has(folder)) await makeOwn(folder);
      known.add(folder);
    }
    return join(folder, segments.at(-1) ?? '');
  }

  return { path, make, place };
}

/** What lies at a path itself, links not followed; undefined when nothing does. */
export async function whatIs(path: string): Promise<'file' | 'folder' | 'link' | 'other' | undefined> {
  const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (stats === undefined) return undefined;
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

/** Makes a folder that is really there and not somewhere else by a link. */
async function makeOwn(path: string): Promise<void> {
  const found = await whatIs(path);
  if (found === 'folder') return;
  if (found === undefined) return mkdir(path);
  const what = found === 'link' ? 'a link, which may lead elsewhere' : 'no folder';
  throw new CliError(`${line(path)} is ${what}: nothing is written through it.`);
}

// Windows opens devices by these names in any folder and with any ending, and drops dots and blanks at the end.
const device = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

function isUnfit(segment: string): boolean {
  if (/^\.{0,2}$|[\p{Cc}\p{Cs}\\/]/u.test(segment)) return true;
  return process.platform === 'win32' && (device.test(segment) || /[<>:"|?*]|[. ]$/.test(segment));
}
