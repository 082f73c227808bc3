import { badAnswer, badJson, type Fault, fault, passOn, withBody } from '../fault.js';

const text = { 'Content-Type': 'text/plain' };

/** Answers with the wrong status. */
export const statusFaults: readonly Fault[] = [
  badAnswer(
    'status-200-for-201',
    'status',
    '200 where a run was created',
    { operation: 'createRun', status: [201] },
    async (response) => withBody(response, await response.text(), 200),
  ),
  badAnswer(
    'status-200-for-202',
    'status',
    '200 where a run is being cancelled',
    { operation: 'cancelRun', status: [202] },
    async (response) => withBody(response, await response.text(), 200),
  ),
  badAnswer(
    'status-204-for-200',
    'status',
    '204 where metadata was saved',
    { operation: 'updateOutputMetadata', status: [200] },
    (response) => withBody(response, null, 204),
  ),
  badAnswer(
    'status-404-for-405',
    'status',
    '404 for a method that the path does not know',
    { status: [405] },
    async (response) =>
      withBody(
        response,
        (await response.text()).replaceAll('405', '404').replaceAll('method-not-allowed', 'not-found'),
        404,
      ),
  ),
  badAnswer(
    'status-501',
    'status',
    '501 for an operation',
    { operation: 'listDataSelections' },
    () => new Response('Not Implemented', { status: 501, headers: text }),
  ),
  badAnswer(
    'status-error-in-200',
    'status',
    '200 round an error',
    { operation: 'getRun', status: [404] },
    async (response) => withBody(response, await response.text(), 200),
  ),
  badAnswer(
    'status-422-for-400',
    'status',
    '422 for a body that is not valid',
    { operation: 'createRun', status: [400] },
    async (response) => withBody(response, (await response.text()).replaceAll('400', '422'), 422),
  ),
  badAnswer(
    'status-418',
    'status',
    'a status that is not documented',
    { operation: 'listRuns', status: [404] },
    async (response) => withBody(response, (await response.text()).replaceAll('404', '418'), 418),
  ),
  fault('status-head-404', 'status', '404 for HEAD', async (passing) => {
    const response = await passing.right(passing.fresh(), passing.info);
    return passing.request.method === 'HEAD' ? withBody(response, null, 404) : response;
  }),
  fault('status-head-405', 'status', '405 for HEAD', async (passing) => {
    const response = await passing.right(passing.fresh(), passing.info);
    return passing.request.method === 'HEAD' ? withBody(response, null, 405) : response;
  }),
  fault('status-empty-404', 'status', '404 for an empty top folder', async (passing) => {
    const response = await passing.right(passing.fresh(), passing.info);
    if (passing.operation !== 'browseOutputRoot' || response.status !== 200) return response;
    return passOn(passing, { target: '/output-data/contract-nothing' });
  }),
  fault('status-options-405', 'status', '405 for OPTIONS', async (passing) => {
    const response = await passing.right(passing.fresh(), passing.info);
    return passing.request.method === 'OPTIONS' ? withBody(response, null, 405) : response;
  }),
  fault('status-body-on-204', 'status', 'a body on a 204', async (passing) => {
    const response = await passing.right(passing.fresh(), passing.info);
    if (passing.request.method !== 'OPTIONS') return response;
    // No Response can be made so, but one can be told to say so.
    return Object.defineProperty(withBody(response, 'done', 200), 'status', { value: 204 });
  }),
  badJson(
    'status-body-other',
    'errors',
    'another status in the body than in the answer',
    { status: [400, 401, 403, 404, 405] },
    (problem) => ({ ...problem, status: 500 }),
  ),
];
