import type { OperationId } from '../../src/generated/operations.js';
import { type Effect, effectOfRequest } from './case.js';
import { ContractFailure, UnreachableError, UnsafeRequestError } from './errors.js';
import type { Exchange, ExchangeRequest, Unanswered } from './exchange.js';
import type { Identity } from './identities.js';
import { type ContractOptions, isLocal, refusalOf } from './options.js';
import { checkExchange } from './oracle.js';
import { createPace } from './pace.js';
import type { Finding } from './report.js';
import { findOperation, findPath } from './routes.js';
import { networkFetch } from './wire.js';

/** A request as it is to be sent. */
export interface Outgoing {
  method: string;
  /** Path and query below the base URL; or an absolute address. */
  target: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array<ArrayBuffer> | null;
  identity: Identity;
}

/** On whose behalf requests are sent: what they may do at most, and where they are noted. */
export interface Scope {
  name: string;
  effect: Effect;
  /** How many requests it may send: more are a loop that the server leads into. */
  limit: number;
  exchanges: (Exchange | Unanswered)[];
  findings: Finding[];
  /** The exchanges that findings are about, one for each finding. */
  culprits: (Exchange | Unanswered)[];
}

/** Sends a request, holds its answer against the document, and notes both. */
export type Send = (outgoing: Outgoing, scope: Scope) => Promise<Exchange>;

/** A scope in which nothing has been sent. */
export function createScope(name: string, effect: Effect, limit = 500): Scope {
  return { name, effect, limit, exchanges: [], findings: [], culprits: [] };
}

/** The one way in which the suite sends anything; it refuses what the options do not allow. */
export function createSender(options: ContractOptions, userAgent: string): Send {
  const base = options.baseUrl.replace(/\/+$/, '');
  const basePath = new URL(base).pathname.replace(/\/$/, '');
  const wire = options.fetch ?? networkFetch;
  const pace = createPace(options.rate ?? (isLocal(options) ? undefined : 2));
  return async (outgoing, scope) => {
    const { operation, target, link, url } = route(outgoing, base);
    refuseUnsafe(outgoing.method, target, operation, scope, options);
    if (scope.exchanges.length >= scope.limit) {
      throw new ContractFailure(
        'semantics',
        'an end',
        `more than ${scope.limit} requests`,
        scope.exchanges.at(-1),
      );
    }
    await pace();
    const headers = { ...outgoing.headers, 'User-Agent': userAgent };
    const request = describe(outgoing, url, headers);
    const started = performance.now();
    const elapsed = () => performance.now() - started;
    const signal = AbortSignal.timeout(options.timeout ?? 30_000);
    try {
      const { method, body, identity } = outgoing;
      const sent = new Request(url, { method, headers, body, signal, redirect: 'manual' });
      const response = await (target === null ? fetch(sent) : wire(sent, { basePath, target }));
      const whole = await read(response);
      const exchange = { operation, link, identity, request, ms: elapsed(), ...whole };
      note(exchange, scope);
      return exchange;
    } catch (error) {
      const reason = reasonOf(error);
      scope.exchanges.push({ operation, request, status: null, ms: elapsed(), reason });
      throw new UnreachableError(reason, { cause: error });
    }
  };
}

/** Where a request goes: an address below the base URL is one of the API, or a link to a file; others are links. */
function route({ method, target: given }: Outgoing, base: string) {
  const absolute = /^https?:/.test(given);
  if (absolute && !given.startsWith(`${base}/`))
    return { operation: null, target: null, link: true, url: given };
  const target = absolute ? given.slice(base.length) : given;
  const operation = findOperation(method, target)?.operationId ?? null;
  return { operation, target, link: absolute && findPath(target) === undefined, url: base + target };
}

function refuseUnsafe(
  method: string,
  target: string | null,
  operation: OperationId | null,
  scope: Scope,
  options: ContractOptions,
): void {
  const effect = effectOfRequest(method, operation ?? undefined);
  const undeclared = ranks[effect] > ranks[scope.effect] ? `it is declared '${scope.effect}'` : undefined;
  const refusal = refusalOf(effect, options) ?? undeclared;
  if (refusal !== undefined)
    throw new UnsafeRequestError(`${scope.name} may not send ${method} ${target ?? 'a link'}: ${refusal}`);
}

const ranks: Readonly<Record<Effect, number>> = { read: 0, creates: 1, changes: 2 };

function describe(
  { method, body }: Outgoing,
  url: string,
  headers: Readonly<Record<string, string>>,
): ExchangeRequest {
  return { method, url, headers, body: body instanceof Uint8Array ? `${body.byteLength} bytes` : body };
}

async function read(
  response: Response,
): Promise<Pick<Exchange, 'status' | 'headers' | 'bytes' | 'text' | 'json'>> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  return { status: response.status, headers: response.headers, bytes, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function note(exchange: Exchange, scope: Scope): void {
  scope.exchanges.push(exchange);
  for (const finding of checkExchange(exchange)) {
    scope.findings.push(finding);
    scope.culprits.push(exchange);
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? cause.message || cause.name : String(cause);
  return `no answer came: ${text}`;
}
