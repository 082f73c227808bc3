import type { CaseFailure } from '../report.js';

/** The lines that tell people what is wrong and how to see it for themselves. */
export function describeFailure({ findings, exchanges, curl }: CaseFailure): string[] {
  const last = exchanges.at(-1);
  return [
    ...findings.flatMap(({ expected, actual, pointer }) => [
      `expected  ${expected}`,
      `found     ${actual}`,
      ...(pointer === undefined ? [] : [`see       openapi.yml#${pointer}`]),
    ]),
    ...(last === undefined ? [] : [`request   ${last.request.method} ${last.request.url}`]),
    ...(curl === null ? [] : [`repeat    ${curl}`]),
  ];
}
