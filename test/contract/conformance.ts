import type { ContractCase } from './case.js';
import { allCases } from './cases/all.js';
import { canonicalPointer } from './pointers.js';
import { preparationsCase } from './preparations.js';
import { allSpecs } from './routes.js';

/** Every case that a report can name. */
export const conformanceCases: readonly ContractCase[] = [...allCases, preparationsCase];

/** The requirements as a document: every case with its level, class, effect, sentence and source, by operation. */
export function formatConformance(): string {
  const operations = [
    ...allSpecs.map(({ operationId, method, path }) => [operationId, `${method} ${path}`] as const),
    ['unrouted', 'what no operation takes'] as const,
  ];
  const sections = operations.flatMap(([operation, where]) => [
    `## ${operation}`,
    '',
    `\`${where}\``,
    '',
    '| case | level or feature | class | effect | requirement | openapi.yml | since |',
    '|---|---|---|---|---|---|---|',
    ...conformanceCases.filter((item) => item.operation === operation).map(rowOf),
    '',
  ]);
  return [
    '# Conformance',
    '',
    `The ${conformanceCases.length} cases of the contract suite. Their ids are for ever. A case of a feature is skipped where a deployment does not offer it; all others are core. The class is what a case is about, the effect what its requests would do to a server that accepts them. The pointer leads to where the document says so, and the version is the first one of the document that has the requirement.`,
    '',
    'The cases `answers-...` judge all answers of an operation, whichever case asked for them.',
    '',
    ...sections,
  ].join('\n');
}

function rowOf(item: ContractCase): string {
  const { id, level, feature, class: about, effect, sentence, pointer, since } = item;
  const at = `\`${canonicalPointer(pointer)}\``;
  return `| \`${id}\` | ${feature ?? level} | ${about} | ${effect} | ${sentence} | ${at} | ${since} |`;
}
