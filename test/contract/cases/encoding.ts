import type { OperationId } from '../../../src/generated/operations.js';
import { type ContractCase, contractCase } from '../case.js';
import type { Input } from '../context.js';
import { expectProblem, expectSame, expectStatus, readOk } from '../expect.js';
import { listingOf } from '../read-outputs.js';
import { allSpecs } from '../routes.js';
import { runPath, unknown } from '../samples.js';

/**
 * Ids that exist nowhere and that a server has to decode right to say so. They begin as everything does that
 * the suite makes up, or it could not tell that it leaves alone what is there (permission.ts).
 */
const oddIds = [
  'contract+plus',
  'contract:colon',
  'contract/slash',
  'contract-100%',
  'contract%2Fencoded',
  'contract blank',
  'contract-größe-図',
  'contract~.x',
  "contract'a&b=c?d#e",
];

/** Path parameters that need percent-encoding, in their last place of each path. */
const places = allSpecs.flatMap(({ operationId, parameters }) => {
  const last = parameters.filter((parameter) => parameter.in === 'path').at(-1);
  return last === undefined ? [] : [{ operation: operationId, name: last.name }];
});

/** Paths that a server must refuse as they are, with what is wrong with them. */
const refusedPaths: readonly (readonly [
  name: string,
  what: string,
  operation: OperationId,
  target: string,
])[] = [
  ['dots', 'a segment `..`', 'browseOutputs', '/output-data/..'],
  ['dots-inner', 'an inner segment `..`', 'browseOutputs', '/output-data/a/../b'],
  ['dots-encoded', 'an encoded segment `..`', 'browseOutputs', '/output-data/%2e%2e/b'],
  [
    'dots-slash-encoded',
    'a segment `..` between encoded slashes',
    'browseOutputs',
    '/output-data/a%2F..%2Fb',
  ],
  ['dot', 'a segment `.`', 'browseOutputs', '/output-data/./a'],
  ['empty', 'an empty inner segment', 'browseOutputs', '/output-data/a//b'],
  ['leading-slash', 'a prefix that begins with a slash', 'browseOutputs', '/output-data//a'],
  [
    'leading-slash-encoded',
    'a prefix that begins with an encoded slash',
    'browseOutputs',
    '/output-data/%2Fa',
  ],
  ['backslash', 'a backslash', 'browseOutputs', '/output-data/a%5Cb'],
  ['nul', 'a NUL', 'browseOutputs', '/output-data/a%00b'],
  ['line', 'a line feed', 'browseOutputs', '/output-data/a%0Ab'],
  ['delete', 'a control character', 'browseOutputs', '/output-data/a%7Fb'],
  ['malformed', 'malformed percent-encoding', 'browseOutputs', '/output-data/%zz'],
  ['malformed-end', 'percent-encoding that ends too early', 'browseOutputs', '/output-data/a%2'],
  ['not-utf8', 'bytes that are not UTF-8', 'browseOutputs', '/output-data/%c3%28'],
  ['dots', 'a workflow `..`', 'listRuns', '/workflows/../runs'],
  ['dots-encoded', 'an encoded workflow `..`', 'getWorkflow', '/workflows/%2e%2e'],
  ['nul', 'a NUL in an id', 'getWorkflow', '/workflows/a%00b'],
  ['malformed', 'malformed percent-encoding in an id', 'getWorkflow', '/workflows/%zz'],
  ['dots-encoded', 'an encoded run `..`', 'getRun', `/workflows/${unknown.workflow}/runs/%2e%2e`],
];

/** Ids and prefixes in every encoding. */
export const encodingCases: readonly ContractCase[] = [
  ...places
    .filter(({ operation }) => operation !== 'updateOutputMetadata')
    .map(({ operation, name }) =>
      contractCase(
        operation,
        'odd-ids',
        'answer 404 for odd ids that do not exist',
        async ({ call, fixtures }) => {
          const sample = await fixtures.anySample(operation);
          for (const id of oddIds)
            expectProblem(await call(operation, { ...sample, path: { ...sample.path, [name]: id } }), 404);
        },
      ),
    ),
  ...places.map(({ operation, name }) =>
    contractCase(
      operation,
      'long-id',
      'refuse an id of 10,000 characters with 400',
      async ({ call, fixtures }) => {
        const sample = await fixtures.anySample(operation);
        const path = { ...sample.path, [name]: `contract-${'x'.repeat(9991)}` };
        expectProblem(await call(operation, { ...sample, path }), 400, 'invalid-parameter', 'invalid-path');
      },
      { hostile: true },
    ),
  ),
  ...refusedPaths.map(([name, what, operation, target]) =>
    contractCase(
      operation,
      `path-${name}`,
      `refuse ${what} with 400`,
      async ({ call }) => {
        expectProblem(await call(operation, { target }), 400, 'invalid-path', 'invalid-parameter');
      },
      { hostile: true },
    ),
  ),
  contractCase(
    'updateOutputMetadata',
    'path-dots',
    'refuse to write outside of the outputs of the caller with 400',
    async ({ call }) => {
      for (const target of [
        '/output-data/..',
        '/output-data/%2e%2e%2fcontract-other',
        '/output-data/a/%2E%2E/%2E%2E/contract-other',
      ]) {
        const json = { files: { 'contract.txt': { properties: { k: 'v' } } } };
        expectProblem(
          await call('updateOutputMetadata', { target, json }),
          400,
          'invalid-path',
          'invalid-parameter',
        );
      }
    },
    { hostile: true },
  ),
  contractCase(
    'listDataSelectionWorkflows',
    'odd-ids',
    'answer 404 for odd ids that do not exist',
    async ({ call }) => {
      for (const data_id of oddIds)
        expectProblem(await call('listDataSelectionWorkflows', { query: { data_id } }), 404);
    },
  ),
  contractCase(
    'listDataSelectionWorkflows',
    'plus',
    'take + in a query for a blank, and %2B for a plus',
    async ({ call, fixtures }) => {
      const { query } = await fixtures.sample('listDataSelectionWorkflows');
      const id = typeof query === 'object' ? String(query.data_id) : '';
      expectStatus(
        await call('listDataSelectionWorkflows', {
          query: `data_id=${encodeURIComponent(id).replaceAll('%20', '+')}`,
        }),
        200,
      );
      expectProblem(
        await call('listDataSelectionWorkflows', { query: `data_id=${encodeURIComponent(id)}%2B` }),
        404,
      );
    },
  ),
  contractCase(
    'getWorkflow',
    'needless-encoding',
    'decode what need not have been encoded',
    async ({ call, fixtures }) => {
      const { path = {} } = await fixtures.sample('getWorkflow');
      const id = path.id ?? '';
      const exchange = await call('getWorkflow', { target: `/workflows/${encodeAll(id)}` });
      expectSame(readOk(exchange, 'WorkflowDetails').id, id, 'the same workflow', exchange);
    },
  ),
  contractCase('getWorkflow', 'decoded-once', 'decode an id once, not twice', async ({ call, fixtures }) => {
    const { path = {} } = await fixtures.sample('getWorkflow');
    expectProblem(await call('getWorkflow', { path: { id: encodeAll(path.id ?? '') } }), 404);
  }),
  contractCase(
    'listDataSelectionWorkflowsByPath',
    'decoded-once',
    'decode an id once, not twice',
    async ({ call, fixtures }) => {
      const { path = {} } = await fixtures.sample('listDataSelectionWorkflowsByPath');
      expectProblem(
        await call('listDataSelectionWorkflowsByPath', {
          path: { data_id: encodeAll(path.data_id ?? '') },
        }),
        404,
      );
    },
  ),
  contractCase(
    'getRun',
    'needless-encoding',
    'decode what need not have been encoded',
    async ({ call, fixtures }) => {
      const { id, run_id } = runPath(await fixtures.anyRun());
      const exchange = await call('getRun', {
        target: `/workflows/${encodeURIComponent(id)}/runs/${encodeAll(run_id)}`,
      });
      expectSame(readOk(exchange, 'Run').run_id, run_id, 'the same run', exchange);
    },
  ),
  contractCase('getRun', 'decoded-once', 'decode an id once, not twice', async ({ call, fixtures }) => {
    const { id, run_id } = runPath(await fixtures.anyRun());
    expectProblem(await call('getRun', { path: { id, run_id: encodeAll(run_id) } }), 404);
  }),
  contractCase(
    'browseOutputs',
    'needless-encoding',
    'decode what need not have been encoded',
    async ({ call, fixtures }) => {
      const { path = {} } = await fixtures.sample('browseOutputs');
      const prefix = path.prefix ?? '';
      const exchange = await call('browseOutputs', { target: `/output-data/${encodeAll(prefix)}` });
      expectSame(listingOf(exchange).prefix, `${prefix}/`, 'the same folder', exchange);
    },
  ),
  contractCase(
    'browseOutputs',
    'decoded-once',
    'decode a prefix once, not twice',
    async ({ call, fixtures }) => {
      const input: Input = await fixtures.sample('browseOutputs');
      const prefix = encodeAll(input.path?.prefix ?? '');
      expectProblem(await call('browseOutputs', { path: { prefix } }), 404);
    },
  ),
];

/** Every byte as `%` and two digits, needed or not. */
function encodeAll(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
