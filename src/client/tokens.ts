import { within } from './abort.js';
import { now } from './clock.js';
import { AuthenticationError, isWorkflowApiError } from './errors.js';
import { keepSecret } from './redact.js';
import { isRecord } from './responses.js';

/** A token, or a function that gets a fresh one: from a login, a session, a file. */
export type TokenSource = string | (() => string | Promise<string>);

/** Gives out the token that is to be sent now. */
export interface Tokens {
  /** Undefined when the client was made without a token; a promise only where there is something to wait for. */
  get(): string | undefined | Promise<string>;
  /** A token to try after `refused` was answered 401; undefined when there is no other. */
  replace(refused: string): Promise<string | undefined>;
}

// A token is replaced this long before it expires, so that it does not do so on its way.
const margin = 30_000;

/**
 * Tokens of a source. A function is asked once for all the calls that wait for it, and again shortly before
 * what it gave expires or once that is refused; a token that does not say when it expires is asked for each time.
 */
export function createTokens(source: TokenSource | undefined, timeout: number): Tokens {
  let current: string | Promise<string> | undefined;
  let until = 0;

  const ask = (ask: () => string | Promise<string>): Promise<string> => {
    const asked = within(timeout, undefined, async () => ask())
      .then(checkToken)
      .catch((cause: unknown) => {
        throw isWorkflowApiError(cause, 'AuthenticationError') ? cause : unavailable(cause);
      });
    current = asked;
    until = Number.POSITIVE_INFINITY;
    const settle = (time: number, token?: string) => {
      if (current !== asked) return;
      current = token;
      until = time;
    };
    asked.then(
      (token) => settle(now() + lifeOf(token) - margin, token),
      () => settle(0),
    );
    return asked;
  };

  if (source === undefined) return { get: () => undefined, replace: async () => undefined };
  if (typeof source === 'string') return { get: () => checkToken(source), replace: async () => undefined };
  const get = () => (current !== undefined && now() < until ? current : ask(source));
  return {
    get,
    async replace(refused) {
      // Another call may have replaced it already, or be about to: all that were refused together come here.
      await Promise.resolve(current).catch(() => undefined);
      const token = current === refused ? await ask(source) : await get();
      return token === refused ? undefined : token;
    },
  };
}

function checkToken(token: unknown): string {
  const trimmed = typeof token === 'string' ? token.trim() : '';
  // Anything else would be refused by Headers, with the token in the message.
  if (/^[\x21-\x7e]+$/.test(trimmed)) {
    keepSecret(trimmed);
    return trimmed;
  }
  throw new AuthenticationError('invalid-token', 'The token is empty or holds characters that no token has.');
}

function unavailable(cause: unknown): AuthenticationError {
  const isOurs = isWorkflowApiError(cause);
  // What other errors say may be about the secret.
  const message = `The token could not be had: ${isOurs ? cause.message : 'the function that gets it failed.'}`;
  const retryable = isOurs && cause.retryable;
  return new AuthenticationError('token-unavailable', message, { cause, retryable });
}

/** Milliseconds for which a JSON Web Token that has just come is good; 0 when it does not say. */
function lifeOf(token: string): number {
  const { exp, iat } = claimsOf(token);
  if (typeof exp !== 'number') return 0;
  const left = exp * 1000 - Date.now();
  // A new token that is over already tells of a clock that is wrong: by the server's, its life begins.
  return left <= 0 && typeof iat === 'number' ? (exp - iat) * 1000 : left;
}

function claimsOf(token: string): { exp?: unknown; iat?: unknown } {
  try {
    const payload: unknown = JSON.parse(
      atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')),
    );
    return isRecord(payload) ? payload : {};
  } catch {
    return {};
  }
}
