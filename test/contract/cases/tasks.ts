import { type ContractCase, contractCase } from '../case.js';
import { expectProblem, expectThat, readOk } from '../expect.js';
import { runPath, unknown } from '../samples.js';

/** The steps of runs. */
export const taskCases: readonly ContractCase[] = [
  contractCase(
    'listRunTasks',
    'lists',
    'list the tasks of a run, each instance once',
    async ({ call, fixtures }) => {
      const exchange = await call('listRunTasks', { path: runPath(await fixtures.anyRun()) });
      const { tasks } = readOk(exchange, 'TaskList');
      const ids = tasks.map(({ task_id, map_index }) => `${task_id}/${map_index}`);
      expectThat(new Set(ids).size === ids.length, 'each instance of a task once', ids.join(', '), exchange);
    },
  ),
  contractCase(
    'listRunTasks',
    'success',
    'show the tasks of a run that succeeded as ended, with their tries and times',
    async ({ call, fixtures }) => {
      const exchange = await call('listRunTasks', { path: runPath(await fixtures.ended('success')) });
      const { tasks } = readOk(exchange, 'TaskList');
      expectThat(
        tasks.some(({ status }) => status === 'success'),
        'a task that succeeded',
        JSON.stringify(tasks),
        exchange,
      );
      const wrong = tasks.find(
        ({ status, tries, start_time, end_time }) =>
          status === 'success' && (tries < 1 || !start_time || !end_time),
      );
      expectThat(
        wrong === undefined,
        'tries and times of each task that succeeded',
        JSON.stringify(wrong),
        exchange,
      );
      const open = tasks.find(({ status }) => ['waiting', 'queued', 'running', 'retrying'].includes(status));
      expectThat(open === undefined, 'no task that goes on', JSON.stringify(open), exchange);
    },
    { effect: 'creates' },
  ),
  contractCase(
    'listRunTasks',
    'failure',
    'show which task of a run failed',
    async ({ call, fixtures }) => {
      const exchange = await call('listRunTasks', { path: runPath(await fixtures.ended('failure')) });
      const { tasks } = readOk(exchange, 'TaskList');
      expectThat(
        tasks.some(({ status }) => status === 'failed'),
        'a task that failed',
        JSON.stringify(tasks),
        exchange,
      );
    },
    { effect: 'creates' },
  ),
  contractCase(
    'listRunTasks',
    'unknown',
    'answer 404 for the tasks of a run that does not exist',
    async ({ call, fixtures }) => {
      const { path = {} } = await fixtures.sample('getWorkflow');
      expectProblem(
        await call('listRunTasks', { path: { ...path, run_id: unknown.run } }),
        404,
        'run-not-found',
        'not-found',
      );
    },
  ),
  contractCase(
    'listRunTasks',
    'unknown-workflow',
    'answer 404 for the tasks of a run of an unknown workflow',
    async ({ call }) => {
      expectProblem(await call('listRunTasks', { path: { id: unknown.workflow, run_id: unknown.run } }), 404);
    },
  ),
];
