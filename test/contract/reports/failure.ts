import type { CaseFailure, GeneratedInput, ReportedFinding } from '../report.js';

/** The lines that tell people what is wrong and how to see it for themselves, each request once. */
export function describeFailure({ findings, exchanges }: CaseFailure): string[] {
  return findings.flatMap((finding, index) => {
    const isLast = findings[index + 1]?.exchange !== finding.exchange;
    return [...describeFinding(finding), ...(isLast ? requestLines(finding, exchanges) : [])];
  });
}

function describeFinding({ expected, actual, pointer, generated }: ReportedFinding): string[] {
  return [
    `expected  ${expected}`,
    `found     ${actual}`,
    ...(generated === undefined ? [] : generatedLines(generated)),
    ...(pointer === undefined ? [] : [`see       openapi.yml#${pointer}`]),
  ];
}

function requestLines(
  { exchange, curl }: ReportedFinding,
  exchanges: CaseFailure['exchanges'],
): readonly string[] {
  const request = exchanges[exchange ?? -1]?.request;
  if (request === undefined) return [];
  const repeat = curl === null ? [] : [`repeat    ${curl}`];
  return [`request   ${request.method} ${request.url}`, ...repeat];
}

function generatedLines({ sent, seed, path }: GeneratedInput): string[] {
  return [`sent      ${sent}`, `generated with seed ${seed} at path ${path}`];
}
