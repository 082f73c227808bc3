import { allCases } from './cases/all.js';
import { allSpecs } from './routes.js';

/** The requirements as a document: every case with its level, effect and sentence, by operation. */
export function formatConformance(): string {
  const operations = [
    ...allSpecs.map(({ operationId, method, path }) => [operationId, `${method} ${path}`] as const),
    ['unrouted', 'what no operation takes'] as const,
  ];
  const sections = operations.flatMap(([operation, where]) => {
    const rows = allCases
      .filter((item) => item.operation === operation)
      .map(
        ({ id, level, feature, effect, sentence }) =>
          `| \`${id}\` | ${feature ?? level} | ${effect} | ${sentence} |`,
      );
    return [
      `## ${operation}`,
      '',
      `\`${where}\``,
      '',
      '| case | level or feature | effect | requirement |',
      '|---|---|---|---|',
      ...rows,
      '',
    ];
  });
  return [
    '# Conformance',
    '',
    `The ${allCases.length} cases of the contract suite. Their ids are stable. A case of a feature is skipped where a deployment does not list it; all others are core. The effect is what the requests of a case would do to a server that accepts them.`,
    '',
    ...sections,
  ].join('\n');
}
