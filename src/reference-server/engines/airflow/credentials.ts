import { EngineError } from '../../engine.js';
import type { Credentials } from './transport.js';

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
  return async (refused, signal) => {
    const isFresh = current && current.headers !== refused && Date.now() - current.since <= maxAge;
    if (current && isFresh) return current.headers;
    pending ??= login(signal).finally(() => {
      pending = undefined;
    });
    const headers = await pending;
    current = { headers, since: Date.now() };
    return headers;
  };
}
