import { expect } from 'vitest';
import type { ContractOptions } from '../../contract/options.js';
import type { Report } from '../../contract/report.js';
import { formatText } from '../../contract/reports/text.js';
import { runContract } from '../../contract/runner.js';

/** Runs the suite. */
export async function ran(options: ContractOptions): Promise<Report> {
  return runContract(options);
}

/** No case failed and none was skipped. */
export function expectEveryCase(report: Report): void {
  expectNoFailure(report);
  expect(
    report.cases.filter(({ outcome }) => outcome === 'skip').map(({ id, reason }) => `${id}: ${reason}`),
  ).toEqual([]);
  expect(report).toMatchObject({ verdict: 'pass', level: 'extended' });
  expect(report.cases.length).toBeGreaterThan(120);
}

/** No case failed; when one has, the whole report is the message. */
export function expectNoFailure(report: Report): void {
  expect(report.counts.fail, formatText(report)).toBe(0);
}
