import type { OperationId } from '../../src/generated/operations.js';
import type { Identity } from './identities.js';

/** A request of the suite with its whole answer. */
export interface Exchange {
  /** Null for what no operation takes, and for links to files. */
  operation: OperationId | null;
  /** Whether it went to a link that is a secret in itself, outside the document. */
  link: boolean;
  identity: Identity;
  request: ExchangeRequest;
  status: number;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
  text: string;
  /** The body as JSON; undefined when it is not. */
  json: unknown;
  ms: number;
}

export interface ExchangeRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Bytes where it is no text. */
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** A request for which no answer came. */
export interface Unanswered {
  operation: OperationId | null;
  request: ExchangeRequest;
  status: null;
  ms: number;
  /** Why not. */
  reason: string;
}

/** The value of a header, or `nothing`, for people. */
export function headerText(exchange: Exchange, name: string): string {
  const value = exchange.headers.get(name);
  return value === null ? `no ${name}` : `${name}: ${value}`;
}

/** The beginning of a body, for people. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return 'an empty body';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
