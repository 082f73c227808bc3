import { ContractFailure, UnreachableError } from './errors.js';
import type { Exchange, Unanswered } from './exchange.js';
import { canonicalPointer } from './pointers.js';
import { toCurl } from './redact.js';
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
  const findings = shown.slice(0, 10).map(([finding]) => ({
    ...finding,
    expected: redact(finding.expected),
    actual: redact(finding.actual),
  }));
  const [first] = findings;
  const culprits = [...new Set(shown.map(([, exchange]) => exchange))].filter(isExchange);
  const own = scope.exchanges.some((exchange) => culprits.includes(exchange));
  // What all answers are judged by was asked for by other cases.
  const exchanges = own || culprits.length === 0 ? scope.exchanges : culprits;
  const culprit = culprits[0] ?? exchanges.at(-1);
  return {
    expected: first?.expected ?? '',
    actual: first?.actual ?? '',
    findings,
    exchanges: reported({ exchanges: exchanges.slice(-20) }, tools),
    curl: culprit === undefined ? null : toCurl(culprit, redact),
  };
}

function isExchange(value: object | undefined): value is Exchange | Unanswered {
  return value !== undefined && 'request' in value;
}
