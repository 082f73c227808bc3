import { readFile } from 'node:fs/promises';
import { usageError } from './errors.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission is denied',
  EISDIR: 'it is a folder',
};

/** The text of a file that an option names; a usage error names the option when it cannot be read. */
export async function readOptionFile(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw usageError(`${option} ${path} cannot be read: ${reasons[code] ?? (code || 'reading failed')}.`);
  }
}
