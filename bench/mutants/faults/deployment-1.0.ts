import type { OperationId } from '../../../src/generated/operations.js';
import type { CaseClass } from '../../../test/contract/classes.js';
import { readClaims, signToken } from '../../../test/contract/jwt.js';
import {
  badAnswer,
  badJson,
  type Fault,
  fault,
  type Json,
  type Passing,
  passOn,
  withBody,
  withHeaders,
} from '../fault.js';

const gateway = (status: number, message: string | null) => Response.json({ message }, { status });
const crashed = () => gateway(502, 'Internal server error');
const onward = ({ right, fresh, info }: Passing) => right(fresh(), info);
const claimsOf = ({ request }: Passing) =>
  readClaims((request.headers.get('authorization') ?? '').replace(/^bearer /i, ''));

/** Another answer in place of refusals of an operation. */
function inPlace(
  id: string,
  kind: CaseClass,
  what: string,
  operation: OperationId,
  status: number,
  answer: (text: string, passing: Passing) => Response | undefined,
): Fault {
  return badAnswer(id, kind, what, { operation, status: [status] }, async (response, passing) => {
    const text = await response.text();
    return answer(text, passing) ?? withBody(response, text);
  });
}

/** An operation that answers one thing to everybody whom it lets in. */
const always = (id: string, what: string, operation: OperationId, answer: () => Response): Fault =>
  fault(id, 'status', what, async (passing) => {
    const response = await onward(passing);
    return passing.operation === operation && ![401, 403].includes(response.status) ? answer() : response;
  });

const empty = { prefix: 'x/', folders: {}, files: {} };

/** What the 1.0 deployment gets wrong on the wire and the other faults do not have, one at a time. */
export const oldFaults: readonly Fault[] = [
  fault('old-subject-500', 'auth', '500 for a subject without =', async (passing) => {
    const claims = claimsOf(passing);
    return claims !== undefined && !String(claims.sub ?? '').includes('=')
      ? gateway(500, null)
      : onward(passing);
  }),
  fault('old-username-claim', 'auth', '500 for a token with a claim username', async (passing) =>
    claimsOf(passing)?.username === undefined ? onward(passing) : gateway(500, null),
  ),
  fault('old-no-leeway', 'auth', 'a token denied until its nbf', async (passing, { jwtSecret }) => {
    const claims = claimsOf(passing);
    if (claims === undefined || Number(claims.nbf ?? 0) <= Date.now() / 1000) return onward(passing);
    const token = await signToken({ ...claims, exp: 1 }, jwtSecret);
    return passOn(passing, { headers: { Authorization: `Bearer ${token}` } });
  }),
  inPlace(
    'old-no-selection',
    'robustness',
    '502 for a body without data selection',
    'createRun',
    400,
    (text) => (/"pointer":"\/in_data_selection"/.test(text) ? crashed() : undefined),
  ),
  fault('old-nested', 'robustness', 'nested parameters dropped', async (passing) => {
    const text = passing.operation === 'createRun' ? await passing.fresh().text() : '';
    if (!/"params":\{/.test(text)) return onward(passing);
    return passOn(passing, { body: text.replace(/"params":\{.*\}\}$/, '"params":{}}') });
  }),
  badJson(
    'old-state',
    'schema',
    'state without status',
    { operation: 'createRun' },
    ({ status: _, ...run }) => run,
  ),
  inPlace('old-invalid-json', 'status', '400 for a workflow that does not exist', 'createRun', 404, () =>
    Response.json('Invalid JSON format in the request body', { status: 400 }),
  ),
  fault('old-tilde', 'encoding', '~ taken for all workflows', async (passing) =>
    passing.target.startsWith('/workflows/~/runs') && passing.request.method === 'GET'
      ? passOn(passing, { target: '/runs' })
      : onward(passing),
  ),
  inPlace('old-no-runs', 'status', 'an empty list for a workflow that does not exist', 'listRuns', 404, () =>
    Response.json({ runs: [] }),
  ),
  badJson<{ runs: Json[] }>(
    'old-output-url',
    'lifecycle',
    'an output_url that leads to the top',
    { operation: 'listRuns' },
    (body) => ({
      ...body,
      runs: body.runs.map((run) => ({ ...run, output_url: 'http://server.invalid/dev/output-data/' })),
    }),
  ),
  always('old-workflows-502', '502 for the list of workflows', 'listWorkflows', crashed),
  always('old-workflow-502', '502 for every workflow', 'getWorkflow', crashed),
  always('old-root-403', 'no route to the top of the outputs', 'browseOutputRoot', () =>
    gateway(403, 'Missing Authentication Token'),
  ),
  fault('old-nested-403', 'encoding', 'no route to folders in folders', async (passing) =>
    /^\/output-data\/[^/]+\/[^/?]/.test(passing.target)
      ? gateway(403, 'Missing Authentication Token')
      : onward(passing),
  ),
  inPlace(
    'old-unfiltered',
    'robustness',
    'every workflow for an empty id',
    'listDataSelectionWorkflows',
    400,
    (_, { target }) =>
      target.endsWith('data_id=')
        ? Response.json({ workflows: [{ id: 'internal', description: null }] })
        : undefined,
  ),
  inPlace(
    'old-prefix-unchecked',
    'encoding',
    'prefixes that are not valid listed as empty',
    'browseOutputs',
    400,
    () => Response.json(empty),
  ),
  inPlace(
    'old-empty-folder',
    'status',
    'a folder that does not exist listed as empty',
    'browseOutputs',
    404,
    () => Response.json(empty),
  ),
  fault(
    'old-path-ignored',
    'metadata',
    'metadata written below the prefix of the body only',
    async (passing) => {
      const body: unknown =
        passing.operation === 'updateOutputMetadata'
          ? await passing
              .fresh()
              .json()
              .catch(() => null)
          : null;
      if (typeof body !== 'object' || body === null || !('files' in body) || 'prefix' in body)
        return onward(passing);
      return Response.json({ prefix: '', saved: Object.keys(Object(body.files)) });
    },
  ),
  inPlace(
    'old-values-502',
    'robustness',
    '502 for values that are no texts',
    'updateOutputMetadata',
    400,
    (text) => (/"pointer":"[^"]*\/properties\/k/.test(text) ? crashed() : undefined),
  ),
  inPlace('old-keys', 'robustness', 'keys that are not valid taken', 'updateOutputMetadata', 400, (text) =>
    /"pointer":"[^"]*\/properties/.test(text) ? Response.json({ prefix: 'x/', saved: [] }) : undefined,
  ),
  inPlace(
    'old-slash',
    'robustness',
    'prefixes and names that lead elsewhere taken',
    'updateOutputMetadata',
    400,
    (text) =>
      /"pointer":"\/(?:prefix|files\/[^/"]*)"/.test(text)
        ? Response.json({ prefix: 'x/', saved: [] })
        : undefined,
  ),
  inPlace('old-empty-body', 'robustness', '200 for no files', 'updateOutputMetadata', 400, (text) =>
    /"pointer":"\/files"/.test(text) ? Response.json({ prefix: 'x/', saved: [] }) : undefined,
  ),
  inPlace('old-sizes', 'robustness', 'bodies of any size taken', 'createRun', 413, () =>
    Response.json({ run_id: 'x', state: 'queued' }, { status: 201 }),
  ),
  badAnswer('old-text', 'schema', 'a text called JSON', { operation: 'updateOutputMetadata' }, (response) =>
    withBody(response, 'metadata saved for files: x'),
  ),
  badAnswer(
    'old-gateway',
    'status',
    "the gateway's 403 for what it does not know",
    { status: [404, 405] },
    (response, { operation }) =>
      operation === undefined ? gateway(403, 'Missing Authentication Token') : response,
  ),
  fault('old-options', 'status', '200 for OPTIONS', async (passing) => {
    const response = await onward(passing);
    return passing.request.method === 'OPTIONS' ? withBody(response, null, 200) : response;
  }),
  badAnswer('old-no-challenge', 'auth', 'no WWW-Authenticate with 401', { status: [401] }, (response) =>
    withHeaders(response, { 'www-authenticate': null }),
  ),
];
