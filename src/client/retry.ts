import { isWorkflowApiError, type WorkflowApiError } from './errors.js';
import type { RetryOptions } from './options.js';
import { retryAfterOf, transientStatuses } from './responses.js';

/** What became of one attempt. */
export type Outcome = { response: Response } | WorkflowApiError;

/** Milliseconds to wait before the next attempt; undefined when there is to be none. */
export function delayBefore(
  outcome: Outcome,
  attempt: number,
  repeatable: boolean,
  retry: RetryOptions,
): number | undefined {
  if (attempt >= retry.attempts || !mayRepeat(outcome, repeatable)) return undefined;
  const asked = isWorkflowApiError(outcome) ? 0 : (retryAfterOf(outcome.response) ?? 0) * 1000;
  return asked > retry.maxRetryAfter ? undefined : asked + jitter(attempt, retry);
}

/** Full jitter: milliseconds to wait after so many failures, at random up to a bound that doubles. */
export function jitter(failures: number, { baseDelay, maxDelay }: RetryOptions): number {
  return Math.random() * Math.min(maxDelay, baseDelay * 2 ** (failures - 1));
}

// Errors from before anything was sent.
const unsent = new Set(['unreachable', 'token-unavailable']);

function mayRepeat(outcome: Outcome, repeatable: boolean): boolean {
  if (isWorkflowApiError(outcome)) return outcome.retryable && (repeatable || unsent.has(outcome.code));
  const { status } = outcome.response;
  // Whoever is answered 429 has not been served, so that anything may be sent again.
  return status === 429 || (repeatable && transientStatuses.has(status));
}
