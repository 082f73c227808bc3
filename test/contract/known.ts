import type { CaseResult, Report } from './report.js';

/** A failure that is known and put up with until a day. */
export interface KnownFailure {
  /** Of the case. */
  id: string;
  reason: string;
  /** Where it is being dealt with. */
  link?: string;
  /** The last day on which it is put up with, as `2027-01-31`. */
  expires: string;
}

/**
 * Takes known failures for skipped, so that the verdict is partial at best. An entry fails the suite once it has
 * expired, whatever became of its case, and so does one whose case passes.
 */
export function applyKnown(
  results: readonly CaseResult[],
  known: readonly KnownFailure[],
  today: string,
): CaseResult[] {
  return results.map((result) => {
    const entry = known.find(({ id }) => id === result.id);
    if (entry === undefined) return result;
    if (entry.expires < today) return expired(result, entry);
    if (result.outcome === 'skip') return result;
    return result.outcome === 'pass' ? surprising(result) : putUpWith(result, entry);
  });
}

/** Known failures for all that failed, to be given reasons by people. */
export function toKnownFailures(report: Report, expires: string): KnownFailure[] {
  const failed = report.cases.filter(({ outcome }) => outcome === 'fail');
  return failed.map(({ id, failure }) => ({
    id,
    reason: `${failure?.expected}: found ${failure?.actual}`,
    expires,
  }));
}

function putUpWith(result: CaseResult, { reason, link, expires }: KnownFailure): CaseResult {
  const text = `a known failure until ${expires}: ${reason}${link === undefined ? '' : ` (${link})`}`;
  return { ...result, outcome: 'skip', reason: text };
}

function surprising(result: CaseResult): CaseResult {
  return failing(result, 'a failure, which the list of known failures has', 'a pass: take it off the list');
}

function expired(result: CaseResult, { expires }: KnownFailure): CaseResult {
  const expected = 'no entry in the list of known failures that has expired';
  return failing(result, expected, `one that was to be dealt with until ${expires}`);
}

function failing(result: CaseResult, expected: string, actual: string): CaseResult {
  const { reason: _, failure, ...rest } = result;
  const own = { kind: 'semantics' as const, expected, actual, exchange: null, curl: null };
  const findings = [...(failure?.findings ?? []), own];
  const [first = own] = findings;
  const { exchanges = [] } = failure ?? {};
  return {
    ...rest,
    outcome: 'fail',
    failure: { expected: first.expected, actual: first.actual, findings, exchanges },
  };
}
