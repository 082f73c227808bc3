import type { CaseFailure, GeneratedInput } from '../report.js';

/** The lines that tell people what is wrong and how to see it for themselves. */
export function describeFailure({ findings, exchanges, curl }: CaseFailure): string[] {
  const last = exchanges.at(-1);
  return [
    ...findings.flatMap(({ expected, actual, pointer, generated }) => [
      `expected  ${expected}`,
      `found     ${actual}`,
      ...(generated === undefined ? [] : generatedLines(generated)),
      ...(pointer === undefined ? [] : [`see       openapi.yml#${pointer}`]),
    ]),
    ...(last === undefined ? [] : [`request   ${last.request.method} ${last.request.url}`]),
    ...(curl === null ? [] : [`repeat    ${curl}`]),
  ];
}

function generatedLines({ sent, seed, path }: GeneratedInput): string[] {
  return [`sent      ${sent}`, `generated with seed ${seed} at path ${path}`];
}
