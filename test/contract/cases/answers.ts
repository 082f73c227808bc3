import type { OperationId } from '../../../src/generated/operations.js';
import { type ContractCase, contractCase, type Judged } from '../case.js';
import { classOfKind } from '../classes.js';
import { commonRules, operationPointer, responsePointer } from '../pointers.js';
import { allSpecs, specs } from '../routes.js';

/** What every answer is held to, whichever case asked for it. */
const rules: readonly (readonly [kind: Judged, name: string, sentence: string])[] = [
  [
    'status',
    'status',
    'answer with a status that the document has for the operation, never with 5xx, and no body where there is none',
  ],
  ['header', 'headers', 'send the headers that the document requires, in their form'],
  ['media-type', 'media-type', 'send bodies of the documented media types, as UTF-8'],
  ['schema', 'body', 'send bodies that satisfy their schemas'],
  ['problem', 'errors', 'send errors as problems that agree with their answers'],
  ['cors', 'cors', 'let pages of allowed origins read every answer, and pages of others none'],
  ['leak', 'leaks', 'give away neither tokens nor its insides'],
  ['html', 'pages', 'send pages that are well-formed and show names as text'],
];

/** The check of all answers of each operation, by what is looked at. They are judged after the others. */
export const answerCases: readonly ContractCase[] = [
  ...allSpecs.map(({ operationId }) => operationId),
  'unrouted' as const,
].flatMap((operation) =>
  rules
    .filter(([kind]) => kind !== 'html' || hasPages(operation))
    .map(([kind, name, sentence]) =>
      contractCase(
        operation,
        `answers-${name}`,
        sentence,
        async ({ call, fixtures }) => {
          if (operation !== 'unrouted') await call(operation, await fixtures.anySample(operation));
          else await call(null, { target: '/contract-unknown-path' });
        },
        { effect: 'read', judges: kind, class: classOfKind[kind], pointer: pointerOf(operation, kind) },
      ),
    ),
);

function hasPages(operation: OperationId | 'unrouted'): boolean {
  return operation !== 'unrouted' && 'text/html' in (specs[operation].responses['200']?.content ?? {});
}

function pointerOf(operation: OperationId | 'unrouted', kind: Judged): string {
  if (kind === 'cors' || kind === 'leak') return commonRules;
  if (operation === 'unrouted') return '/x-unrouted-responses';
  if (kind === 'html') return `${responsePointer(operation, 200)}/content`;
  return `${operationPointer(specs[operation])}/responses`;
}
