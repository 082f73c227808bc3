import type { Engine } from '../engine.js';
import { cached } from './airflow/credentials.js';
import type { HistoryLimits } from './airflow/history.js';
import { type AirflowTransport, createHttpTransport, explain } from './airflow/transport.js';
import { createAirflowEngine } from './airflow.js';
import { createLogin, type Session } from './mwaa/session.js';
import { createTokenSource, type WebLoginOptions } from './mwaa/token.js';

export interface MwaaEngineOptions extends WebLoginOptions {
  history?: Partial<HistoryLimits> | undefined;
  /** For one call, in milliseconds. */
  timeout?: number | undefined;
  fetch?: typeof fetch | undefined;
}

/** How long a session is used, in milliseconds; what AWS promises is not known, and reports say hours. */
const maxSessionAge = 3_600_000;

/** Runs workflows on an environment of Amazon MWAA, whichever of Airflow 2 and 3 it has. */
export function createMwaaEngine({ history, ...options }: MwaaEngineOptions): Engine {
  const transport = createMwaaTransport(options);
  return createAirflowEngine({ transport, ...(history === undefined ? {} : { history }) });
}

/**
 * Talks to the web server of an MWAA environment in a session: one login serves all until it is an hour old or
 * refused, and then one more does.
 */
export function createMwaaTransport(options: Omit<MwaaEngineOptions, 'history'>): AirflowTransport {
  const { endpoint, timeout = 8_000, fetch: call = fetch } = options;
  const login = createLogin({
    createToken: createTokenSource(options),
    // Whoever stands in for AWS without TLS does so for the web server too.
    scheme: endpoint?.startsWith('http:') ? 'http:' : 'https:',
    fetch: call,
  });
  let current: { session: Session; transport: AirflowTransport } | undefined;

  const credentials = cached(async (signal) => {
    const session = await login(signal);
    if (current?.session.baseUrl !== session.baseUrl || current.session.version !== session.version) {
      const { baseUrl, version } = session;
      current = {
        session,
        transport: createHttpTransport({ baseUrl, version, credentials, timeout, fetch: call }),
      };
    }
    return session.headers;
  }, maxSessionAge);

  async function open(): Promise<AirflowTransport> {
    if (current === undefined) {
      const signal = AbortSignal.timeout(timeout);
      await credentials(undefined, signal).catch((error: unknown) => Promise.reject(explain(error, signal)));
    }
    return current?.transport ?? open();
  }

  return {
    version: async () => (await open()).version(),
    send: async (request) => (await open()).send(request),
  };
}
