import type { CaseResult, Report } from '../report.js';
import { describeFailure } from './failure.js';

/** The report as JUnit XML, one test suite an operation, as CI servers read it. */
export function formatJUnit(report: Report): string {
  const operations = [...new Set(report.cases.map(({ operation }) => operation))];
  const suites = operations.map((operation) =>
    testSuite(
      operation,
      report.startedAt,
      report.cases.filter((result) => result.operation === operation),
    ),
  );
  const totals = counts(report.cases);
  const name = escapeXml(`${report.suite.name} ${report.suite.version}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" ${totals}>\n${suites.join('')}</testsuites>\n`;
}

function testSuite(name: string, startedAt: string, cases: readonly CaseResult[]): string {
  const timestamp = startedAt.replace(/\.\d+Z$/, '');
  const head = `  <testsuite name="${name}" ${counts(cases)} errors="0" timestamp="${timestamp}">`;
  return `${head}\n${cases.map(testCase).join('')}  </testsuite>\n`;
}

function counts(cases: readonly CaseResult[]): string {
  const count = (outcome: CaseResult['outcome']) =>
    cases.filter((result) => result.outcome === outcome).length;
  const ms = cases.reduce((sum, result) => sum + result.ms, 0);
  return `tests="${cases.length}" failures="${count('fail')}" skipped="${count('skip')}" time="${seconds(ms)}"`;
}

function testCase(result: CaseResult): string {
  const head = `    <testcase classname="${result.operation}" name="${escapeXml(result.id)}" time="${seconds(result.ms)}"`;
  if (result.outcome === 'pass') return `${head}/>\n`;
  return `${head}>\n      ${outcome(result)}\n    </testcase>\n`;
}

function outcome(result: CaseResult): string {
  const { failure, reason = '' } = result;
  if (failure === undefined) return `<skipped message="${escapeXml(reason)}"/>`;
  const message = escapeXml(`expected ${failure.expected}, found ${failure.actual}`);
  const text = escapeXml([result.sentence, ...describeFailure(failure)].join('\n'));
  return `<failure type="${failure.findings[0]?.kind ?? 'semantics'}" message="${message}">${text}</failure>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

// XML 1.0 cannot hold most control characters and lone surrogates at all, not even escaped.
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\n\t]/g, (character) => entities[character] ?? character);
}
