import type { BigIntStats } from 'node:fs';

const first = 0;
const last = Date.UTC(10_000, 0) - 1;

/** When a file was changed, held to the years that ISO 8601 and HTTP can write: anyone can set any time. */
export function changedAt({ mtimeMs }: BigIntStats): Date {
  return new Date(Math.min(Math.max(Number(mtimeMs), first), last));
}
