import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';

/** What a file holds in the end. */
export interface Written {
  /** Bytes. */
  size: number;
  /** In lower-case hexadecimal. */
  sha256: string;
}

type Pieces = (from: number) => AsyncIterable<Uint8Array>;

/** Writes what is missing of a file that may be there in part; of more than `most` bytes nothing is believed. */
export async function writePart(path: string, most: number | null, piecesFrom: Pieces): Promise<Written> {
  // A link that somebody put there is not followed.
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o666);
  try {
    const hash = createHash('sha256');
    let size = await readExisting(handle, most, hash);
    for await (const piece of piecesFrom(size)) {
      // By position, so that two processes which write the same file do it no harm.
      await writeAt(handle, piece, size);
      hash.update(piece);
      size += piece.length;
    }
    await handle.sync();
    return { size, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

/** Whether a file of so many bytes is there. */
export async function hasSize(path: string, size: number): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile() && found.size === size,
    () => false,
  );
}

async function readExisting(handle: FileHandle, most: number | null, hash: Hash): Promise<number> {
  const { size } = await handle.stat();
  if (size === 0) return 0;
  if (most !== null && size > most) {
    await handle.truncate(0);
    return 0;
  }
  // Of one that seems whole the last byte is asked for again: with it comes whether the file is still the same.
  const end = most === null ? size : Math.min(size, most - 1);
  let position = 0;
  const buffer = Buffer.alloc(1 << 18);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - position), position);
    if (bytesRead === 0) return position;
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

async function writeAt(handle: FileHandle, piece: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < piece.length; ) {
    const { bytesWritten } = await handle.write(piece, done, piece.length - done, position + done);
    done += bytesWritten;
  }
}
