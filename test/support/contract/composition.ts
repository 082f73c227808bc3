import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../contract/report.js';

/** A row of the table of compositions. */
export interface Composition {
  /** The engine, the store and the source of the configuration. */
  backend: string;
  /** How requests reach it. */
  adapter: string;
  counts: Report['counts'];
  seconds: number;
  requests: number;
  /** Why cases were skipped: the ids by reason. */
  skipped: Readonly<Record<string, string[]>>;
}

/** Where rows are kept for the table; none are when it is not set. */
export const compositionsVariable = 'LABCAS_TEST_COMPOSITIONS';

/** Keeps what became of a whole suite for the table of compositions, when a run makes one. */
export async function keepComposition(backend: string, adapter: string, report: Report): Promise<void> {
  const folder = process.env[compositionsVariable];
  if (folder === undefined) return;
  const { counts, ms, requests } = report;
  const row: Composition = {
    backend,
    adapter,
    counts,
    seconds: Math.round(ms / 1000),
    requests,
    skipped: skippedIn(report),
  };
  await mkdir(folder, { recursive: true });
  const name = `${backend}-${adapter}`.replace(/[^\w.]+/g, '-');
  await writeFile(join(folder, `${name}.json`), JSON.stringify(row));
}

/** The ids of the skipped cases by the reason that each gives. */
export function skippedIn({ cases }: Report): Record<string, string[]> {
  const skipped: Record<string, string[]> = {};
  for (const { id, outcome, reason = 'no reason' } of cases) {
    if (outcome === 'skip') skipped[reason] = [...(skipped[reason] ?? []), id];
  }
  return skipped;
}
