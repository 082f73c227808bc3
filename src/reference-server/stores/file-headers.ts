import { getMimeType, mimes } from 'hono/utils/mime';
import { attachment } from './names.js';

const typesByEnding = {
  ...mimes,
  cfg: 'text/plain',
  geojson: 'application/geo+json',
  log: 'text/plain',
  md: 'text/markdown',
  tsv: 'text/tab-separated-values',
  yaml: 'application/yaml',
  yml: 'application/yaml',
};

/** What is to be known of a file before it is handed out. */
export interface FileFacts {
  name: string;
  /** Bytes. */
  size: number;
  changedAt: Date;
  /** Changes with every write; in quotes. */
  etag: string;
}

/** The headers of an answer that gives a file, but for its length. */
export function fileHeaders({ name, changedAt, etag }: FileFacts): Record<string, string> {
  return {
    'Content-Type': typeOf(name),
    'Content-Disposition': attachment(name),
    'Last-Modified': changedAt.toUTCString(),
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-store',
    // The files are not ours: a browser is to save them, never to run what they hold at this origin.
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': 'sandbox',
  };
}

// Without a charset: how a workflow encodes its texts is not known.
function typeOf(name: string): string {
  const [type = ''] = getMimeType(name, typesByEnding)?.split(';') ?? [];
  return type || 'application/octet-stream';
}

/** Whether the caller has this version already, by `If-None-Match` or else `If-Modified-Since`. */
export function isUnchanged(request: Headers, { etag, changedAt }: FileFacts): boolean {
  const tags = request.get('if-none-match');
  if (tags !== null) return tags.trim() === '*' || splitTags(tags).includes(etag);
  const since = Date.parse(request.get('if-modified-since') ?? '');
  return Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}

/**
 * Whether a range of this version is wanted. A date in `If-Range` never holds: within its second a file that a
 * workflow is writing may have changed.
 */
export function isRangeWanted(request: Headers, { etag }: FileFacts): boolean {
  const condition = request.get('if-range');
  return condition === null || condition.trim() === etag;
}

function splitTags(header: string): string[] {
  return header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
