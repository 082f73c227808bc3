import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Entry, readEntries } from './entries.js';
import { ifPresent } from './trouble.js';

/** As {@link readEntries}: the first `count` entries of a folder after a key, in order. */
export type ReadEntries = (path: string, after: string | undefined, count: number) => Promise<Entry[]>;

/** Entries that follow each other in a folder, as it was at a time. */
interface Stretch {
  folder: BigIntStats;
  after: Buffer | undefined;
  entries: readonly Entry[];
  /** Whether no entries follow. */
  isLast: boolean;
}

// A file system gives names in no order, so that whoever wants some of them has to read them all.
const ahead = 10_000;
const mostFolders = 4;
// File systems keep times as coarse as two seconds: a folder that changed just now may change again unseen.
const settledAfter = 3000;

/** Reads entries for more pages than one, and keeps them for as long as the folder does not change. */
export function createReadAhead(): ReadEntries {
  const stretches = new Map<string, Stretch>();
  return async (path, after, count) => {
    const folder = await ifPresent(stat(path, { bigint: true }));
    const start = after === undefined ? undefined : Buffer.from(after);
    const kept = stretches.get(path);
    const known = kept && isSame(kept.folder, folder) ? within(kept, start, count) : undefined;
    if (known !== undefined) return known;
    stretches.delete(path);
    const most = Math.max(count, ahead);
    // Asked before the folder is read: what changes while it is read must show in its time.
    const isSettled = folder !== undefined && Date.now() - Number(folder.mtimeMs) > settledAfter;
    const entries = await readEntries(path, after, most);
    if (isSettled) {
      stretches.set(path, { folder, after: start, entries, isLast: entries.length < most });
      const [oldest] = stretches.keys();
      if (stretches.size > mostFolders && oldest !== undefined) stretches.delete(oldest);
    }
    return entries.slice(0, count);
  };
}

/** Whether no name was added to a folder or taken from it. */
function isSame(then: BigIntStats, now: BigIntStats | undefined): boolean {
  return then.dev === now?.dev && then.ino === now.ino && then.mtimeNs === now.mtimeNs;
}

/** The entries after `start`, if the stretch holds as many of them or there are no more. */
function within({ after, entries, isLast }: Stretch, start: Buffer | undefined, count: number) {
  if (after !== undefined && (start === undefined || start.compare(after) < 0)) return undefined;
  const first = start === undefined ? 0 : entries.findIndex(({ key }) => key.compare(start) > 0);
  const found = first < 0 ? [] : entries.slice(first, first + count);
  return isLast || found.length === count ? found : undefined;
}
