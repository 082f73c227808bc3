import { sleep, within } from './abort.js';
import { isWorkflowApiError, NetworkError, ServerError } from './errors.js';
import type { OutputFile } from './models.js';
import { type CallOptions, retriesOf, timeoutsOf } from './options.js';
import { concatenate } from './read-body.js';
import { errorOfResponse } from './responses.js';
import type { Transport } from './transport.js';

/** How far a download is. */
export interface DownloadProgress {
  /** Bytes so far. */
  received: number;
  /** Bytes in all; null when not known. */
  size: number | null;
}

/** Options of `outputs.download`; `timeout` is what a server may take for each piece, not for the file. */
export interface DownloadOptions extends Pick<CallOptions, 'signal' | 'retry'> {
  /** Milliseconds without a byte after which the connection is given up and made anew; 30,000. */
  timeout?: number | undefined;
  /** Called after each piece. */
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/**
 * The content of a file, asked for as it is read: by `for await` piece by piece, as a stream, or whole. A
 * connection that breaks is taken up where it broke, and a link that has expired is renewed.
 */
export interface Download extends AsyncIterable<Uint8Array> {
  stream(): ReadableStream<Uint8Array>;
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  text(): Promise<string>;
}

type Find = (path: string, options: CallOptions) => Promise<OutputFile>;

interface Part {
  response: Response;
  /** Bytes at the beginning that are here already. */
  skip: number;
  /** Of the whole file. */
  size: number | null;
}

/** Downloads a file by its link, without the token. */
export function createDownload(
  { fetch, options: client }: Transport,
  target: OutputFile | string,
  find: Find,
  { signal, retry, timeout, onProgress }: DownloadOptions = {},
): Download {
  const retries = retriesOf(client.retry, retry);
  const stall = timeout ?? timeoutsOf(client.timeout).attempt;
  const path = typeof target === 'string' ? target : target.path;
  const list = () => find(path, { signal, retry });

  async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    let file = typeof target === 'string' ? await list() : target;
    let received = 0;
    let size = file.size;
    let failures = 0;
    for (;;) {
      try {
        const part = await open(file, received);
        size = checkSize(path, size, part.size);
        for await (const piece of piecesOf(part, signal, stall)) {
          received += piece.length;
          failures = 0;
          onProgress?.({ received, size });
          yield piece;
        }
        if (size === null || received === size) return;
        throw new NetworkError('network', `${path} ended after ${received} of ${size} bytes.`, {
          retryable: true,
        });
      } catch (error) {
        failures += 1;
        if (!isWorkflowApiError(error) || failures >= retries.attempts) throw error;
        if (isExpired(error)) file = await list();
        else if (!error.retryable) throw error;
        else
          await sleep(
            Math.random() * Math.min(retries.maxDelay, retries.baseDelay * 2 ** (failures - 1)),
            signal,
          );
      }
    }
  }

  async function open(file: OutputFile, from: number): Promise<Part> {
    // The link is a key of its own: neither token nor cookies go with it, and it is not told to others.
    const init: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' };
    const headers = from === 0 ? {} : { range: `bytes=${from}-` };
    const response = await within(stall, signal, (signal) => {
      return fetch(new Request(file.href, { ...init, headers, signal })).catch(broken);
    });
    return toPart(response, from, path);
  }

  return { [Symbol.asyncIterator]: pieces, ...collectors(pieces) };
}

async function toPart(response: Response, from: number, path: string): Promise<Part> {
  const total = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
  // Nothing is left after the last byte.
  if (response.status === 416 && total === from)
    return { response: new Response(null), skip: 0, size: total };
  if (!response.ok)
    throw errorOfResponse(response, await response.text().catch(() => ''), `The download of ${path}`);
  if (response.status === 206) return { response, skip: 0, size: Number.isNaN(total) ? null : total };
  const length = response.headers.has('content-encoding') ? null : response.headers.get('content-length');
  return { response, skip: from, size: length === null ? null : Number(length) };
}

async function* piecesOf(
  part: Part,
  signal: AbortSignal | undefined,
  stall: number,
): AsyncGenerator<Uint8Array> {
  const reader = part.response.body?.getReader();
  if (!reader) return;
  let { skip } = part;
  try {
    for (;;) {
      const { done, value } = await within(stall, signal, () => reader.read().catch(broken));
      if (done) return;
      const piece = value.subarray(skip);
      skip = Math.max(0, skip - value.length);
      if (piece.length > 0) yield piece;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function collectors(
  pieces: () => AsyncGenerator<Uint8Array, void, undefined>,
): Omit<Download, typeof Symbol.asyncIterator> {
  const bytes = async () => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const piece of pieces()) {
      chunks.push(piece);
      size += piece.length;
    }
    return concatenate(chunks, size);
  };
  return {
    bytes,
    text: async () => new TextDecoder().decode(await bytes()),
    stream() {
      const source = pieces();
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          const { done, value } = await source.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        async cancel() {
          await source.return();
        },
      });
    },
  };
}

function checkSize(path: string, known: number | null, told: number | null): number | null {
  if (known === null || told === null || known === told) return told ?? known;
  throw new ServerError('size-mismatch', `${path} has ${told} bytes, but ${known} were listed.`);
}

/** As stores say that a link is no longer good. */
function isExpired({ status }: { status: number | undefined }): boolean {
  return status === 400 || status === 401 || status === 403 || status === 410;
}

function broken(cause: unknown): never {
  if (isWorkflowApiError(cause)) throw cause;
  throw new NetworkError('network', 'The connection broke during the download.', { retryable: true, cause });
}
