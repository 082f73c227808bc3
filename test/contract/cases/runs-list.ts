import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { expectSame, expectThat, readOk, skip } from '../expect.js';
import type { Run } from '../fixtures.js';
import { runOf, runsOf } from '../read-runs.js';
import { expectNewestFirst } from './support.js';

const statuses: readonly Run['status'][] = ['queued', 'running', 'success', 'failed'];

/** Lists of runs. Pages are the business of their own cases. */
export const runListCases: readonly ContractCase[] = [
  contractCase(
    'listRuns',
    'lists',
    'list runs of the workflow of the path only, newest first',
    async ({ call, fixtures }) => {
      const input = await fixtures.sample('listRuns');
      const exchange = await call('listRuns', input);
      const { runs } = readOk(exchange, 'RunList');
      const stray = runs.find(({ workflow_id }) => workflow_id !== input.path?.id);
      expectThat(stray === undefined, `runs of ${input.path?.id}`, `one of ${stray?.workflow_id}`, exchange);
      expectNewestFirst(runs, exchange);
      expectDistinct(runs);
    },
  ),
  contractCase(
    'listRuns',
    'newest-first',
    'list a run before those that were accepted before it',
    async (context) => {
      const { run: older } = await context.fixtures.creation();
      const sample = await context.fixtures.sample('createRun');
      const newer = runOf(await context.call('createRun', sample), older.workflow_id);
      const exchange = await context.call('listRuns', { path: { id: older.workflow_id } });
      const ids = runsOf(exchange, older.workflow_id).map(({ run_id }) => run_id);
      const [above, below] = [ids.indexOf(newer.run_id), ids.indexOf(older.run_id)];
      if (above < 0 || below < 0) skip('one of the two runs is not listed');
      expectThat(above < below, `${newer.run_id} before ${older.run_id}`, 'the older one first', exchange);
    },
    { effect: 'creates' },
  ),
  contractCase(
    'listRuns',
    'tilde',
    'take ~ for the id of a workflow that does not exist, not for all of them',
    async ({ call, fixtures }) => {
      await fixtures.anyRun();
      const exchange = await call('listRuns', { path: { id: '~' } });
      const runs = exchange.status === 200 ? runsOf(exchange, '~') : [];
      const [run] = runs;
      expectThat(run === undefined, 'no runs', `run ${run?.run_id} of ${run?.workflow_id}`, exchange);
    },
    { class: 'encoding' },
  ),
  contractCase(
    'listRuns',
    'output-url',
    'lead by output_url to the outputs of a run, never to the top of all outputs',
    async ({ call, fixtures }) => {
      const { path = {} } = await fixtures.sample('listRuns');
      const exchange = await call('listRuns', { path });
      const stray = runsOf(exchange, path.id ?? '').find(({ output_url: url }) =>
        /\/output-data\/?$/.test(url ?? ''),
      );
      const actual = `${stray?.output_url} for ${stray?.run_id}`;
      expectThat(stray === undefined, 'null or the address of a folder', actual, exchange);
    },
  ),
  ...statuses.map((status) =>
    contractCase(
      'listRuns',
      `status-${status}`,
      `list only runs that are ${status} when asked for these`,
      async (context) => {
        const { path = {} } = await context.fixtures.sample('listRuns');
        const exchange = await context.call('listRuns', { path, query: { status } });
        expectStatusOnly(readOk(exchange, 'RunList').runs, status);
      },
    ),
  ),
  contractCase(
    'listRuns',
    'status-finds',
    'find runs by their status',
    async ({ call, fixtures }) => {
      for (const run of [await fixtures.ended('success'), await fixtures.ended('failure')]) {
        const exchange = await call('listRuns', {
          path: { id: run.workflow_id },
          query: { status: run.status },
        });
        const found = readOk(exchange, 'RunList').runs.some(({ run_id }) => run_id === run.run_id);
        expectThat(
          found,
          `run ${run.run_id} among those that are ${run.status}`,
          'a list without it',
          exchange,
        );
      }
    },
    { effect: 'creates' },
  ),
  contractCase(
    'listRuns',
    'agrees',
    'list a run as it describes it by itself',
    async ({ call, fixtures }) => {
      const run = await fixtures.anyRun();
      const exchange = await call('listRuns', { path: { id: run.workflow_id } });
      const listed = readOk(exchange, 'RunList').runs.find(({ run_id }) => run_id === run.run_id);
      const got = await call('getRun', { path: { id: run.workflow_id, run_id: run.run_id } });
      expectSame(listed, readOk(got, 'Run'), 'the run by itself', exchange);
    },
    { feature: 'runs-detail' },
  ),
  contractCase(
    'listAllRuns',
    'lists',
    'list runs of every workflow, newest first',
    async ({ call, fixtures }) => {
      const exchange = await call('listAllRuns');
      const { runs } = readOk(exchange, 'RunList');
      expectNewestFirst(runs, exchange);
      expectDistinct(runs.map((run) => ({ ...run, run_id: `${run.workflow_id}/${run.run_id}` })));
      const known = (await fixtures.workflows('first')).map(({ id }) => id);
      const stray = runs.find(({ workflow_id }) => !known.includes(workflow_id));
      expectThat(
        stray === undefined,
        'runs of workflows that the caller may run',
        `one of ${stray?.workflow_id}`,
        exchange,
      );
    },
  ),
  contractCase(
    'listAllRuns',
    'complete',
    'list what the lists of the workflows list',
    async ({ call, fixtures }) => {
      const run = await fixtures.anyRun();
      const exchange = await call('listAllRuns', { query: { page_size: 1000 } });
      const found = readOk(exchange, 'RunList').runs.find(({ run_id }) => run_id === run.run_id);
      expectSame(found?.workflow_id, run.workflow_id, `run ${run.run_id} with its workflow`, exchange);
    },
  ),
  ...statuses.map((status) =>
    contractCase(
      'listAllRuns',
      `status-${status}`,
      `list only runs that are ${status} when asked for these`,
      async ({ call }) => {
        expectStatusOnly(readOk(await call('listAllRuns', { query: { status } }), 'RunList').runs, status);
      },
    ),
  ),
  contractCase(
    'listAllRuns',
    'status-finds',
    'find runs by their status',
    async ({ call, fixtures }) => {
      const run = await fixtures.ended('failure');
      const exchange = await call('listAllRuns', { query: { status: 'failed' } });
      const found = readOk(exchange, 'RunList').runs.some(({ run_id }) => run_id === run.run_id);
      expectThat(found, `run ${run.run_id}`, 'a list without it', exchange);
    },
    { effect: 'creates' },
  ),
  contractCase('listRuns', 'other-user', 'list runs to their owner only', async (context) => {
    const run = await context.fixtures.anyRun();
    const others = await listedTo(context, 'listRuns', run.workflow_id);
    expectThat(!others.includes(run.run_id), `no ${run.run_id} for the second user`, 'it is listed');
  }),
  contractCase('listAllRuns', 'other-user', 'list runs to their owner only', async (context) => {
    const run = await context.fixtures.anyRun();
    const others = await listedTo(context, 'listAllRuns', run.workflow_id);
    expectThat(!others.includes(run.run_id), `no ${run.run_id} for the second user`, 'it is listed');
  }),
  contractCase(
    'listRuns',
    'both-users',
    'list to each of two users their own runs of a workflow',
    async ({ call, fixtures }) => {
      const [first, second] = [await fixtures.run('success'), await fixtures.run('second')];
      for (const [own, other, as] of [
        [first, second, 'first'],
        [second, first, 'second'],
      ] as const) {
        const exchange = await call('listRuns', { path: { id: own.workflow_id }, as });
        const ids = readOk(exchange, 'RunList').runs.map(({ run_id }) => run_id);
        expectThat(
          ids.includes(own.run_id),
          `the ${as} user's run ${own.run_id}`,
          'a list without it',
          exchange,
        );
        expectThat(!ids.includes(other.run_id), 'no run of the other user', other.run_id, exchange);
      }
    },
    { effect: 'creates' },
  ),
];

async function listedTo(
  { call, fixtures }: CaseContext,
  operation: 'listRuns' | 'listAllRuns',
  workflow: string,
): Promise<string[]> {
  const may = (await fixtures.workflows('second')).some(({ id }) => id === workflow);
  if (!may && operation === 'listRuns') skip('the second user may not run the same workflow');
  const path = operation === 'listRuns' ? { id: workflow } : {};
  return runsOf(await call(operation, { path, as: 'second' }), workflow).map(({ run_id }) => run_id);
}

function expectStatusOnly(runs: readonly Run[], status: Run['status']): void {
  const stray = runs.find((run) => run.status !== status);
  expectThat(stray === undefined, `runs that are ${status}`, `one that is ${stray?.status}`);
}

function expectDistinct(runs: readonly Pick<Run, 'run_id'>[]): void {
  expectSame(new Set(runs.map(({ run_id }) => run_id)).size, runs.length, 'the number of different runs');
}
