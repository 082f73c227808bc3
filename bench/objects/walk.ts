import type { FolderRef, Store } from '../../src/reference-server/store.js';

/** What it took to walk through a folder page by page. */
export interface Walk {
  objects: number;
  pages: number;
  /** Milliseconds of a page of the walk: the mean. */
  mean: number;
  /** Milliseconds of the first page and of the last whole one: medians of turns that they took. */
  first: number;
  last: number;
  /** Megabytes of the heap that are in use, after collecting garbage: after the first page and after the last. */
  heapFirst: number;
  heapLast: number;
  /** Megabytes that the process grew by at most during the walk. */
  peak: number;
}

const pageSize = 1000;
export const turns = 11;

/** Walks through a folder, then reads its first and its last page in turn. */
export async function walk(store: Store, folder: FolderRef): Promise<Walk> {
  const read = (pageToken: string | undefined) => store.list(folder, { pageSize, pageToken });
  await read(undefined);
  const resident = process.resourceUsage().maxRSS;
  const tokens: (string | undefined)[] = [];
  const heaps: number[] = [];
  let objects = 0;
  let total = 0;
  let next: string | undefined;
  do {
    tokens.push(next);
    const start = performance.now();
    const page = await read(next);
    total += performance.now() - start;
    objects += page?.files.length ?? 0;
    next = page?.nextPageToken;
    heaps.push(heapInUse());
  } while (next !== undefined);
  const peak = (process.resourceUsage().maxRSS - resident) / 1024;
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    times[0].push(await timeOf(() => read(tokens[0])));
    times[1].push(await timeOf(() => read(tokens.at(-1))));
  }
  const [first, last] = [median(times[0]), median(times[1])];
  const [heapFirst = Number.NaN] = heaps;
  return {
    objects,
    pages: tokens.length,
    mean: total / tokens.length,
    first,
    last,
    heapFirst,
    heapLast: heaps.at(-1) ?? Number.NaN,
    peak,
  };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function heapInUse(): number {
  if (globalThis.gc === undefined) throw new Error('Start it with node --expose-gc.');
  globalThis.gc();
  return process.memoryUsage().heapUsed / (1024 * 1024);
}
