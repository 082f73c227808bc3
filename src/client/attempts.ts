import { sleep, within } from './abort.js';
import { isWorkflowApiError, type WorkflowApiError } from './errors.js';
import type { ClientOptions, RequestEvent, RetryOptions, Timeouts } from './options.js';
import { requestIdOf } from './responses.js';
import { delayBefore } from './retry.js';
import type { Tokens } from './tokens.js';

/** What a call means for whoever sends it. */
export interface Exchange {
  method: string;
  /** Whether the request may be sent again when it is not known what became of it. */
  repeatable: boolean;
  /** Whether the token goes with it. */
  secured: boolean;
  timeouts: Timeouts;
  retry: RetryOptions;
  signal: AbortSignal | undefined;
}

/** Sends a request once, says its address in the event, and reads its whole answer. */
export type Once<A> = (token: string | undefined, signal: AbortSignal, event: RequestEvent) => Promise<A>;

type Hooks = Pick<ClientOptions, 'onResponse' | 'onRetry' | 'logger'>;

/** Puts tokens, timeouts and retries around a way to send a request once. The answers of all statuses are returned. */
export function createAttempts(tokens: Tokens, hooks: Hooks) {
  return <A extends { response: Response }>(exchange: Exchange, once: Once<A>): Promise<A> =>
    within(exchange.timeouts.total, exchange.signal, async (signal) => {
      const endsAt = Date.now() + exchange.timeouts.total;
      for (let attempt = 1; ; attempt++) {
        const event: RequestEvent = { method: exchange.method, url: '', attempt };
        const timed = (token: string | undefined) => timedOnce(exchange, once, token, signal, event);
        const outcome = await authorized(exchange, timed).catch(keepOurs);
        const failed = isWorkflowApiError(outcome);
        const delay = delayBefore(outcome, attempt, exchange.repeatable, exchange.retry);
        if (delay === undefined || Date.now() + delay >= endsAt) {
          if (failed) throw outcome;
          return outcome;
        }
        reportRetry(event, delay, failed ? outcome.code : outcome.response.status);
        await sleep(delay, signal);
      }
    });

  /** One attempt, and one more with another token when the first is refused. */
  async function authorized<A extends { response: Response }>(
    { secured }: Exchange,
    timed: (token: string | undefined) => Promise<A>,
  ): Promise<A> {
    const token = secured ? await tokens.get() : undefined;
    const answer = await timed(token);
    const isRefused = answer.response.status === 401 && token !== undefined;
    const other = isRefused ? await tokens.replace(token) : undefined;
    return other === undefined ? answer : timed(other);
  }

  async function timedOnce<A extends { response: Response }>(
    { timeouts }: Exchange,
    once: Once<A>,
    token: string | undefined,
    signal: AbortSignal,
    event: RequestEvent,
  ): Promise<A> {
    const start = Date.now();
    const answer = await within(timeouts.attempt, signal, (signal) => once(token, signal, event));
    const { status } = answer.response;
    const ms = Date.now() - start;
    hooks.onResponse?.({ ...event, status, ms, requestId: requestIdOf(answer.response) });
    hooks.logger?.debug(`${event.method} ${pathOf(event)} ${status} ${ms} ms`);
    return answer;
  }

  function reportRetry(event: RequestEvent, delay: number, reason: number | string): void {
    hooks.onRetry?.({ ...event, delay, reason });
    hooks.logger?.warn(`${event.method} ${pathOf(event)} ${reason}: again in ${Math.round(delay)} ms`);
  }
}

/** Errors of other layers, such as middleware, are not ours to judge. */
function keepOurs(error: unknown): WorkflowApiError {
  if (isWorkflowApiError(error)) return error;
  throw error;
}

/** Without the query, since lines of a log are kept. */
function pathOf({ url }: RequestEvent): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
