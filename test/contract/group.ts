import { general } from './answers.js';
import type { CaseResult, Finding, ReportedFinding } from './report.js';

/** Cases that failed for one and the same reason. */
export interface Cause {
  finding: ReportedFinding;
  /** The first of them shows it. */
  cases: CaseResult[];
}

/** What was found in the failed cases, each cause once, those of most failures first. */
export function groupByCause(cases: readonly CaseResult[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const result of cases) {
    for (const finding of result.failure?.findings ?? []) {
      const key = keyOf(finding);
      const cause = causes.get(key) ?? { finding, cases: [] };
      if (!cause.cases.includes(result)) cause.cases.push(result);
      causes.set(key, cause);
    }
  }
  return [...causes.values()].sort((a, b) => b.cases.length - a.cases.length);
}

function keyOf({ kind, expected, actual }: Finding): string {
  const found = general(actual);
  // What is not allowed to pages is one cause, whatever they wanted; so is a status that no operation documents.
  if (kind === 'cors') return `cors ${found.toLowerCase()}`;
  if (kind === 'schema') return `schema ${expected.replace(/\/\d+/g, '/#')}`;
  return JSON.stringify([kind, /^one of \d/.test(expected) ? 'a documented status' : expected, found]);
}
