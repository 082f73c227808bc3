import type { OperationId } from '../../../src/generated/operations.js';
import { badAnswer, type Fault, fault, passOn, withBody } from '../fault.js';

/** Lets the second user do one thing as the first. */
function shared(id: string, what: string, operations: readonly OperationId[]): Fault {
  return fault(id, 'tenancy', what, async (passing, { first, second }) => {
    const { operation, request, right, info } = passing;
    const isOther = request.headers.get('authorization') === `Bearer ${second}`;
    if (!isOther || operation === undefined || !operations.includes(operation))
      return right(passing.fresh(), info);
    const own = await right(passing.fresh(), info);
    return own.status === 404 || operation.startsWith('list') || operation === 'browseOutputRoot'
      ? passOn(passing, { headers: { Authorization: `Bearer ${first}` } })
      : own;
  });
}

/** Says by 403 that something is there. */
function told(id: string, what: string, operations: readonly OperationId[]): Fault {
  return fault(id, 'tenancy', what, async (passing, { first }) => {
    const { operation, right, info } = passing;
    const own = await right(passing.fresh(), info);
    if (own.status !== 404 || operation === undefined || !operations.includes(operation)) return own;
    const there = await passOn(passing, {
      method: 'GET',
      body: null,
      target: passing.target.replace(/\/cancel$/, ''),
      headers: { Authorization: `Bearer ${first}` },
    });
    return there.status === 200
      ? withBody(
          own,
          (await own.text()).replaceAll('404', '403').replace(/"code":"[^"]*"/, '"code":"not-authorized"'),
          403,
        )
      : own;
  });
}

/** What users get of others. */
export const tenancyFaults: readonly Fault[] = [
  shared('tenancy-run', "another user's run is shown", ['getRun']),
  shared('tenancy-list', "another user's runs are listed", ['listRuns']),
  shared('tenancy-list-all', "another user's runs are listed among all", ['listAllRuns']),
  shared('tenancy-outputs', "another user's outputs are shown", ['browseOutputs']),
  shared('tenancy-root', "another user's outputs are listed at the top", ['browseOutputRoot']),
  shared('tenancy-metadata', "another user's metadata can be written", ['updateOutputMetadata']),
  shared('tenancy-log', "another user's logs are shown", ['getTaskLog']),
  shared('tenancy-tasks', "another user's tasks are shown", ['listRunTasks']),
  shared('tenancy-cancel', "another user's run can be cancelled", ['cancelRun']),
  shared('tenancy-workflow', 'workflows are described to everybody', ['getWorkflow']),
  shared('tenancy-workflows', 'workflows are listed to everybody', ['listWorkflows']),
  shared('tenancy-selection', 'workflows for a selection are listed to everybody', [
    'listDataSelectionWorkflows',
  ]),
  shared('tenancy-selections', 'data selections are listed to everybody', ['listDataSelections']),
  fault(
    'tenancy-create',
    'tenancy',
    'runs over the data of others are started',
    async (passing, { first, second }) => {
      const { operation, request, right, info } = passing;
      const own = await right(passing.fresh(), info);
      const isOther = request.headers.get('authorization') === `Bearer ${second}`;
      if (!isOther || operation !== 'createRun' || ![400, 404].includes(own.status)) return own;
      return passOn(passing, { headers: { Authorization: `Bearer ${first}` } });
    },
  ),
  told('tenancy-403', "403 tells that another user's run is there", [
    'getRun',
    'cancelRun',
    'listRunTasks',
    'getTaskLog',
  ]),
  told('tenancy-403-workflow', '403 tells that a workflow is there', ['getWorkflow']),
  badAnswer(
    'tenancy-detail',
    'tenancy',
    'the wording tells that a run is there',
    { operation: ['getRun'], status: [404] },
    async (response, { target, request, right, info }) => {
      const text = await response.text();
      if (target.includes('unknown')) return withBody(response, text);
      await right(new Request(request.url), info);
      return withBody(response, text.replace(/"detail":"[^"]*"/, '"detail":"This run is not yours."'));
    },
  ),
];
