import type { OperationId } from '../../../src/generated/operations.js';
import { type ContractCase, contractCase } from '../case.js';
import type { Input } from '../context.js';
import type { Exchange } from '../exchange.js';
import { expectProblem, expectSame, expectStatus } from '../expect.js';
import { listingOf } from '../read-outputs.js';
import { prefixOf, runPath, unknown } from '../samples.js';

const ofRuns = [
  ['getRun', 'read'],
  ['listRunTasks', 'list the tasks of'],
  ['getTaskLog', 'read the log of'],
  ['cancelRun', 'cancel'],
] as const;

/** What one user sees of another: nothing, not even that it is there. */
export const tenancyCases: readonly ContractCase[] = [
  ...ofRuns.map(([operation, what]) =>
    contractCase(
      operation,
      'other-user',
      `let nobody else ${what} a run, and answer as if there were none`,
      async ({ call, fixtures }) => {
        const own = await fixtures.sample(operation);
        const asOther = (input: Input) => call(operation, { ...input, as: 'second' });
        const problem = expectProblem(await asOther(own), 404);
        const none = expectProblem(await asOther({ path: { ...own.path, run_id: unknown.run } }), 404);
        const plain = (detail: string) =>
          detail.replaceAll(own.path?.run_id ?? '', '').replaceAll(unknown.run, '');
        expectSame(
          [problem.code, plain(problem.detail)],
          [none.code, plain(none.detail)],
          'the problem for nothing',
        );
      },
    ),
  ),
  contractCase(
    'cancelRun',
    'other-user-running',
    'let nobody else cancel a run that goes on',
    async ({ call, fixtures }) => {
      const run = await fixtures.run('cancelled');
      expectProblem(await call('cancelRun', { path: runPath(run), as: 'second' }), 404);
    },
  ),
  contractCase(
    'browseOutputs',
    'other-user',
    'show the outputs of a run to its owner only',
    async ({ call, fixtures }) => {
      const prefix = prefixOf(await fixtures.anyRun());
      expectStatus(await call('browseOutputs', { path: { prefix } }), 200);
      const exchange = await call('browseOutputs', { path: { prefix }, as: 'second' });
      const none = await call('browseOutputs', { path: { prefix: unknown.prefix }, as: 'second' });
      expectAlike(exchange, none, (text) => text.replaceAll(prefix, '').replaceAll(unknown.prefix, ''));
    },
  ),
  contractCase(
    'browseOutputRoot',
    'other-user',
    'show each user their own outputs at the top',
    async ({ call, fixtures }) => {
      const [first = ''] = prefixOf(await fixtures.anyRun()).split('/');
      const exchange = await call('browseOutputRoot', { as: 'second' });
      const { folders } = listingOf(exchange);
      expectSame(
        Object.keys(folders).filter((name) => name === `${first}/`),
        [],
        'no folder of the first user',
        exchange,
      );
    },
  ),
  contractCase(
    'updateOutputMetadata',
    'other-user',
    'let nobody else write metadata, and change nothing',
    async ({ call, fixtures }) => {
      const { prefix, name } = await fixtures.file();
      const before = await call('browseOutputs', { path: { prefix } });
      const json = { files: { [name]: { properties: { 'contract-intruder': 'was here' } } } };
      const write = (folder: string) =>
        call('updateOutputMetadata', { path: { prefix: folder }, json, as: 'second' });
      const [exchange, none] = [await write(prefix), await write(unknown.prefix)];
      expectAlike(exchange, none, (text) => text.replaceAll(prefix, '').replaceAll(unknown.prefix, ''));
      const after = await call('browseOutputs', { path: { prefix } });
      const properties = (exchange: typeof after) => listingOf(exchange).files[name]?.properties;
      expectSame(
        properties(after)?.['contract-intruder'],
        properties(before)?.['contract-intruder'],
        'no metadata of the second user',
        after,
      );
    },
  ),
  ...(
    [
      'listDataSelections',
      'listWorkflows',
      'listRuns',
      'listAllRuns',
      'browseOutputRoot',
    ] satisfies OperationId[]
  ).map((operation) =>
    contractCase(operation, 'second-user', 'answer another user too', async ({ call, fixtures }) => {
      const [workflow] = await fixtures.workflows('second');
      expectStatus(
        await call(operation, { path: { id: workflow?.id ?? unknown.workflow }, as: 'second' }),
        200,
      );
    }),
  ),
];

/** Fails the case unless what is hidden is answered as what does not exist, but for what `plain` takes away. */
function expectAlike(hidden: Exchange, none: Exchange, plain: (text: string) => string): void {
  expectStatus(hidden, none.status);
  const told = ({ json, text }: Exchange): string => {
    const { code, detail }: { code?: unknown; detail?: unknown } = Object(json);
    return plain(code === undefined ? text : `${code}: ${detail}`);
  };
  expectSame(told(hidden), told(none), 'the answer for nothing', hidden);
}
