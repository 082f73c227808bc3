import { mkdir } from 'node:fs/promises';
import { StartError } from '../start-error.js';
import { reasonOf } from '../system-error.js';

/** Makes the folder that holds what the server keeps, closed to others. */
export async function makeDataDir(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartError(`The data directory ${path} cannot be made: ${reasonOf(cause)}.`, { cause });
  }
}
