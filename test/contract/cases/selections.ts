import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { expectProblem, expectSame, expectThat, readOk, skip } from '../expect.js';
import { unknown } from '../samples.js';
import { expectSorted, hiddenFrom } from './support.js';

/** Data selections and the workflows for them. */
export const selectionCases: readonly ContractCase[] = [
  contractCase(
    'listDataSelections',
    'lists',
    'list the data selections that the caller may use',
    async ({ call }) => {
      const exchange = await call('listDataSelections');
      const { data_selections: all } = readOk(exchange, 'DataSelectionList');
      const empty = all.find(({ workflows }) => workflows.length === 0);
      expectThat(
        empty === undefined,
        'only selections over which something may be run',
        `${empty?.id} without workflows`,
        exchange,
      );
    },
  ),
  contractCase(
    'listDataSelections',
    'order',
    'list data selections in the order of their ids, each once',
    async ({ call }) => {
      const exchange = await call('listDataSelections');
      expectSorted(
        readOk(exchange, 'DataSelectionList').data_selections.map(({ id }) => id),
        exchange,
      );
    },
  ),
  contractCase(
    'listDataSelections',
    'agrees',
    'list the same workflows with the selections as for each of them',
    async ({ call }) => {
      const { data_selections: all } = readOk(await call('listDataSelections'), 'DataSelectionList');
      for (const { id, workflows } of all.slice(0, 3)) {
        const exchange = await call('listDataSelectionWorkflows', { query: { data_id: id } });
        const ids = readOk(exchange, 'WorkflowList').workflows.map((workflow) => workflow.id);
        expectSame([...ids].sort(), [...workflows].sort(), `the workflows of ${id}`, exchange);
      }
    },
  ),
  contractCase(
    'listDataSelections',
    'other-user',
    'list a data selection only to those who may run something over it',
    async ({ call, fixtures }) => {
      const exchange = await call('listDataSelections', { as: 'second' });
      const may = (await fixtures.workflows('second')).map(({ id }) => id);
      const listed = readOk(exchange, 'DataSelectionList').data_selections;
      const stray = listed.find(({ workflows }) => !workflows.every((id) => may.includes(id)));
      expectThat(
        stray === undefined,
        'workflows that the second user may run',
        `${stray?.workflows}`,
        exchange,
      );
    },
  ),
  contractCase(
    'listDataSelectionWorkflows',
    'lists',
    'list the workflows for a data selection whose id may hold a slash',
    async ({ call, fixtures }) => {
      const exchange = await call(
        'listDataSelectionWorkflows',
        await fixtures.sample('listDataSelectionWorkflows'),
      );
      const { workflows } = readOk(exchange, 'WorkflowList');
      expectThat(workflows.length > 0, 'at least one workflow', 'none', exchange);
      expectSorted(
        workflows.map(({ id }) => id),
        exchange,
      );
    },
  ),
  contractCase(
    'listDataSelectionWorkflows',
    'unknown',
    'answer 404 for a data selection that does not exist',
    async ({ call }) => {
      const query = { data_id: unknown.selection };
      expectProblem(
        await call('listDataSelectionWorkflows', { query }),
        404,
        'data-selection-not-found',
        'not-found',
      );
    },
  ),
  contractCase(
    'listDataSelectionWorkflows',
    'missing',
    'refuse a request without data_id with 400',
    async ({ call }) => {
      expectProblem(await call('listDataSelectionWorkflows'), 400, 'invalid-parameter');
    },
  ),
  contractCase(
    'listDataSelectionWorkflows',
    'other-user',
    'answer for a selection of others only as for none',
    async (context) => {
      const { hidden, user } = await hiddenSelection(context);
      const answer = (id: string) =>
        context.call('listDataSelectionWorkflows', { query: { data_id: id }, as: user });
      const problem = expectProblem(await answer(hidden), 404);
      expectSame(
        problem.code,
        expectProblem(await answer(unknown.selection), 404).code,
        'the code for nothing',
      );
    },
  ),
  contractCase(
    'listDataSelectionWorkflowsByPath',
    'lists',
    'list the same workflows by path as by query',
    async ({ call, fixtures }) => {
      const byPath = await call(
        'listDataSelectionWorkflowsByPath',
        await fixtures.sample('listDataSelectionWorkflowsByPath'),
      );
      const byQuery = await call(
        'listDataSelectionWorkflows',
        await fixtures.sample('listDataSelectionWorkflows'),
      );
      expectSame(
        readOk(byPath, 'WorkflowList'),
        readOk(byQuery, 'WorkflowList'),
        'the list by query',
        byPath,
      );
    },
  ),
  contractCase(
    'listDataSelectionWorkflowsByPath',
    'unknown',
    'answer 404 for a data selection that does not exist',
    async ({ call }) => {
      const path = { data_id: unknown.selection };
      expectProblem(
        await call('listDataSelectionWorkflowsByPath', { path }),
        404,
        'data-selection-not-found',
        'not-found',
      );
    },
  ),
  contractCase(
    'listDataSelectionWorkflowsByPath',
    'other-user',
    'answer 404 for a selection of others',
    async (context) => {
      const { hidden, user } = await hiddenSelection(context);
      expectProblem(
        await context.call('listDataSelectionWorkflowsByPath', { path: { data_id: hidden }, as: user }),
        404,
      );
    },
  ),
];

async function hiddenSelection({ fixtures }: CaseContext) {
  const ids = async (user: 'first' | 'second') => (await fixtures.selections(user)).map(({ id }) => id);
  return (
    hiddenFrom(await ids('first'), await ids('second')) ?? skip('both users may use the same data selections')
  );
}
