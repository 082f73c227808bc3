import { sleep } from './abort.js';
import { concatenate } from './bytes.js';
import { fileChanged, openPart, type Part, type PartOptions, readPart } from './download-part.js';
import { createVersion, type Version } from './download-version.js';
import { endable } from './endable.js';
import { isWorkflowApiError, NetworkError, type WorkflowApiError } from './errors.js';
import type { OutputFile } from './models.js';
import { discard } from './network.js';
import { type CallOptions, type RetryOptions, retriesOf, timeoutsOf } from './options.js';
import { jitter } from './retry.js';
import type { Transport } from './transport.js';

/** How far a download is. */
export interface DownloadProgress {
  /** Bytes so far, with those before `from`. */
  received: number;
  /** Bytes in all; null when not known. */
  size: number | null;
}

/** Options of `outputs.download`. */
export interface DownloadOptions extends Pick<CallOptions, 'signal' | 'retry'> {
  /** Milliseconds without a byte after which the connection is given up and made anew; 30,000. */
  timeout?: number | undefined;
  /** The byte to begin at, for whoever has those before; 0. */
  from?: number | undefined;
  /** Called after each piece. */
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/**
 * The content of a file, asked for as it is read: by `for await` piece by piece, as a stream, or whole. A
 * connection that breaks is taken up where it broke, and a link that has expired is renewed.
 */
export interface Download extends AsyncIterable<Uint8Array> {
  /** As a stream, which ends the download when it is cancelled. */
  stream(): ReadableStream<Uint8Array>;
  /** Whole, in memory. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** Whole, read as UTF-8. */
  text(): Promise<string>;
}

type Find = (path: string, options: CallOptions) => Promise<OutputFile>;

/** Downloads a file by its link, without the token. */
export function createDownload(
  { fetch, options: client }: Transport,
  target: OutputFile | string,
  find: Find,
  { signal: given, retry, timeout, from = 0, onProgress }: DownloadOptions = {},
): Download {
  const retries = retriesOf(client.retry, retry);
  const stall = timeout ?? timeoutsOf(client.timeout).attempt;
  const what = typeof target === 'string' ? target : target.path;

  async function* read(signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    const options: PartOptions = { fetch, signal, stall, what };
    let file = typeof target === 'string' ? await find(what, { signal, retry }) : target;
    const progress: DownloadProgress = { received: from, size: file.size };
    const version = createVersion(file, from > 0 && typeof target !== 'string');
    for (let failures = 0; ; ) {
      try {
        const part = await openPart(file.href, progress.received, version.isEncoded(), options);
        progress.size = acceptedSize(version, part);
        for await (const piece of readPart(part, options)) {
          progress.received += piece.length;
          failures = 0;
          onProgress?.({ ...progress });
          yield piece;
        }
        checkEnd(what, progress);
        return;
      } catch (error) {
        failures += 1;
        if (!isWorkflowApiError(error) || failures >= retries.attempts) throw error;
        if (isExpired(error)) {
          file = await find(what, { signal, retry });
          if (progress.received > 0) version.acceptListed(file);
        } else await sleep(delayAfter(error, failures, retries), signal);
      }
    }
  }

  const pieces = () => endable(given, read);
  return { [Symbol.asyncIterator]: pieces, stream: () => streamOf(pieces()), ...collectors(pieces) };
}

function acceptedSize(version: Version, part: Part): number | null {
  try {
    return version.accept(part);
  } catch (error) {
    discard(part.response);
    throw error;
  }
}

function collectors(pieces: () => AsyncIterable<Uint8Array>): Pick<Download, 'bytes' | 'text'> {
  const bytes = async () => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const piece of pieces()) {
      chunks.push(piece);
      size += piece.length;
    }
    return concatenate(chunks, size);
  };
  return { bytes, text: async () => new TextDecoder().decode(await bytes()) };
}

function streamOf(source: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await source.return();
    },
  });
}

function checkEnd(path: string, { received, size }: DownloadProgress): void {
  if (size === null || received === size) return;
  const message = `${path} ended after ${received} of ${size} bytes.`;
  if (received < size) throw new NetworkError('network', message, { retryable: true });
  throw fileChanged(message);
}

/** Milliseconds to wait before going on after an error that may pass; throws any other. */
function delayAfter(error: WorkflowApiError, failures: number, retries: RetryOptions): number {
  const asked = (error.retryAfter ?? 0) * 1000;
  if (!error.retryable || asked > retries.maxRetryAfter) throw error;
  return asked + jitter(failures, retries);
}

/** As stores say that a link is no longer good. */
function isExpired({ status }: WorkflowApiError): boolean {
  return status === 400 || status === 401 || status === 403 || status === 410;
}
