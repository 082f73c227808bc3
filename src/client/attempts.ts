import { sleep, until, within } from './abort.js';
import { now } from './clock.js';
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
  /** Called with the answer or the error of each request. */
  onOutcome: ((outcome: unknown) => void) | undefined;
}

/** Sends a request once, says its address in the event, and reads its whole answer. */
export type Once<A> = (token: string | undefined, signal: AbortSignal, event: RequestEvent) => Promise<A>;

type Hooks = Pick<ClientOptions, 'onResponse' | 'onRetry' | 'logger'>;

/** Puts tokens, timeouts and retries around a way to send a request once. The answers of all statuses are returned. */
export function createAttempts(tokens: Tokens, hooks: Hooks) {
  return async <A extends { response: Response }>(exchange: Exchange, once: Once<A>): Promise<A> => {
    const { method, repeatable, retry, signal, timeouts } = exchange;
    const endsAt = now() + timeouts.total;
    for (let attempt = 1; ; attempt++) {
      const event: RequestEvent = { method, url: '', attempt };
      const outcome = await authorized(exchange, endsAt, event, once).catch(keepOurs);
      const failed = isWorkflowApiError(outcome);
      const delay = delayBefore(outcome, attempt, repeatable, retry);
      if (delay === undefined || now() + delay >= endsAt) {
        if (failed) throw outcome;
        return outcome;
      }
      reportRetry(event, delay, failed ? outcome.code : outcome.response.status);
      await sleep(delay, signal);
    }
  };

  /** One attempt, and one more with another token when the first is refused. */
  async function authorized<A extends { response: Response }>(
    { secured, signal, timeouts, onOutcome }: Exchange,
    endsAt: number,
    event: RequestEvent,
    once: Once<A>,
  ): Promise<A> {
    const left = () => Math.max(0, endsAt - now());
    const timed = async (token: string | undefined) => {
      const start = now();
      // One timer for both limits: an abort controller is most of what this layer costs.
      const limit = Math.min(timeouts.attempt, left());
      const answer = await noted(
        onOutcome,
        within(limit, signal, (signal) => once(token, signal, event)),
      );
      reportResponse(event, answer.response, Math.round(now() - start));
      return answer;
    };
    const given = secured ? tokens.get() : undefined;
    const token = given instanceof Promise ? await until(left(), signal, given) : given;
    const answer = await timed(token);
    if (answer.response.status !== 401 || token === undefined) return answer;
    const other = await until(left(), signal, tokens.replace(token));
    return other === undefined ? answer : timed(other);
  }

  function reportResponse(event: RequestEvent, response: Response, ms: number): void {
    const { status } = response;
    hooks.onResponse?.({ ...event, status, ms, requestId: requestIdOf(response) });
    hooks.logger?.debug(`${event.method} ${pathOf(event)} ${status} ${ms} ms`);
  }

  function reportRetry(event: RequestEvent, delay: number, reason: number | string): void {
    hooks.onRetry?.({ ...event, delay, reason });
    hooks.logger?.warn(`${event.method} ${pathOf(event)} ${reason}: again in ${Math.round(delay)} ms`);
  }
}

function noted<A>(note: ((outcome: unknown) => void) | undefined, request: Promise<A>): Promise<A> {
  if (note !== undefined) request.then(note, note);
  return request;
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
