import { EngineError } from '../../engine.js';
import type { AirflowVersion } from '../airflow/transport.js';
import type { WebLogin } from './token.js';

/** What a login gives. */
export interface Session {
  baseUrl: string;
  version: AirflowVersion;
  /** What authenticates requests. */
  headers: Record<string, string>;
}

export interface LoginOptions {
  createToken: (signal: AbortSignal) => Promise<WebLogin>;
  scheme: 'http:' | 'https:';
  fetch: typeof fetch;
}

// The plugin that logs in moved with Airflow 3, and what it gives is a token there.
const forms = {
  v1: {
    path: '/aws_mwaa/login',
    cookie: 'session',
    header: (value: string) => ({ cookie: `session=${value}` }),
  },
  v2: {
    path: '/pluginsv2/aws_mwaa/login',
    cookie: '_token',
    header: (value: string) => ({ authorization: `Bearer ${value}` }),
  },
} as const;

/** Logs in to the web server, at the place where this version of Airflow has it: the last one that worked goes first. */
export function createLogin(options: LoginOptions): (signal: AbortSignal) => Promise<Session> {
  let order: readonly AirflowVersion[] = ['v1', 'v2'];
  return async (signal) => {
    const answers: string[] = [];
    for (const version of order) {
      const outcome = await logIn(version, options, signal);
      if (typeof outcome === 'object') {
        order = version === 'v1' ? ['v1', 'v2'] : ['v2', 'v1'];
        return outcome;
      }
      answers.push(`${forms[version].path} answered ${outcome}`);
    }
    throw new EngineError('failed', 'The workflow engine refused this server.', {
      cause: new Error(answers.join(', ')),
    });
  };
}

/** The session, or the status of an answer that gave none. */
async function logIn(version: AirflowVersion, options: LoginOptions, signal: AbortSignal) {
  // Each try has a token of its own: a token that was shown once may be spent.
  const { hostname, token } = await options.createToken(signal);
  const { path, cookie, header } = forms[version];
  const baseUrl = `${options.scheme}//${hostname}`;
  const response = await options.fetch(`${baseUrl}${path}`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
    redirect: 'manual',
    signal,
  });
  await response.body?.cancel();
  if (response.status === 429 || response.status >= 500) {
    throw new EngineError('unavailable', 'The workflow engine is not ready.', {
      cause: new Error(`${path} answered ${response.status}`),
    });
  }
  const value = cookieOf(response, cookie);
  const isIn = response.status < 400 && value !== undefined;
  return isIn ? { baseUrl, version, headers: header(value) } : response.status;
}

function cookieOf(response: Response, name: string): string | undefined {
  const found = response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  return /^[^=]*=([^;]+)/.exec(found ?? '')?.[1];
}
