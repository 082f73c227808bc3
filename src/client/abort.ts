import { AbortedError, isWorkflowApiError, TimeoutError, type WorkflowApiError } from './errors.js';

// Longer timers fire at once.
const longestTimer = 2 ** 31 - 1;

/** Ends `work` and its signal after `ms` milliseconds or when `parent` aborts, even if the work does not listen. */
export function within<T>(
  ms: number,
  parent: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
  onTimeout?: () => WorkflowApiError,
): Promise<T> {
  if (parent?.aborted) return Promise.reject(abortError(parent));
  // Nothing is begun for which there is no time.
  if (ms <= 0) return Promise.reject(onTimeout?.() ?? timeoutError(ms));
  const controller = new AbortController();
  const end = (error: WorkflowApiError) => controller.abort(error);
  return until(ms, parent, work(controller.signal), onTimeout, end);
}

/** Waits for a promise no longer than `ms` milliseconds and until `parent` aborts; then calls `end`. */
export function until<T>(
  ms: number,
  parent: AbortSignal | undefined,
  promise: Promise<T>,
  onTimeout: () => WorkflowApiError = () => timeoutError(ms),
  end: (error: WorkflowApiError) => void = () => undefined,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = (error: WorkflowApiError) => {
      reject(error);
      end(error);
    };
    const onAbort = () => parent && stop(abortError(parent));
    const timer = setTimeout(() => stop(onTimeout()), Math.min(ms, longestTimer));
    const settle = () => {
      clearTimeout(timer);
      parent?.removeEventListener('abort', onAbort);
    };
    if (parent?.aborted) onAbort();
    parent?.addEventListener('abort', onAbort);
    promise.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
}

/** Waits; rejects at once when the signal aborts. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal));
    const onAbort = () => {
      clearTimeout(timer);
      if (signal) reject(abortError(signal));
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      },
      Math.min(ms, longestTimer),
    );
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Why a signal aborted: our own reason, or the caller's wrapped in one of ours. */
export function abortError(signal: AbortSignal): WorkflowApiError {
  const cause: unknown = signal.reason;
  if (isWorkflowApiError(cause)) return cause;
  // What AbortSignal.timeout() gives.
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return new TimeoutError('timeout', 'The time that the caller allowed has passed.', {
      retryable: true,
      cause,
    });
  }
  return new AbortedError('aborted', 'The call was aborted.', { cause });
}

function timeoutError(ms: number): TimeoutError {
  return new TimeoutError('timeout', `There was no complete answer within ${ms} ms.`, { retryable: true });
}
