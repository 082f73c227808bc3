import type { OperationId } from '../../src/generated/operations.js';
import { blockedBy } from './block-page.js';
import { type Effect, effectOfRequest } from './case.js';
import { ContractFailure, SkipCase, UnreachableError, UnsafeRequestError } from './errors.js';
import type { Exchange, ExchangeRequest, Unanswered } from './exchange.js';
import type { Identity } from './identities.js';
import { type ContractOptions, isLocal, type WireInfo } from './options.js';
import { checkExchange } from './oracle.js';
import { createPace } from './pace.js';
import { type Permission, ranks } from './permission.js';
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
  /** Says what in front of the API refused one of its requests. */
  blocked?: string;
}

/** Sends a request, holds its answer against the document, and notes both. */
export type Send = (outgoing: Outgoing, scope: Scope) => Promise<Exchange>;

/** A scope in which nothing has been sent. */
export function createScope(name: string, effect: Effect, limit = 500): Scope {
  return { name, effect, limit, exchanges: [], findings: [], culprits: [] };
}

export interface SenderOptions {
  permission: Permission;
  userAgent: string;
  /** Told of each request that may leave, before it does; gives what to do with its answer. */
  announce?(outgoing: Outgoing): Promise<(exchange: Exchange) => Promise<void>>;
}

/** The one way in which the suite sends anything; it refuses what is not permitted. */
export function createSender(
  options: ContractOptions,
  { permission, userAgent, announce }: SenderOptions,
): Send {
  const base = options.baseUrl.replace(/\/+$/, '');
  const basePath = new URL(base).pathname.replace(/\/$/, '');
  const wire = options.fetch ?? networkFetch;
  const pace = createPace(options.rate ?? (isLocal(options) ? undefined : 2));
  return async (outgoing, scope) => {
    const { operation, target, link, url } = route(outgoing, base);
    refuseUndeclared(outgoing.method, target, operation, scope);
    const refusal = permission.refusal({ ...outgoing, target, operation });
    if (refusal !== undefined) throw new SkipCase(refusal);
    if (scope.exchanges.length >= scope.limit) {
      throw new ContractFailure(
        'semantics',
        'an end',
        `more than ${scope.limit} requests`,
        scope.exchanges.at(-1),
      );
    }
    const onAnswer = await announce?.(outgoing);
    await pace();
    const headers = { ...outgoing.headers, 'User-Agent': userAgent };
    const { method, body } = outgoing;
    const request = { method, url, headers, body };
    const started = performance.now();
    const elapsed = () => performance.now() - started;
    const effect = effectOfRequest(outgoing.method, operation ?? undefined);
    const info = target === null ? undefined : { basePath, target, headers, purpose: scope.name, effect };
    const whole = await transmit(request, info).catch((error: unknown) => {
      const reason = reasonOf(error);
      scope.exchanges.push({ operation, request, status: null, ms: elapsed(), reason });
      throw new UnreachableError(reason, { cause: error });
    });
    const exchange = { operation, link, identity: outgoing.identity, request, ms: elapsed(), ...whole };
    const blocker = blockedBy(exchange);
    if (blocker === undefined) note(exchange, scope);
    else scope.exchanges.push(exchange);
    await onAnswer?.(exchange);
    if (blocker === undefined) return exchange;
    // Clients make errors of their own of what is thrown here, so that it is kept as well.
    scope.blocked ??= `something in front of the API refused ${request.method} ${target ?? 'a link'}: ${blocker}, with ${exchange.status}`;
    throw new SkipCase(scope.blocked);
  };

  async function transmit({ method, url, headers, body }: ExchangeRequest, info: WireInfo | undefined) {
    const signal = AbortSignal.timeout(options.timeout ?? 30_000);
    const sent = new Request(url, { method, headers, body, signal, redirect: 'manual' });
    return read(await (info === undefined ? fetch(sent) : wire(sent, info)));
  }
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

// A case that does more than it declares is a mistake of the suite.
function refuseUndeclared(
  method: string,
  target: string | null,
  operation: OperationId | null,
  scope: Scope,
): void {
  const effect = effectOfRequest(method, operation ?? undefined);
  if (ranks[effect] <= ranks[scope.effect]) return;
  throw new UnsafeRequestError(
    `${scope.name} may not send ${method} ${target ?? 'a link'}: it is declared '${scope.effect}'`,
  );
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
  const outer = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // Of a name with several addresses the error says nothing itself.
  const cause: unknown = outer instanceof AggregateError ? (outer.errors[0] ?? outer) : outer;
  const text = cause instanceof Error ? cause.message || cause.name : String(cause);
  return `no answer came: ${text}`;
}
