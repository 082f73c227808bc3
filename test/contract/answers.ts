import type { OperationId } from '../../src/generated/operations.js';
import type { Exchange, Unanswered } from './exchange.js';
import type { Finding, FindingKind } from './report.js';
import type { Scope } from './sender.js';

/** What was found wrong with the answers of an operation, whichever case asked for them. */
export interface Answers {
  /** Takes what a scope has noted; what no operation took counts for the one that the scope is about. */
  collect(scope: Scope, about: OperationId | 'unrouted'): void;
  /** How many answers of an operation were looked at. */
  count(operation: OperationId | 'unrouted'): number;
  /** The findings of one kind, each once, with the exchanges that show them. */
  found(
    operation: OperationId | 'unrouted',
    kind: FindingKind,
  ): readonly [Finding, Exchange | Unanswered | undefined][];
}

/** An account of answers with nothing in it. */
export function createAnswers(): Answers {
  const counts = new Map<string, number>();
  const noted = new Map<string, Map<string, [Finding, Exchange | Unanswered | undefined]>>();
  return {
    collect({ exchanges, findings, culprits }, about) {
      for (const { operation } of exchanges) {
        const name = operation ?? about;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      for (const [index, finding] of findings.entries()) {
        const culprit = culprits[index];
        const key = `${culprit?.operation ?? about} ${finding.kind}`;
        const known = noted.get(key) ?? new Map();
        noted.set(key, known);
        const { kind, expected, actual } = finding;
        // The same mistake stands at many places, and in bodies that have nothing else in common.
        const what = kind === 'schema' ? expected.replace(/\/\d+/g, '/#') : `${expected} ${general(actual)}`;
        if (!known.has(what)) known.set(what, [finding, culprit]);
      }
    },
    count: (operation) => counts.get(operation) ?? 0,
    found: (operation, kind) => [...(noted.get(`${operation} ${kind}`)?.values() ?? [])],
  };
}

/** A text without what differs from one answer to the next, though the cause is the same. */
export function general(text: string): string {
  return text
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi, '#')
    .replace(/labcas-[a-z2-7]{20}/g, '#')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+\d\d:\d\d)|\d{8}T\d{12}/g, '#');
}
