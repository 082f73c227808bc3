import type { components } from '../../../src/generated/types.js';
import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext, Input } from '../context.js';
import { expectErrors, expectProblem, expectSame, expectStatus, readOk, skip } from '../expect.js';
import { unknown } from '../samples.js';
import type { Target } from '../target.js';
import { hiddenFrom } from './support.js';

type Code = components['schemas']['ProblemCode'];

/** Requests for runs that must be refused, each wrong in one way; the body is made from a right one. */
const refusals: readonly Refusal[] = [
  {
    name: 'json-broken',
    what: 'broken JSON',
    code: 'invalid-json',
    input: () => ({ body: '{"in_data_selection":' }),
  },
  { name: 'json-missing', what: 'no body', code: 'invalid-json', input: () => ({}) },
  {
    name: 'json-not-utf8',
    what: 'JSON that is not UTF-8',
    code: 'invalid-json',
    input: () => ({ body: new Uint8Array([0x22, 0xff, 0x22]) }),
  },
  {
    name: 'form',
    what: 'a form instead of JSON',
    code: 'invalid-json',
    input: () => ({ body: 'in_data_selection=x' }),
  },
  { name: 'null', what: 'null', code: 'invalid-body', input: () => ({ json: null }) },
  { name: 'array', what: 'a list', code: 'invalid-body', input: () => ({ json: [] }) },
  { name: 'string', what: 'a string', code: 'invalid-body', input: () => ({ json: 'run' }) },
  { name: 'too-deep', what: 'a body that is too deep', input: (right) => ({ body: deep(right) }) },
  {
    name: 'selection-missing',
    what: 'a body without data selection',
    code: 'invalid-body',
    pointer: '/in_data_selection',
    input: () => ({ json: {} }),
  },
  {
    name: 'selection-null',
    what: 'null as data selection',
    code: 'invalid-body',
    pointer: '/in_data_selection',
    input: (right) => ({ json: { ...right, in_data_selection: null } }),
  },
  {
    name: 'selection-list',
    what: 'a list as data selection',
    code: 'invalid-body',
    pointer: '/in_data_selection',
    input: (right) => ({ json: { ...right, in_data_selection: [right.in_data_selection] } }),
  },
  {
    name: 'selection-empty',
    what: 'an empty data selection',
    code: 'invalid-body',
    pointer: '/in_data_selection',
    input: (right) => ({ json: { ...right, in_data_selection: '' } }),
  },
  {
    name: 'selection-unknown',
    what: 'an unknown data selection',
    code: 'unknown-data-selection',
    pointer: '/in_data_selection',
    input: (right) => ({ json: { ...right, in_data_selection: unknown.selection } }),
  },
  {
    name: 'workflow-id-other',
    what: 'another workflow in the body than in the path',
    pointer: '/workflow_id',
    input: (right) => ({ json: { ...right, workflow_id: unknown.workflow } }),
  },
  {
    name: 'workflow-id-number',
    what: 'a number as workflow',
    code: 'invalid-body',
    pointer: '/workflow_id',
    input: (right) => ({ json: { ...right, workflow_id: 1 } }),
  },
  {
    name: 'nested-extra',
    what: 'parameters both beside and inside params',
    code: 'invalid-body',
    input: (right) => ({ json: { ...right, contract_unknown: 1, params: {} } }),
  },
  ...['in_bucket', 'in_prefix', 'out_bucket', 'out_prefix', 'username'].flatMap((name): Refusal[] => [
    {
      name: `owned-${name.replace('_', '-')}`,
      what: `the server's own ${name}`,
      pointer: `/${name}`,
      input: (right) => ({ json: { ...right, [name]: 'x' } }),
    },
  ]),
  {
    name: 'owned-nested',
    what: "the server's own username in params",
    pointer: '/params/username',
    input: ({ in_data_selection: selection }) => ({
      json: { in_data_selection: selection, params: { username: 'x' } },
    }),
  },
];

interface Refusal {
  name: string;
  what: string;
  code?: Code;
  pointer?: string;
  input(right: Readonly<Record<string, unknown>>): Input;
}

/** What must start no run. */
export const runRefusalCases: readonly ContractCase[] = [
  ...refusals.map((refusal) =>
    contractCase(
      'createRun',
      `refuses-${refusal.name}`,
      `refuse ${refusal.what} with 400`,
      async (context) => {
        const { path, right } = await rightRequest(context);
        const exchange = await context.call('createRun', { path, ...refusal.input(right) });
        expectProblem(exchange, 400, ...(refusal.code === undefined ? [] : [refusal.code]));
        const { pointer } = refusal;
        if (pointer === undefined) return;
        expectErrors(exchange, `errors that point to ${pointer}`, (errors) =>
          errors.some((item) => item.pointer === pointer),
        );
      },
    ),
  ),
  contractCase(
    'createRun',
    'refuses-undeclared',
    'refuse a parameter that the workflow does not declare with 400',
    async (context) => {
      const { path, right } = await rightRequest(context);
      if ((await context.fixtures.target()).details.additional_parameters)
        skip('the workflow takes any parameter');
      expectProblem(await context.call('createRun', { path, json: { ...right, contract_unknown: 1 } }), 400);
    },
  ),
  contractCase(
    'createRun',
    'refuses-parameter',
    'refuse a parameter that breaks its schema with 400',
    async (context) => {
      const { path, right } = await rightRequest(context);
      const wrong =
        wrongParameter(await context.fixtures.target()) ?? skip('no parameter of the workflow has a type');
      const exchange = await context.call('createRun', { path, json: { ...right, ...wrong } });
      expectProblem(exchange, 400);
      const [name = ''] = Object.keys(wrong);
      expectErrors(exchange, `errors that point to ${name}`, (errors) =>
        errors.some(({ pointer }) => pointer?.split('/').includes(name)),
      );
    },
  ),
  contractCase(
    'createRun',
    'refuses-too-large',
    'refuse a body of more than 1 MB with 413',
    async (context) => {
      const { path, right } = await rightRequest(context);
      const json = { ...right, contract_padding: 'x'.repeat(1_048_576) };
      expectProblem(await context.call('createRun', { path, json }), 413, 'body-too-large');
    },
    // A server that takes it shows it in each list from then on.
    { alone: 'runs' },
  ),
  contractCase(
    'createRun',
    'refuses-unknown-workflow',
    'answer 404 to a run of a workflow that does not exist',
    async (context) => {
      const { right } = await rightRequest(context);
      expectProblem(await context.call('createRun', { path: { id: unknown.workflow }, json: right }), 404);
    },
  ),
  contractCase(
    'createRun',
    'other-selection',
    'refuse a data selection of others exactly as none with 400',
    async ({ call, fixtures }) => {
      const { workflow, success } = await fixtures.target();
      const ids = async (user: 'first' | 'second') => (await fixtures.selections(user)).map(({ id }) => id);
      const { hidden, user } =
        hiddenFrom(await ids('first'), await ids('second')) ??
        skip('both users may use the same data selections');
      const path = { id: workflow };
      const answer = (id: string) =>
        call('createRun', { path, as: user, json: { in_data_selection: id, ...success } });
      const problem = expectProblem(await answer(hidden), 400, 'unknown-data-selection');
      const none = expectProblem(await answer(unknown.selection), 400, 'unknown-data-selection');
      expectSame([problem.code, problem.detail], [none.code, none.detail], 'the problem for nothing');
    },
  ),
  contractCase(
    'createRun',
    'refusals-start-nothing',
    'start no run for requests that it refuses',
    async (context) => {
      const { path, right } = await rightRequest(context);
      const before = await newest(context, path);
      for (const { input } of refusals.slice(8)) await context.call('createRun', { path, ...input(right) });
      expectSame(await newest(context, path), before, 'the runs from before');
    },
    { alone: 'runs', class: 'lifecycle' },
  ),
];

async function rightRequest({ fixtures }: CaseContext) {
  const { workflow, selection, success } = await fixtures.target();
  return {
    path: { id: workflow },
    right: { in_data_selection: selection, ...success } as Record<string, unknown>,
  };
}

async function newest({ call }: CaseContext, path: { id: string }): Promise<string[]> {
  const exchange = await call('listRuns', { path });
  expectStatus(exchange, 200);
  return readOk(exchange, 'RunList').runs.map(({ run_id }) => run_id);
}

function wrongParameter({ details }: Target): Record<string, unknown> | undefined {
  const typed = Object.entries(details.parameters).find(([, { schema }]) => typeof schema.type === 'string');
  return typed === undefined ? undefined : { [typed[0]]: { contract: ['no', 'scalar'] } };
}

function deep(right: Readonly<Record<string, unknown>>): string {
  const body = JSON.stringify(right);
  return `${body.slice(0, -1)},"contract_deep":${'['.repeat(5000)}${']'.repeat(5000)}}`;
}
