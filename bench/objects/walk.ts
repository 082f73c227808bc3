import type { FolderRef, Store } from '../../src/reference-server/store.js';

/** What it took to walk through a folder page by page. */
export interface Walk {
  objects: number;
  pages: number;
  /** Milliseconds of a page: the medians of the first tenth and of the last tenth. */
  first: number;
  last: number;
  /** Megabytes of the heap that are in use, after collecting garbage: after the first tenth and at the end. */
  heapFirst: number;
  heapLast: number;
  /** Megabytes that the process has had at most, beyond those before the first page. */
  peak: number;
}

const pageSize = 1000;

/** Walks through a folder, once the code is warm. */
export async function walk(store: Store, folder: FolderRef): Promise<Walk> {
  for (let turn = 0; turn < 5; turn += 1) await store.list(folder, { pageSize });
  const resident = process.resourceUsage().maxRSS;
  const heaps: number[] = [];
  const times = await pagesOf(store, folder, () => heaps.push(heapInUse()));
  const objects = times.reduce((sum, { entries }) => sum + entries, 0);
  const part = Math.max(1, Math.floor(times.length / 10));
  const median = (pages: typeof times) =>
    pages.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(pages.length / 2)] ?? Number.NaN;
  return {
    objects,
    pages: times.length,
    first: median(times.slice(0, part)),
    last: median(times.slice(-part)),
    heapFirst: heaps[part - 1] ?? Number.NaN,
    heapLast: heaps.at(-1) ?? Number.NaN,
    peak: (process.resourceUsage().maxRSS - resident) / 1024,
  };
}

async function pagesOf(store: Store, folder: FolderRef, seen: () => void) {
  const pages: { ms: number; entries: number }[] = [];
  let pageToken: string | undefined;
  do {
    const start = performance.now();
    const page = await store.list(folder, { pageSize, pageToken });
    pages.push({ ms: performance.now() - start, entries: page?.files.length ?? 0 });
    pageToken = page?.nextPageToken;
    seen();
  } while (pageToken !== undefined);
  return pages;
}

function heapInUse(): number {
  if (globalThis.gc === undefined) throw new Error('Start it with node --expose-gc.');
  globalThis.gc();
  return process.memoryUsage().heapUsed / (1024 * 1024);
}
