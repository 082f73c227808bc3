import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { expectProblem, expectSame, expectThat, readOk, skip } from '../expect.js';
import { unknown } from '../samples.js';
import { expectSorted, hiddenFrom } from './support.js';

/** What can be run. */
export const workflowCases: readonly ContractCase[] = [
  contractCase('listWorkflows', 'lists', 'list the workflows that the caller may run', async ({ call }) => {
    readOk(await call('listWorkflows'), 'WorkflowList');
  }),
  contractCase(
    'listWorkflows',
    'order',
    'list workflows in the order of their ids, each once',
    async ({ call }) => {
      const exchange = await call('listWorkflows');
      expectSorted(
        readOk(exchange, 'WorkflowList').workflows.map(({ id }) => id),
        exchange,
      );
    },
  ),
  contractCase(
    'listWorkflows',
    'agrees',
    'list exactly the workflows of the data selections that the caller may use',
    async ({ call, fixtures }) => {
      const exchange = await call('listWorkflows');
      const ids = readOk(exchange, 'WorkflowList').workflows.map(({ id }) => id);
      const selections = await fixtures.selections('first');
      const ofSelections = new Set(selections.flatMap(({ workflows }) => workflows));
      const stray = ids.find((id) => !ofSelections.has(id));
      expectThat(stray === undefined, 'only workflows that may be run over some data', `${stray}`, exchange);
    },
  ),
  contractCase(
    'listWorkflows',
    'other-user',
    'list a workflow only to those who may run it over some data',
    async ({ call, fixtures }) => {
      const exchange = await call('listWorkflows', { as: 'second' });
      const ids = readOk(exchange, 'WorkflowList').workflows.map(({ id }) => id);
      const may = (await fixtures.selections('second')).flatMap(({ workflows }) => workflows);
      const stray = ids.find((id) => !may.includes(id));
      expectThat(stray === undefined, 'workflows of the data of the second user', `${stray}`, exchange);
    },
  ),
  contractCase(
    'getWorkflow',
    'describes',
    'describe a workflow with its parameters',
    async ({ call, fixtures }) => {
      const input = await fixtures.sample('getWorkflow');
      const exchange = await call('getWorkflow', input);
      const details = readOk(exchange, 'WorkflowDetails');
      expectSame(details.id, input.path?.id, 'the id that was asked for', exchange);
      expectThat(details.data_selections.length > 0, 'a data selection to run it over', 'none', exchange);
    },
  ),
  contractCase('getWorkflow', 'agrees', 'describe a workflow as the lists do', async ({ call, fixtures }) => {
    const selections = await fixtures.selections('first');
    for (const { id, description } of (await fixtures.workflows('first')).slice(0, 5)) {
      const exchange = await call('getWorkflow', { path: { id } });
      const details = readOk(exchange, 'WorkflowDetails');
      expectSame(details.description, description, `the description of ${id}`, exchange);
      const offering = selections
        .filter(({ workflows }) => workflows.includes(id))
        .map((selection) => selection.id);
      expectSame(
        [...details.data_selections].sort(),
        offering.sort(),
        `the data selections of ${id}`,
        exchange,
      );
    }
  }),
  contractCase(
    'getWorkflow',
    'parameters',
    'declare parameters whose defaults satisfy their schemas',
    async ({ call, fixtures }) => {
      for (const { id } of (await fixtures.workflows('first')).slice(0, 5)) {
        const exchange = await call('getWorkflow', { path: { id } });
        for (const [name, { default: value, schema }] of Object.entries(
          readOk(exchange, 'WorkflowDetails').parameters,
        )) {
          const allowed: unknown = schema.enum;
          const fits = value === undefined || !Array.isArray(allowed) || allowed.includes(value);
          expectThat(
            fits,
            `a default of ${name} among ${JSON.stringify(allowed)}`,
            JSON.stringify(value),
            exchange,
          );
          expectThat(
            fitsType(value, schema.type),
            `a default of ${name} of the type ${schema.type}`,
            JSON.stringify(value),
            exchange,
          );
        }
      }
    },
  ),
  contractCase(
    'getWorkflow',
    'unknown',
    'answer 404 for a workflow that does not exist',
    async ({ call }) => {
      expectProblem(
        await call('getWorkflow', { path: { id: unknown.workflow } }),
        404,
        'workflow-not-found',
        'not-found',
      );
    },
  ),
  contractCase(
    'getWorkflow',
    'other-user',
    'answer for a workflow of others exactly as for none',
    async (context) => {
      const { hidden, user } = await hiddenWorkflow(context);
      const answer = (id: string) => context.call('getWorkflow', { path: { id }, as: user });
      const { code, detail } = expectProblem(await answer(hidden), 404);
      const none = expectProblem(await answer(unknown.workflow), 404);
      expectSame(
        [code, detail.replaceAll(hidden, '')],
        [none.code, none.detail.replaceAll(unknown.workflow, '')],
        'the problem for nothing',
      );
    },
  ),
  contractCase(
    'listRuns',
    'unknown',
    'answer 404 for the runs of a workflow that does not exist',
    async ({ call }) => {
      expectProblem(
        await call('listRuns', { path: { id: unknown.workflow } }),
        404,
        'workflow-not-found',
        'not-found',
      );
    },
  ),
  contractCase(
    'listRuns',
    'other-workflow',
    'answer 404 for the runs of a workflow that the caller may not run',
    async (context) => {
      const { hidden, user } = await hiddenWorkflow(context);
      expectProblem(await context.call('listRuns', { path: { id: hidden }, as: user }), 404);
    },
  ),
  contractCase(
    'createRun',
    'other-workflow',
    'answer 404 to a run of a workflow that the caller may not run',
    async (context) => {
      const { hidden, user } = await hiddenWorkflow(context);
      const [selection] = await context.fixtures.selections(user);
      const json = { in_data_selection: selection?.id ?? unknown.selection };
      expectProblem(await context.call('createRun', { path: { id: hidden }, json, as: user }), 404);
    },
  ),
];

async function hiddenWorkflow({ fixtures }: CaseContext) {
  const ids = async (user: 'first' | 'second') =>
    (await fixtures.selections(user)).flatMap(({ workflows }) => workflows);
  return hiddenFrom(await ids('first'), await ids('second')) ?? skip('both users may run the same workflows');
}

function fitsType(value: unknown, type: unknown): boolean {
  if (value === undefined || typeof type !== 'string') return true;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return typeof value === type;
}
