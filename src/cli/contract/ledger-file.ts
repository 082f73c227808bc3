import { type FileHandle, open, rm } from 'node:fs/promises';
import type { LedgerEntry } from '../../../test/contract/index.js';
import { usageError } from '../errors.js';
import { readOptionFile } from '../files.js';

/** A ledger that is kept in a file, one line an entry, so that it outlives this process. */
export interface LedgerFile {
  path: string;
  /** Resolves once the entry is on the disk. */
  write(entry: LedgerEntry): Promise<void>;
  /** Removes the file when nothing was written to it. */
  close(): Promise<void>;
}

/** Begins a ledger; a usage error when there is one of this name already, which a sweep may still need. */
export async function createLedgerFile(path: string): Promise<LedgerFile> {
  const file = await open(path, 'ax').catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EEXIST'
        ? `it exists. When it is of a pass that was interrupted, --sweep ${path} finishes its clean-up`
        : `it cannot be written (${error.code})`;
    throw usageError(`--ledger ${path}: ${reason}.`);
  });
  let written = false;
  let turn: Promise<void> = Promise.resolve();
  return {
    path,
    write(entry) {
      written = true;
      turn = turn.then(() => append(file, entry));
      return turn;
    },
    async close() {
      await turn.catch(() => undefined);
      await file.close();
      if (!written) await rm(path, { force: true });
    },
  };
}

async function append(file: FileHandle, entry: LedgerEntry): Promise<void> {
  await file.appendFile(`${JSON.stringify(entry)}\n`);
  await file.datasync();
}

/** The entries of a ledger file. A last line that was cut off by what ended the suite is passed over. */
export async function readLedgerFile(path: string): Promise<LedgerEntry[]> {
  const lines = (await readOptionFile('--sweep', path)).split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const entry = parse(line);
    if (entry !== undefined) return [entry];
    if (index === lines.length - 1) return [];
    throw usageError(`${path}:${index + 1}: this is no line of a ledger.`);
  });
}

const types: readonly string[] = [
  'begin',
  'create',
  'run',
  'refused',
  'metadata',
  'stray',
  'end',
] satisfies LedgerEntry['type'][];

function parse(line: string): LedgerEntry | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    const { type }: { type?: unknown } = Object(entry);
    return typeof type === 'string' && types.includes(type) ? (entry as LedgerEntry) : undefined;
  } catch {
    return undefined;
  }
}
