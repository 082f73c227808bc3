import { StoreError } from '../../store.js';
import { codeOf, reasonOf } from '../../system-error.js';

/** Does what may meet the system's refusal and makes a `StoreError` of it; `what` is a sentence without its stop. */
export async function guard<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isSystemError(error) ? unavailable(what, error) : error;
  }
}

/** The error for what the system refused. */
export function unavailable(what: string, error: unknown): StoreError {
  return new StoreError('unavailable', `${what}: ${reasonOf(error)}.`, { cause: error });
}

/** Waits for `work`; `undefined` when it finds nothing there, or something that a path cannot lead through. */
export async function ifPresent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (absent.has(codeOf(error))) return undefined;
    throw error;
  }
}

// ELOOP is a symbolic link where none is followed; nothing can have a name that is too long.
const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
