import type { BigIntStats } from 'node:fs';
import { lookup } from 'mrmime';
import { attachment } from '../names.js';
import { changedAt } from './times.js';

/** The headers of an answer that gives a file, but for its length. */
export function fileHeaders(name: string, stats: BigIntStats): Record<string, string> {
  return {
    'Content-Type': lookup(name) ?? 'application/octet-stream',
    'Content-Disposition': attachment(name),
    'Last-Modified': changedAt(stats).toUTCString(),
    ETag: etagOf(stats),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-store',
    // The files are not ours: a browser is to save them, never to run what they hold at this origin.
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': 'sandbox',
  };
}

/** Whether the caller has this version already, by `If-None-Match` or else `If-Modified-Since`. */
export function isUnchanged(request: Headers, stats: BigIntStats): boolean {
  const tags = request.get('if-none-match');
  if (tags !== null) return tags.trim() === '*' || splitTags(tags).includes(etagOf(stats));
  const since = Date.parse(request.get('if-modified-since') ?? '');
  return Math.floor(changedAt(stats).getTime() / 1000) * 1000 <= since;
}

/**
 * Whether a range of this version is wanted. A date in `If-Range` never holds: within its second a file that a
 * workflow is writing may have changed.
 */
export function isRangeWanted(request: Headers, stats: BigIntStats): boolean {
  const condition = request.get('if-range');
  return condition === null || condition.trim() === etagOf(stats);
}

// Changes with every write, to the nanosecond where the file system counts them.
function etagOf({ ino, size, mtimeNs }: BigIntStats): string {
  return `"${[ino, size, mtimeNs].map((part) => part.toString(36)).join('-')}"`;
}

function splitTags(header: string): string[] {
  return header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
