import { itemsOf, textOf } from '../../../src/client/normalize.js';
import type { components } from '../../../src/generated/types.js';
import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext, Input } from '../context.js';
import type { Exchange } from '../exchange.js';
import {
  expectHeader,
  expectKind,
  expectSame,
  expectStatus,
  expectThat,
  isA,
  readOk,
  skip,
} from '../expect.js';
import { runOf, runsOf } from '../read-runs.js';
import { runPath } from '../samples.js';

type Run = components['schemas']['Run'];

/** Starting runs. */
export const runCreationCases: readonly ContractCase[] = [
  contractCase(
    'createRun',
    'accepts',
    'answer 201 with a run that has the parameters that were given',
    async (context) => {
      const { exchange, run } = await context.fixtures.creation();
      readOk(exchange, 'Run', 201);
      const { selection, workflow, success } = await context.fixtures.target();
      expectSame(run.workflow_id, workflow, 'the workflow of the path', exchange);
      expectSame(run.in_data_selection, selection, 'the data selection of the body', exchange);
      expectSame(subset(run.params, success), success, 'the parameters of the body', exchange);
      expectThat(
        ['queued', 'running', 'success'].includes(run.status),
        'a run that begins',
        run.status,
        exchange,
      );
      expectSame(run.state, run.status, 'state, the same as status', exchange);
      expectSame(run.conf, run.params, 'conf, the same as params', exchange);
    },
  ),
  contractCase(
    'createRun',
    'location',
    'lead to the run by Location',
    async (context) => {
      const { exchange, run } = await context.fixtures.creation();
      const location = expectHeader(exchange, 'Location');
      const { origin } = new URL(exchange.request.url);
      expectKind('header', URL.canParse(location), 'an absolute Location', location, exchange);
      if (!context.features.offers('runs-detail')) return;
      if (new URL(location).origin !== origin)
        skip('Location leads to another origin, where no token is sent');
      const got = await context.call('getRun', { target: location });
      expectSame(readOk(got, 'Run').run_id, run.run_id, 'the run that was created', got);
    },
    { class: 'lifecycle' },
  ),
  contractCase(
    'createRun',
    'readable',
    'let a run be read as soon as it is accepted',
    async (context) => {
      const { run } = await context.fixtures.creation();
      const exchange = await context.call('getRun', { path: runPath(run) });
      const got = readOk(exchange, 'Run');
      const fixed = ({ run_id, workflow_id, created_at, in_data_selection, params, output_prefix }: Run) => [
        run_id,
        workflow_id,
        created_at,
        in_data_selection,
        params,
        output_prefix,
      ];
      expectSame(fixed(got), fixed(run), 'the run as it was accepted', exchange);
    },
    { feature: 'runs-detail' },
  ),
  contractCase(
    'createRun',
    'listed',
    'list a run as soon as it is accepted',
    async (context) => {
      const { run } = await create(context);
      const exchange = await context.call('listRuns', { path: { id: run.workflow_id } });
      const listed = readOk(exchange, 'RunList').runs.some(({ run_id }) => run_id === run.run_id);
      expectThat(listed, `run ${run.run_id} in the list`, 'a list without it', exchange);
    },
    // While it is the newest of all, because a list may be behind by that one.
    { alone: 'runs' },
  ),
  contractCase(
    'createRun',
    'other-listed',
    'start a workflow only over data for which it is listed to the caller',
    async ({ call, fixtures }) => {
      const { workflow, selection, success } = await fixtures.target();
      const listed = async (as: 'first' | 'second') =>
        idsOf(await call('listDataSelectionWorkflows', { query: { data_id: selection }, as }));
      const others = await listed('second');
      const hidden = [workflow, ...(await listed('first'))].find((id) => !others.includes(id));
      const id = hidden ?? skip('the second user may run the same workflows');
      const json = { in_data_selection: selection, ...(id === workflow ? success : {}) };
      const exchange = await call('createRun', { path: { id }, json, as: 'second' });
      expectStatus(exchange, 400, 404);
    },
  ),
  contractCase('createRun', 'nested', 'take parameters in an object of their own', async (context) => {
    const { workflow, selection, success } = await context.fixtures.target();
    const json = { workflow_id: workflow, in_data_selection: selection, params: success };
    const { exchange, run } = await create(context, { json });
    const { params } = isA('Run', exchange.json) ? run : ((await listed(context, run)) ?? run);
    expectSame(subset(params, success), success, 'the parameters of the body', exchange);
  }),
  contractCase('createRun', 'media-type', 'read JSON whatever its content type says', async (context) => {
    const { json } = await context.fixtures.sample('createRun');
    await create(context, { json, headers: { 'Content-Type': 'text/plain;charset=UTF-8' } });
  }),
  contractCase('createRun', 'workflow-id', 'take the id of the path in the body too', async (context) => {
    const { workflow, selection, success } = await context.fixtures.target();
    await create(context, { json: { workflow_id: workflow, in_data_selection: selection, ...success } });
  }),
  contractCase(
    'createRun',
    'separate',
    'start a run of its own for each request without a key',
    async (context) => {
      const [first, second] = [await context.fixtures.creation(), await create(context)];
      expectThat(
        first.run.run_id !== second.run.run_id,
        'two runs',
        `one, ${first.run.run_id}`,
        second.exchange,
      );
      const folders = [first.run.output_prefix, second.run.output_prefix];
      expectThat(
        folders[0] === null || folders[0] !== folders[1],
        'two output folders',
        `one, ${folders[0]}`,
        second.exchange,
      );
    },
  ),
  contractCase(
    'createRun',
    'own-parameters',
    'show only parameters of the workflow as those of a run',
    async (context) => {
      const { exchange, run } = await context.fixtures.creation();
      const { details } = await context.fixtures.target();
      if (details.additional_parameters) skip('the workflow takes any parameter');
      const stray = Object.keys({ ...run.params, ...run.conf }).filter(
        (name) => !(name in details.parameters),
      );
      expectThat(stray.length === 0, 'no other parameters', stray.join(', '), exchange);
    },
    { class: 'schema' },
  ),
];

/** Starts the sample run, or one of the given body. */
export async function create(
  context: CaseContext,
  input: Input = {},
): Promise<{ exchange: Exchange; run: Run }> {
  const sample = await context.fixtures.sample('createRun');
  const exchange = await context.call('createRun', { ...sample, ...input });
  expectStatus(exchange, 201);
  return { exchange, run: runOf(exchange, sample.path?.id ?? '') };
}

/** The ids of a list of workflows; none where the caller may not know of the data. */
function idsOf(exchange: Exchange): string[] {
  expectStatus(exchange, 200, 404);
  const ids = itemsOf(exchange.json, 'workflows', (raw) => textOf(Object(raw).id) ?? undefined);
  return ids ?? [];
}

async function listed({ call }: CaseContext, { workflow_id: id, run_id }: Run): Promise<Run | undefined> {
  return runsOf(await call('listRuns', { path: { id } }), id).find((run) => run.run_id === run_id);
}

// A server may add the defaults of what was not given.
function subset(
  all: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.keys(given).map((name) => [name, all[name]]));
}
