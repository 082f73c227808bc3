import { toCurl } from './curl.js';
import { ContractFailure, UnreachableError } from './errors.js';
import type { Exchange, Unanswered } from './exchange.js';
import { canonicalPointer } from './pointers.js';
import type { CaseFailure, Finding } from './report.js';
import type { Scope } from './sender.js';
import { reported, type Tools } from './tools.js';

/** A finding with the exchange that shows it. */
export type Shown = readonly [Finding, object | undefined];

/** What an error says about the server; where nothing else is said, the document says it at `pointer`. */
export function toFinding(error: unknown, pointer: string): Finding {
  const at = { pointer: canonicalPointer(pointer) };
  if (error instanceof ContractFailure) return { ...at, ...error.finding };
  const actual = error instanceof Error ? error.message : String(error);
  if (error instanceof UnreachableError) return { ...at, kind: 'connection', expected: 'an answer', actual };
  return { ...at, kind: 'semantics', expected: 'what the suite can make sense of', actual };
}

/** Findings with the exchanges that show them, as they may be printed. */
export function toFailure(shown: readonly Shown[], scope: Scope, tools: Tools): CaseFailure {
  const redact = tools.redact();
  const kept = shown.slice(0, 10);
  const exchanges = exchangesOf(kept, scope);
  const findings = kept.map(([finding, culprit]) => {
    const found = exchanges.findIndex((exchange) => Object.is(exchange, culprit));
    const place = found === -1 ? exchanges.length - 1 : found;
    const exchange = exchanges[place];
    return {
      ...finding,
      expected: redact(finding.expected),
      actual: redact(finding.actual),
      exchange: exchange === undefined ? null : place,
      curl: exchange === undefined ? null : toCurl(exchange, redact),
    };
  });
  const [first] = findings;
  return {
    expected: first?.expected ?? '',
    actual: first?.actual ?? '',
    findings,
    exchanges: reported({ exchanges }, tools),
  };
}

function exchangesOf(shown: readonly Shown[], { exchanges }: Scope): (Exchange | Unanswered)[] {
  const culprits = [...new Set(shown.map(([, exchange]) => exchange))].filter(isExchange);
  const isOwn = exchanges.some((exchange) => culprits.includes(exchange));
  // What all answers are judged by was asked for by other cases.
  if (!isOwn && culprits.length > 0) return culprits;
  const first = exchanges.length - 20;
  return exchanges.filter((exchange, index) => index >= first || culprits.includes(exchange));
}

function isExchange(value: object | undefined): value is Exchange | Unanswered {
  return value !== undefined && 'request' in value;
}
