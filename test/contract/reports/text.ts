import { type Cause, groupByCause } from '../group.js';
import type { CaseResult, Report } from '../report.js';
import { describeCleanup } from './cleanup.js';
import { describeFailure } from './failure.js';

export interface TextOptions {
  /** Lists every case, not only those that failed. */
  verbose?: boolean;
  /** Colours for a terminal. */
  color?: boolean;
}

/** The report for a terminal: the verdict first, then each failure, then what was skipped and why. */
export function formatText(report: Report, { verbose = false, color = false }: TextOptions = {}): string {
  const paint: Paint = color ? (code, text) => `\u001b[${code}m${text}\u001b[0m` : (_, text) => text;
  const lines = [
    verdictLine(report, paint),
    `${report.baseUrl}: ${report.requests} requests in ${(report.ms / 1000).toFixed(1)} s, generated inputs from seed ${report.seed}`,
    ...(verbose ? ['', ...report.cases.map((result) => caseLine(result, paint))] : []),
    ...groupByCause(report.cases).flatMap((cause) => ['', ...causeLines(cause, paint)]),
    ...skipLines(report.cases),
    ...uncheckedLines(report, verbose),
    ...cleanupLines(report.cleanup, verbose),
  ];
  return `${lines.join('\n')}\n`;
}

type Paint = (code: number, text: string) => string;

const colors = { pass: 32, fail: 31, partial: 33, skip: 33 } as const;

function verdictLine({ verdict, level, counts }: Report, paint: Paint): string {
  const reached = level === null ? 'no level' : `level ${level}`;
  const numbers = `${counts.pass} passed, ${counts.fail} failed, ${counts.skip} skipped`;
  return `${paint(colors[verdict], verdict.toUpperCase())}, ${reached}: ${numbers}`;
}

function caseLine({ outcome, id, ms, reason }: CaseResult, paint: Paint): string {
  return `${paint(colors[outcome], outcome)} ${id}${reason === undefined ? ` (${Math.round(ms)} ms)` : `: ${plain(reason)}`}`;
}

function causeLines({ finding, cases: [first, ...others] }: Cause, paint: Paint): string[] {
  if (first?.failure === undefined) return [];
  const also = others.length === 0 ? [] : ['the same in', ...byOperation(others).map((line) => `  ${line}`)];
  const lines = [first.sentence, ...describeFailure({ ...first.failure, findings: [finding] }), ...also];
  return [`${paint(colors.fail, 'FAIL')} ${first.id}`, ...lines.map((line) => `  ${plain(line)}`)];
}

/** One case as its id; several of an operation as `list-runs/{head, lists}`. */
function byOperation(cases: readonly CaseResult[]): string[] {
  const names = new Map<string, string[]>();
  for (const { id } of cases) {
    const [operation = '', name = ''] = id.split('/');
    names.set(operation, [...(names.get(operation) ?? []), name]);
  }
  return [...names].map(([operation, own]) =>
    own.length === 1 ? `${operation}/${own[0]}` : `${operation}/{${own.join(', ')}}`,
  );
}

// What a server answers must not reach the terminal as commands.
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd');
}

function uncheckedLines({ unchecked, coverage }: Report, verbose: boolean): string[] {
  const unmet = coverage.filter(({ count, status }) => count === 0 && status < 500).length;
  const what = unchecked.map(({ what, where }) => (verbose ? `${what} (${where.join(', ')})` : what));
  return [
    '',
    `Not checked: ${unmet} of ${coverage.length} documented answers were not met; the document leaves open ${what.join('; ')}.`,
  ].map(plain);
}

function cleanupLines(cleanup: Report['cleanup'], verbose: boolean): string[] {
  const lines = describeCleanup(cleanup, verbose).map(plain);
  return lines.length === 0 ? [] : ['', ...lines];
}

function skipLines(cases: readonly CaseResult[]): string[] {
  const reasons = new Map<string, number>();
  for (const { outcome, reason = 'no reason' } of cases) {
    if (outcome === 'skip') reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  if (reasons.size === 0) return [];
  return [
    '',
    'Skipped:',
    ...[...reasons].map(
      ([reason, count]) => `  ${count} ${count === 1 ? 'case' : 'cases'}: ${plain(reason)}`,
    ),
  ];
}
