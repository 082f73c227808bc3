import { within } from './abort.js';
import { AuthenticationError, isWorkflowApiError } from './errors.js';

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
      (token) => settle(expiryOf(token) - margin, token),
      () => settle(0),
    );
    return asked;
  };

  if (source === undefined) return { get: () => undefined, replace: async () => undefined };
  if (typeof source === 'string') return { get: () => checkToken(source), replace: async () => undefined };
  const get = () => (current !== undefined && Date.now() < until ? current : ask(source));
  return {
    get,
    async replace(refused) {
      // Another call may have replaced it already.
      const latest = await Promise.resolve(current).catch(() => undefined);
      const token = latest === refused ? await ask(source) : await get();
      return token === refused ? undefined : token;
    },
  };
}

function checkToken(token: unknown): string {
  const trimmed = typeof token === 'string' ? token.trim() : '';
  // Anything else would be refused by Headers, with the token in the message.
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  throw new AuthenticationError('invalid-token', 'The token is empty or holds characters that no token has.');
}

function unavailable(cause: unknown): AuthenticationError {
  const retryable = isWorkflowApiError(cause) && cause.retryable;
  return new AuthenticationError('token-unavailable', 'The function that gets the token failed.', {
    cause,
    retryable,
  });
}

/** When a JSON Web Token expires, in milliseconds since 1970; 0 when it does not say. */
function expiryOf(token: string): number {
  try {
    const payload: unknown = JSON.parse(
      atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')),
    );
    const exp = typeof payload === 'object' && payload !== null && 'exp' in payload ? payload.exp : 0;
    return typeof exp === 'number' ? exp * 1000 : 0;
  } catch {
    return 0;
  }
}
