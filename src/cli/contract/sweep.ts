import type { ContractOptions, LedgerEntry } from '../../../test/contract/index.js';
import { type ExitCode, exitCodes } from '../errors.js';
import type { Io } from '../io.js';
import { line } from '../text.js';
import { readLedgerFile } from './ledger-file.js';

/** Finishes the clean-up of a suite that was interrupted. */
export async function sweep(path: string, options: ContractOptions, io: Io): Promise<ExitCode> {
  const entries = await readLedgerFile(path);
  if (isFinished(entries)) {
    io.out(`${line(path)}: the suite has cleaned up itself; nothing is left to do.\n`);
    return exitCodes.done;
  }
  const { describeCleanup, isEnded, sweepLedger } = await import('../../../test/contract/index.js');
  const result = await sweepLedger(options, entries);
  const lines = describeCleanup(result, true).map((text) => `${line(text)}\n`);
  io.out(lines.length === 0 ? 'There was nothing to clean up.\n' : lines.join(''));
  return result.remains.every(isEnded) ? exitCodes.done : exitCodes.failed;
}

function isFinished(entries: readonly LedgerEntry[]): boolean {
  return entries.at(-1)?.type === 'end';
}
