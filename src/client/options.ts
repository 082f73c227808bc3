import type { Middleware } from 'openapi-fetch';
import { ValidationError } from './errors.js';
import type { TokenSource } from './tokens.js';

/** How long things may take, in milliseconds. */
export interface Timeouts {
  /** One request with its whole answer; 30,000. */
  attempt: number;
  /** A call with all its retries and the waits between them; 120,000. */
  total: number;
}

/** How requests are repeated, where repeating does no harm. */
export interface RetryOptions {
  /** How often a request is sent at most; 4. */
  attempts: number;
  /** The first wait in milliseconds, doubled each time and taken at random up to that; 300. */
  baseDelay: number;
  /** The longest wait in milliseconds that the client chooses itself; 10,000. */
  maxDelay: number;
  /** The longest wait in milliseconds that a server's `Retry-After` can ask for; 60,000. */
  maxRetryAfter: number;
}

/** How often runs that are waited for, and logs that are followed, are looked at. All waits for one workflow share the looks. */
export interface Polling {
  /** Milliseconds between two looks while things change; 1,000. */
  least: number;
  /** Milliseconds to which that grows while nothing does; 15,000. */
  most: number;
}

/** What every call takes. */
export interface CallOptions {
  /** Ends the call, and its waits and retries, at once. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call, or its {@link Timeouts}. */
  timeout?: number | Partial<Timeouts> | undefined;
  /** `false` sends each request once. */
  retry?: false | Partial<RetryOptions> | undefined;
}

/** A request about to be sent. */
export interface RequestEvent {
  /** In upper case. */
  method: string;
  /** With its query; of the API, and never a signed link. */
  url: string;
  /** From 1. */
  attempt: number;
}

/** An answer that has arrived. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status. */
  status: number;
  /** Milliseconds since the request was sent. */
  ms: number;
  /** What the server or its gateway calls the request; undefined when neither says. */
  requestId: string | undefined;
}

/** A request about to be repeated. */
export interface RetryEvent extends RequestEvent {
  /** Milliseconds until then. */
  delay: number;
  /** The status or the code of the error for which it is repeated. */
  reason: number | string;
}

/** What `console` and most loggers offer. */
export interface Logger {
  /** Gets the answers. */
  debug(message: string): void;
  /** Gets the retries. */
  warn(message: string): void;
}

/** Options of `createClient`. */
export interface ClientOptions {
  /** The address of the API with its stage, such as `https://host/dev`. */
  baseUrl: string;
  /** A LabCAS token, or a function that gets one. Sent to the origin of `baseUrl` only. */
  token?: TokenSource | undefined;
  /** Used instead of the global fetch. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Milliseconds for a whole call, or its {@link Timeouts}; what each call may say otherwise. */
  timeout?: number | Partial<Timeouts> | undefined;
  /** `false` sends each request once; what each call may say otherwise. */
  retry?: false | Partial<RetryOptions> | undefined;
  /** How often `runs.wait`, `runs.watch` and a log that is followed look. */
  polling?: Partial<Polling> | undefined;
  /**
   * `'1.0'` says that the server is the first deployment, so that nothing is tried that it does not have. Browsers
   * need it: they may not read the answers by which the client would find out.
   */
  compatibility?: '1.0' | undefined;
  /** Sent with every request to the API. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Middleware of openapi-fetch; it sees every attempt of a call, before the token is added. */
  middleware?: readonly Middleware[] | undefined;
  /** Called before each request is sent, repeated ones too. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called when an answer has arrived, whatever its status. */
  onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Called before each wait for a repetition. */
  onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Gets a line for each answer and each retry, without tokens and queries. */
  logger?: Logger | undefined;
}

const timeouts: Timeouts = { attempt: 30_000, total: 120_000 };
const polling: Polling = { least: 1000, most: 15_000 };
const retries: RetryOptions = { attempts: 4, baseDelay: 300, maxDelay: 10_000, maxRetryAfter: 60_000 };

/** The timeouts of a call: its own, else the client's, else the defaults. */
export function timeoutsOf(...layers: CallOptions['timeout'][]): Timeouts {
  const asObject = (layer: CallOptions['timeout']) => (typeof layer === 'number' ? { total: layer } : layer);
  return checkNumbers('timeout', Object.assign({ ...timeouts }, ...layers.map(asObject)));
}

/** The retries of a call: its own, else the client's, else the defaults. */
export function retriesOf(...layers: CallOptions['retry'][]): RetryOptions {
  const asObject = (layer: CallOptions['retry']) => (layer === false ? { attempts: 1 } : layer);
  return checkNumbers('retry', Object.assign({ ...retries }, ...layers.map(asObject)));
}

/** The client's polling, else the defaults. */
export function pollingOf(layer: ClientOptions['polling']): Polling {
  return checkNumbers('polling', Object.assign({ ...polling }, layer));
}

function checkNumbers<T extends object>(option: string, numbers: T): T {
  for (const [name, value] of Object.entries(numbers)) {
    if (typeof value !== 'number' || !(value >= 0)) {
      throw new ValidationError('invalid-option', `${option}.${name} must be a number of 0 or more.`);
    }
  }
  return numbers;
}

/** Checks the address of the API and takes the final `/` off. */
export function checkBaseUrl(given: string): string {
  // From JavaScript it may be a URL.
  const baseUrl = String(given);
  const refuse = (reason: string) => new ValidationError('invalid-base-url', `baseUrl ${reason}`);
  if (!URL.canParse(baseUrl)) throw refuse('must be an absolute address such as https://host/dev.');
  const url = new URL(baseUrl);
  if (!/^https?:$/.test(url.protocol)) throw refuse('must begin with https:// or http://.');
  if (url.username || url.password) throw refuse('must not hold a user or password: use the option token.');
  if (baseUrl.includes('?') || baseUrl.includes('#')) throw refuse('must not have a query or a fragment.');
  return url.href.replace(/\/+$/, '');
}
