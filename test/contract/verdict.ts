import type { Level } from './case.js';
import { allCases } from './cases/all.js';
import type { CaseResult, Report } from './report.js';

/** Never a pass when something of the core was not tried. */
export function verdictOf(cases: readonly CaseResult[]): Report['verdict'] {
  if (cases.some(({ outcome }) => outcome === 'fail')) return 'fail';
  const skipped = cases.some(({ outcome, level }) => outcome === 'skip' && level === 'core');
  return skipped || cases.length === 0 ? 'partial' : 'pass';
}

/** The highest level of which every case passed; what was not tried has not passed. */
export function levelOf(cases: readonly CaseResult[]): Level | null {
  const passes = new Set(cases.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id));
  const passed = (level: Level) => allCases.every((item) => item.level !== level || passes.has(item.id));
  if (!passed('core')) return null;
  return passed('extended') ? 'extended' : 'core';
}

/** How many cases ended in which way. */
export function countOutcomes(cases: readonly CaseResult[]): Report['counts'] {
  const count = (outcome: CaseResult['outcome']) =>
    cases.filter((result) => result.outcome === outcome).length;
  return { pass: count('pass'), fail: count('fail'), skip: count('skip') };
}
