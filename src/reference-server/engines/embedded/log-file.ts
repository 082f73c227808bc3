import { open } from 'node:fs/promises';
import type { LogPart } from '../../engine.js';
import { decodePageToken, encodePageToken, PageTokenError } from '../../page-token.js';
import { codeOf } from '../../system-error.js';

/** The output of a run as it is written down. */
export interface LogWriter {
  /** Never rejects: an output that cannot be written is no reason to end the run. */
  write(chunk: Buffer): Promise<void>;
  /** What went wrong first, if anything did. */
  close(): Promise<unknown>;
}

/** The most bytes of one part of a log. */
const partSize = 256 * 1024;

/** Begins a log of at most `limit` bytes and a line that says that it was cut there. */
export async function createLogWriter(path: string, limit: number): Promise<LogWriter> {
  const file = await open(path, 'w', 0o600);
  let size = 0;
  let trouble: unknown;
  const append = async (bytes: Buffer) => {
    try {
      await file.appendFile(bytes);
    } catch (error) {
      trouble = error;
    }
  };
  return {
    async write(chunk) {
      if (trouble !== undefined || size > limit) return;
      await append(chunk.subarray(0, limit - size));
      size += chunk.length;
      if (size > limit) await append(Buffer.from(`\n[The log was cut here: it may hold ${limit} bytes.]\n`));
    },
    async close() {
      await file.close().catch((error: unknown) => {
        trouble ??= error;
      });
      return trouble;
    },
  };
}

/**
 * Reads one part of a log, from where the token says. Parts end between characters; `ended` says that
 * nothing more will come, and a log that is not there is an empty one.
 */
export async function readLogPart(
  path: string,
  kind: string,
  token: string | undefined,
  ended: boolean,
): Promise<LogPart> {
  const from = token === undefined ? 0 : decodePageToken(kind, 'number', token);
  const { bytes, size } = await readBytes(path, from);
  if (from < 0 || from > size) throw new PageTokenError('This page token was not issued for this log.');
  const isLast = from + bytes.length >= size;
  const part = isLast && ended ? bytes : bytes.subarray(0, wholeCharacters(bytes));
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(part);
  return isLast && ended ? { text } : { text, nextPageToken: encodePageToken(kind, from + part.length) };
}

async function readBytes(path: string, from: number): Promise<{ bytes: Buffer; size: number }> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return { bytes: Buffer.alloc(0), size: 0 };
  try {
    const { size } = await file.stat();
    const wanted = Math.max(0, Math.min(partSize, size - from));
    const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, Math.max(0, from));
    return { bytes: buffer.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}

/** How many bytes there are before a UTF-8 character that has only begun. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < characterLength(byte) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

const characterLength = (first: number): number => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2);
