import type { OperationId } from '../../src/generated/operations.js';
import { SkipCase } from './errors.js';
import type { Exchange } from './exchange.js';
import type { Features } from './features.js';
import type { Fixtures } from './fixtures.js';
import type { Identities, Identity } from './identities.js';
import { type ContractOptions, isLocal } from './options.js';
import { fillPath, specs } from './routes.js';
import type { Outgoing, Scope, Send } from './sender.js';

/** What a request holds beside its operation. */
export interface Input {
  /** Values of the path parameters, not yet encoded. */
  path?: Readonly<Record<string, string>>;
  /** Values of query parameters, or the query as it is to be sent. */
  query?: Readonly<Record<string, string | number>> | string;
  headers?: Readonly<Record<string, string>>;
  /** A body that is sent as JSON. */
  json?: unknown;
  /** A body that is sent as it is. */
  body?: string | Uint8Array<ArrayBuffer>;
  /** Instead of the operation's own. */
  method?: string;
  /** The path as it is to be sent, instead of the operation's own. */
  target?: string;
  /** The first user when not given. */
  as?: Identity;
}

/** Sends a request for an operation, or to a target of its own or an absolute address. */
export type Call = (operation: OperationId | null, input?: Input) => Promise<Exchange>;

/** What a case works with. */
export interface CaseContext {
  call: Call;
  fixtures: Fixtures;
  options: ContractOptions;
  features: Features;
  /** An origin that the deployment allows; skips the case when none is known. */
  origin(): string;
  /** A fetch for clients, whose requests are noted and checked like those of the suite. */
  fetchAs(identity: Identity): (request: Request) => Promise<Response>;
  token(identity: Identity): Promise<string | undefined>;
}

/** Makes the function by which a scope sends requests. */
export function createCall(send: Send, identities: Identities, scope: Scope): Call {
  return async (operation, input = {}) => {
    const token = await identities.token(input.as ?? 'first');
    return send(toOutgoing(operation, input, token), scope);
  };
}

/** The origin of a page that may read answers. */
export function originOf(options: ContractOptions): string {
  if (options.origin !== undefined) return options.origin;
  if (isLocal(options)) return 'http://localhost:3000';
  throw new SkipCase('needs an origin that the deployment allows (origin)');
}

/** A fetch that notes and checks what passes through it. */
export function createFetch(
  send: Send,
  identity: Identity,
  scope: Scope,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    const headers = Object.fromEntries(
      [...request.headers].map(([name, value]) => [properName(name), value]),
    );
    const {
      status,
      headers: answered,
      bytes,
    } = await send({ method: request.method, target: request.url, headers, body, identity }, scope);
    const bodiless = [204, 304].includes(status) || request.method === 'HEAD';
    return new Response(bodiless ? null : bytes, { status, headers: answered });
  };
}

function toOutgoing(operation: OperationId | null, input: Input, token: string | undefined): Outgoing {
  const spec = operation === null ? undefined : specs[operation];
  const body = input.json === undefined ? (input.body ?? null) : JSON.stringify(input.json);
  return {
    method: input.method ?? spec?.method ?? 'GET',
    target:
      (input.target ?? (spec === undefined ? '/' : fillPath(spec, input.path ?? {}))) + toSearch(input.query),
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(input.json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...input.headers,
    },
    body,
    identity: input.as ?? 'first',
  };
}

function toSearch(query: Input['query']): string {
  if (query === undefined) return '';
  if (typeof query === 'string') return `?${query}`;
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

// The oracle looks headers up as the suite writes them.
function properName(name: string): string {
  return name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
