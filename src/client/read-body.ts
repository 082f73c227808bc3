import { ServerError } from './errors.js';

// Far more than a page of anything; it keeps an endless answer from filling the memory.
const limit = 64 * 1024 * 1024;

/** The same response with its body already here. */
export async function readBody(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const bytes = response.body === null ? null : await readAll(response.body);
  return new Response(bytes, { status, statusText, headers });
}

async function readAll(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    size += next.value.length;
    if (size > limit) {
      reader.cancel().catch(() => undefined);
      throw new ServerError('response-too-large', `The answer is larger than ${limit} bytes.`);
    }
  }
  return concatenate(chunks, size);
}

/** Puts chunks together. */
export function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
