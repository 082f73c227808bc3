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
 * Takes known failures for skipped, so that the verdict is partial at best. One that has expired stays a
 * failure, and so does a case that passes though it is on the list.
 */
export function applyKnown(
  results: readonly CaseResult[],
  known: readonly KnownFailure[],
  today: string,
): CaseResult[] {
  return results.map((result) => {
    const entry = known.find(({ id }) => id === result.id);
    if (entry === undefined || result.outcome === 'skip') return result;
    if (result.outcome === 'pass') return surprising(result);
    return entry.expires < today ? result : putUpWith(result, entry);
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
  const expected = 'a failure, which the list of known failures has';
  const actual = 'a pass: take it off the list';
  const findings = [{ kind: 'semantics' as const, expected, actual }];
  return { ...result, outcome: 'fail', failure: { expected, actual, findings, exchanges: [], curl: null } };
}
