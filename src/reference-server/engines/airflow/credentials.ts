import { EngineError } from '../../engine.js';
import { type Credentials, failureOf } from './transport.js';

/** HTTP Basic, where Airflow 2 has `airflow.api.auth.backend.basic_auth`. */
export function basicCredentials(username: string, password: string): Credentials {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  return async () => ({ authorization });
}

/** A bearer token that is managed elsewhere. */
export function bearerCredentials(token: string): Credentials {
  return async () => ({ authorization: `Bearer ${token}` });
}

/** The cookie of a logged-in user of the web server. */
export function sessionCredentials(session: string): Credentials {
  return async () => ({ cookie: `session=${session}` });
}

export interface TokenLoginOptions {
  baseUrl: string;
  username: string;
  password: string;
  fetch?: typeof fetch;
}

/** Airflow 3: logs in at `/auth/token` and again when the token is refused. */
export function tokenLoginCredentials({
  baseUrl,
  username,
  password,
  fetch: call = fetch,
}: TokenLoginOptions): Credentials {
  const url = `${baseUrl.replace(/\/+$/, '')}/auth/token`;
  return cached(async (signal) => {
    const response = await call(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ username, password }),
      redirect: 'manual',
      signal,
    });
    if (response.status === 429 || response.status >= 500) throw failureOf(response.status);
    const body: unknown = await response.json().catch(() => undefined);
    const token =
      response.ok && typeof body === 'object' && body !== null && 'access_token' in body && body.access_token;
    if (typeof token !== 'string') {
      throw new EngineError('failed', 'The workflow engine refused this server.', {
        cause: new Error(`login answered ${response.status}`),
      });
    }
    return { authorization: `Bearer ${token}` };
  });
}

// A login serves all that wait for it, so the deadline of none of them ends it.
const loginTime = 8_000;

/**
 * Keeps what `login` gives until it is refused or older than `maxAge` ms; callers at the same time share one
 * login, and one that was refused what has been renewed since gets the new without another login.
 */
export function cached(
  login: (signal: AbortSignal) => Promise<Record<string, string>>,
  maxAge = Number.POSITIVE_INFINITY,
): Credentials {
  let pending: Promise<Record<string, string>> | undefined;
  let current: { headers: Record<string, string>; since: number } | undefined;

  async function renew(): Promise<Record<string, string>> {
    const headers = await login(AbortSignal.timeout(loginTime));
    current = { headers, since: Date.now() };
    return headers;
  }

  return (refused, signal) => {
    const isFresh = current && current.headers !== refused && Date.now() - current.since <= maxAge;
    if (current && isFresh) return Promise.resolve(current.headers);
    pending ??= renew().finally(() => {
      pending = undefined;
    });
    return unlessAborted(pending, signal);
  };
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  return Promise.race([work, aborted]);
}
