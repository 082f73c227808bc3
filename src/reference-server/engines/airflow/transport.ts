import { EngineError } from '../../engine.js';

/** One call of Airflow's REST API. `path` is below `/api/v1` or `/api/v2`, its parts percent-encoded. */
export interface AirflowRequest {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  query?: Record<string, string | number | boolean>;
  body?: unknown;
  accept?: 'application/json' | 'text/plain';
  /** When the call must be over, in milliseconds of `Date.now()`; it may be before its own time is. */
  until?: number;
}

export interface AirflowResponse {
  status: number;
  /** The parsed body where it is JSON, else its text. */
  body: unknown;
}

/** Sends requests to one Airflow, authenticated; fails with an `EngineError` only. */
export interface AirflowTransport {
  version(): Promise<AirflowVersion>;
  send(request: AirflowRequest): Promise<AirflowResponse>;
}

/** The stable REST API: v1 of Airflow 2, v2 of Airflow 3. */
export type AirflowVersion = 'v1' | 'v2';

/** The headers that authenticate; `refused` are those that Airflow has just refused, so that they are renewed. */
export type Credentials = (
  refused: Record<string, string> | undefined,
  signal: AbortSignal,
) => Promise<Record<string, string>>;

export interface HttpTransportOptions {
  /** The address of the web server, without `/api/v1`. */
  baseUrl: string;
  credentials: Credentials;
  /** Found out by asking both when not given. */
  version?: AirflowVersion;
  /** For one call, in milliseconds; the gateway in front of the API gives up after 29,000. */
  timeout?: number;
  fetch?: typeof fetch;
}

// A log is the largest thing that is read; a proxy that streams without end must not fill the memory.
const maxBytes = 32 * 1024 * 1024;

/** Talks to the web server of an Airflow over HTTP. */
export function createHttpTransport(options: HttpTransportOptions): AirflowTransport {
  const { credentials, timeout = 8_000 } = options;
  const base = options.baseUrl.replace(/\/+$/, '');
  const call = options.fetch ?? fetch;
  let known: Promise<AirflowVersion> | undefined = options.version && Promise.resolve(options.version);

  async function attempt(url: string, init: RequestInit, signal: AbortSignal): Promise<AirflowResponse> {
    try {
      // A redirect is a login page; following it would carry the credentials elsewhere.
      const response = await call(url, { ...init, signal, redirect: 'manual' });
      return { status: response.status, body: parse(await readText(response)) };
    } catch (error) {
      throw explain(error, signal);
    }
  }

  async function detect(): Promise<AirflowVersion> {
    for (const version of ['v2', 'v1'] as const) {
      const { status, body } = await attempt(
        `${base}/api/${version}/version`,
        {},
        AbortSignal.timeout(timeout),
      );
      if (status === 200 && typeof body === 'object') return version;
      if (status === 429 || status >= 500) throw failureOf(status);
    }
    throw new EngineError(
      'failed',
      'The address of the workflow engine answers, but not as an Airflow does.',
    );
  }

  function version(): Promise<AirflowVersion> {
    known ??= detect().catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  }

  async function authenticated(request: AirflowRequest, refused: Record<string, string> | undefined) {
    const url = `${base}/api/${await version()}${request.path}${queryOf(request.query)}`;
    const left = Math.max(0, (request.until ?? Number.POSITIVE_INFINITY) - Date.now());
    const signal = AbortSignal.timeout(Math.min(timeout, left));
    const credential = await credentials(refused, signal).catch((error) => {
      throw explain(error, signal);
    });
    return { credential, response: await attempt(url, initOf(request, credential), signal) };
  }

  return {
    version,
    async send(request) {
      let { credential, response } = await authenticated(request, undefined);
      // A session that has expired shows as one of these; nothing was done yet, so it is safe to repeat.
      if (isRefusal(response.status)) ({ response } = await authenticated(request, credential));
      if (isRefusal(response.status))
        throw new EngineError('failed', 'The workflow engine refused this server.');
      if (response.status === 429 || response.status >= 500) throw failureOf(response.status);
      // Airflow says in JSON what it does not have; a page in HTML is that of a proxy, which says nothing of runs.
      if (response.status === 404 && typeof response.body === 'string') throw failureOf(404);
      return response;
    },
  };
}

function initOf({ method, accept, body }: AirflowRequest, credential: Record<string, string>): RequestInit {
  const headers = { accept: accept ?? 'application/json', ...credential };
  if (body === undefined) return { method, headers };
  return {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403 || (status >= 300 && status < 400);
}

/** What an answer other than the wanted one means. */
export function failureOf(status: number): EngineError {
  const cause = new Error(`Airflow answered ${status}`);
  if (status === 429)
    return new EngineError('busy', 'The workflow engine is asked too often.', { retryAfter: 5, cause });
  if (status === 504)
    return new EngineError('timeout', 'The workflow engine took too long to answer.', { cause });
  if (status === 502 || status === 503) {
    return new EngineError('unavailable', 'The workflow engine is not ready.', { cause });
  }
  return new EngineError('failed', 'The workflow engine failed.', { cause });
}

/** Turns what `fetch` throws into what the port promises. */
export function explain(error: unknown, signal: AbortSignal): EngineError {
  if (error instanceof EngineError) return error;
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  if (signal.aborted || isLate)
    return new EngineError('timeout', 'The workflow engine took too long to answer.', { cause: error });
  return new EngineError('unavailable', 'The workflow engine cannot be reached.', { cause: error });
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  if (!response.body) return text;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw new EngineError('failed', 'The workflow engine answered with more than can be read.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function queryOf(query: AirflowRequest['query'] = {}): string {
  const pairs = Object.entries(query).map(([name, value]) => [name, String(value)]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}
