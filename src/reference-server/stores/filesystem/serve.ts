import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { answerFile, gone, requireReading } from '../file-answer.js';
import type { LinkedFile, Links } from '../links.js';
import { streamFile } from './body.js';
import { findFolder, openFile } from './places.js';
import { changedAt } from './times.js';

/** Answers a request for a file by a signed link; nothing on disk is touched before the link is verified. */
export async function serveFile(
  root: string,
  links: Links,
  request: Request,
  target: string,
): Promise<Response> {
  requireReading(request);
  const linked = await links.verify(target);
  const file = await open(root, linked);
  let streaming = false;
  try {
    const stats = await file.stat({ bigint: true });
    const response = answerFile(request, factsOf(linked.name, stats), (range) =>
      streamFile(file, range, request.signal),
    );
    streaming = response.body !== null;
    return response;
  } finally {
    if (!streaming) await file.close();
  }
}

async function open(root: string, { folder, name }: LinkedFile): Promise<FileHandle> {
  const path = await findFolder(root, folder);
  const file = path === undefined ? undefined : await openFile(path, name);
  if (file === undefined) throw gone();
  return file;
}

function factsOf(name: string, stats: BigIntStats) {
  // Changes with every write, to the nanosecond where the file system counts them.
  const parts = [stats.ino, stats.size, stats.mtimeNs].map((part) => part.toString(36));
  return { name, size: Number(stats.size), changedAt: changedAt(stats), etag: `"${parts.join('-')}"` };
}
