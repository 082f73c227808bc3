import { general } from './answers.js';
import type { CaseResult, Finding } from './report.js';

/** Cases that failed for one and the same reason. */
export interface Cause {
  finding: Finding;
  /** The first of them shows it. */
  cases: CaseResult[];
}

/** The failed cases by what is wrong, the causes of most failures first. */
export function groupByCause(cases: readonly CaseResult[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const result of cases) {
    const [finding] = result.failure?.findings ?? [];
    if (finding === undefined) continue;
    const key = JSON.stringify([finding.kind, finding.expected, general(finding.actual)]);
    const cause = causes.get(key) ?? { finding, cases: [] };
    cause.cases.push(result);
    causes.set(key, cause);
  }
  return [...causes.values()].sort((a, b) => b.cases.length - a.cases.length);
}
