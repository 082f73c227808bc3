import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FolderRef, StoreError } from '../../store.js';
import { isVisible } from './names.js';
import { ifPresent, unavailable } from './trouble.js';

/**
 * The path of a folder; `undefined` when there is none. Nothing below `root` may be a symbolic link, because a
 * workflow could lay one that leads to other users' files or to the server's own.
 */
export async function findFolder(root: string, { bucket, prefix }: FolderRef): Promise<string | undefined> {
  const segments = [bucket, ...prefix.split('/').slice(0, -1)];
  const top = await findRoot(root);
  if (!segments.every(isVisible)) return undefined;
  const path = join(top, ...segments);
  return (await ifPresent(realpath(path))) === path ? path : undefined;
}

/** The path of a regular file in a folder; `undefined` when there is none. */
export async function findFile(folder: string, name: string) {
  if (!isVisible(name)) return undefined;
  const stats = await ifPresent(lstat(join(folder, name), { bigint: true }));
  return stats?.isFile() ? stats : undefined;
}

/** Opens a regular file to be read; `undefined` when there is none. The caller closes it. */
export async function openFile(folder: string, name: string): Promise<FileHandle | undefined> {
  if ((await findFile(folder, name)) === undefined) return undefined;
  const handle = await ifPresent(open(join(folder, name), flags));
  if (handle === undefined || (await handle.stat()).isFile()) return handle;
  await handle.close();
  return undefined;
}

// Had the file been replaced since, a link would be refused and a pipe would not hold the server up.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function findRoot(root: string): Promise<string> {
  try {
    const path = await realpath(root);
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    throw unavailable('The storage cannot be read', error);
  }
  throw new StoreError('unavailable', 'The storage cannot be read: a file is where a folder is expected.');
}
