import { type ContractCase, contractCase } from '../case.js';
import { expectProblem, expectSame, expectThat, readOk, skip } from '../expect.js';
import { runPath, unknown } from '../samples.js';

/** One run. */
export const runCases: readonly ContractCase[] = [
  contractCase('getRun', 'reads', 'describe the run of the path', async ({ call, fixtures }) => {
    const known = await fixtures.anyRun();
    const exchange = await call('getRun', { path: runPath(known) });
    const run = readOk(exchange, 'Run');
    expectSame(
      [run.workflow_id, run.run_id],
      [known.workflow_id, known.run_id],
      'the ids of the path',
      exchange,
    );
    expectSame(run.state, run.status, 'state, the same as status', exchange);
    expectSame(run.conf, run.params, 'conf, the same as params', exchange);
  }),
  contractCase(
    'getRun',
    'outputs',
    'say where the outputs of a run are browsed',
    async ({ call, fixtures }) => {
      const known = await fixtures.anyRun();
      const exchange = await call('getRun', { path: runPath(known) });
      const { output_prefix: prefix, output_url: url } = readOk(exchange, 'Run');
      if (prefix === null || url === null) skip('the run has no output folder');
      expectThat(
        /^[^/].*\/$/.test(prefix),
        'an output_prefix that ends in a slash and begins with none',
        prefix,
        exchange,
      );
      const path = new URL(url).pathname;
      expectThat(
        path.endsWith(`/output-data/${prefix.split('/').map(encodeURIComponent).join('/')}`),
        `an output_url of ${prefix}`,
        path,
        exchange,
      );
    },
  ),
  contractCase(
    'getRun',
    'unknown',
    'answer 404 for a run that does not exist',
    async ({ call, fixtures }) => {
      const { path = {} } = await fixtures.sample('getWorkflow');
      expectProblem(
        await call('getRun', { path: { ...path, run_id: unknown.run } }),
        404,
        'run-not-found',
        'not-found',
      );
    },
  ),
  contractCase(
    'getRun',
    'unknown-workflow',
    'answer 404 for a run of a workflow that does not exist',
    async ({ call, fixtures }) => {
      const { run_id } = await fixtures.anyRun();
      expectProblem(await call('getRun', { path: { id: unknown.workflow, run_id } }), 404);
    },
  ),
  contractCase(
    'getRun',
    'other-workflow',
    'find a run under its own workflow only',
    async ({ call, fixtures }) => {
      const { run_id, workflow_id } = await fixtures.anyRun();
      const other =
        (await fixtures.workflows('first')).find(({ id }) => id !== workflow_id) ??
        skip('this user may run one workflow only');
      expectProblem(await call('getRun', { path: { id: other.id, run_id } }), 404);
    },
  ),
  contractCase('getRun', 'case-of-id', 'tell upper from lower case in ids', async ({ call, fixtures }) => {
    const known = await fixtures.anyRun();
    const run_id = known.run_id.toUpperCase();
    if (run_id === known.run_id) skip('the id of the run has no lower-case letter');
    expectProblem(await call('getRun', { path: { id: known.workflow_id, run_id } }), 404);
  }),
  contractCase(
    'cancelRun',
    'unknown',
    'answer 404 to the cancelling of a run that does not exist',
    async ({ call, fixtures }) => {
      const { path = {} } = await fixtures.sample('getWorkflow');
      expectProblem(
        await call('cancelRun', { path: { ...path, run_id: unknown.run } }),
        404,
        'run-not-found',
        'not-found',
      );
    },
  ),
  contractCase(
    'cancelRun',
    'unknown-workflow',
    'answer 404 to the cancelling of a run of an unknown workflow',
    async ({ call }) => {
      expectProblem(await call('cancelRun', { path: { id: unknown.workflow, run_id: unknown.run } }), 404);
    },
  ),
];
