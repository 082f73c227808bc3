import type { FileHandle } from 'node:fs/promises';
import type { ByteRange } from '../range.js';

const chunkBytes = 64 * 1024;

/**
 * Streams a part of a file and closes it at the end, on failure, when nobody reads on, and on abort. Never more
 * than the range: what a workflow adds meanwhile would go beyond the length that was announced.
 */
export function streamFile(
  file: FileHandle,
  range: ByteRange,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  let at = range.start;
  let closing: Promise<void> | undefined;
  const close = () => {
    signal.removeEventListener('abort', close);
    closing ??= file.close();
    return closing;
  };
  signal.addEventListener('abort', close, { once: true });
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    try {
      signal.throwIfAborted();
      const chunk = await readChunk(file, at, range.end);
      at += chunk.byteLength;
      controller.enqueue(chunk);
      if (at <= range.end) return;
      await close();
      controller.close();
    } catch (error) {
      await close();
      throw error;
    }
  };
  // Nothing is read before it is asked for.
  return new ReadableStream({ pull, cancel: close }, { highWaterMark: 0 });
}

async function readChunk(file: FileHandle, position: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(Math.min(chunkBytes, end - position + 1));
  const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, position);
  if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
  return buffer.subarray(0, bytesRead);
}
