import type { OperationId } from '../../../src/generated/operations.js';
import { badAnswer, badJson, type Fault, fault, type Json, passOn, withBody } from '../fault.js';

const errors = [400, 401, 403, 404, 405, 406, 409, 413, 422];
const trace = 'TypeError: x is undefined\n    at run (/app/src/run.js:10:5)\n    at /app/src/main.js:3:1';
const plain = { 'Content-Type': 'text/plain', 'X-Request-Id': 'r' };

/** 400 answered in another way, where the reason has this code. */
function instead(
  id: string,
  what: string,
  code: string,
  answer: (passing: Parameters<Parameters<typeof badAnswer>[4]>[1]) => Response | Promise<Response>,
  operation?: OperationId,
): Fault {
  return badAnswer(
    id,
    'robustness',
    what,
    { status: [400, 413], ...(operation && { operation }) },
    async (response, passing) => {
      const text = await response.text();
      return text.includes(`"${code}"`) ? answer(passing) : withBody(response, text);
    },
  );
}

const crashed = () =>
  new Response('{"message": "Internal server error"}', {
    status: 502,
    headers: { 'Content-Type': 'application/json' },
  });

function withoutQuery(target: string): string {
  return target.split('?')[0] ?? '';
}

/** Errors in the wrong form, and input that is not checked. */
export const bodyFaults: readonly Fault[] = [
  badAnswer(
    'error-text',
    'errors',
    'errors as plain text',
    { status: errors },
    async (response) =>
      new Response('error', {
        status: response.status,
        headers: { ...Object.fromEntries(response.headers), ...plain },
      }),
  ),
  badAnswer('error-message', 'errors', "errors in the gateway's form", { status: errors }, (response) =>
    withBody(response, '{"message":"error"}'),
  ),
  badAnswer(
    'error-json',
    'errors',
    'problems called application/json',
    { status: errors },
    async (response) =>
      new Response(await response.text(), {
        status: response.status,
        headers: { ...Object.fromEntries(response.headers), 'content-type': 'application/json' },
      }),
  ),
  badJson('error-code', 'errors', 'a code that is not documented', { status: errors }, (problem) => ({
    ...problem,
    code: 'wrong',
  })),
  badJson(
    'error-request-id',
    'errors',
    'another request_id than in the header',
    { status: errors },
    (problem) => ({ ...problem, request_id: 'other' }),
  ),
  badJson('error-trace', 'errors', 'a stack trace in the detail', { status: [400, 404] }, (problem) => ({
    ...problem,
    detail: trace,
  })),
  badJson(
    'error-pointer',
    'errors',
    'errors that do not say where',
    { status: [400] },
    ({ errors: _, ...problem }) => problem,
  ),
  instead('robust-json', '500 for broken JSON', 'invalid-json', crashed),
  instead('robust-body', '500 for a body of the wrong shape', 'invalid-body', crashed),
  instead('robust-large', '500 for a large body', 'body-too-large', crashed),
  instead('robust-parameter', '500 for a parameter that is not valid', 'invalid-parameter', crashed),
  {
    ...instead('robust-path', '500 for a path that is not valid', 'invalid-path', crashed),
    class: 'encoding',
  },
  instead('robust-page-token', '500 for a page token that is not valid', 'invalid-page-token', crashed),
  instead(
    'robust-unknown-query',
    'unknown query parameters ignored',
    'unknown-parameter',
    (passing) => passOn(passing, { target: withoutQuery(passing.target) }),
    'listRuns',
  ),
  instead(
    'robust-duplicate-query',
    'the first of two values taken',
    'duplicate-parameter',
    (passing) => passOn(passing, { target: withoutQuery(passing.target) }),
    'listRuns',
  ),
  instead(
    'robust-status',
    'an unknown status taken for none',
    'invalid-parameter',
    (passing) => passOn(passing, { target: withoutQuery(passing.target) }),
    'listRuns',
  ),
  instead(
    'robust-selection',
    'an unknown data selection accepted',
    'unknown-data-selection',
    async (passing) => {
      const body = { ...((await passing.fresh().json()) as Json), in_data_selection: 'colon/fhl2' };
      return passOn(passing, { body: JSON.stringify(body) });
    },
  ),
  ...['username', 'out_prefix', 'contract_unknown'].map((name) =>
    fault(
      `robust-${name.replace('_', '-')}`,
      'robustness',
      `the parameter ${name} taken and dropped`,
      async (passing) => {
        const body =
          passing.operation === 'createRun'
            ? await passing
                .fresh()
                .json()
                .catch(() => undefined)
            : undefined;
        if (typeof body !== 'object' || body === null || !(name in body))
          return passing.right(passing.fresh(), passing.info);
        const { [name]: _, ...rest } = body as Json;
        return passOn(passing, { body: JSON.stringify(rest) });
      },
    ),
  ),
  fault(
    'robust-type',
    'robustness',
    'parameters of the wrong type replaced by their defaults',
    async (passing) => {
      const own = await passing.right(passing.fresh(), passing.info);
      if (
        passing.operation !== 'createRun' ||
        own.status !== 400 ||
        !(await own.clone().text()).includes('invalid-body')
      )
        return own;
      const body = (await passing.fresh().json()) as Json;
      return body === null || body.in_data_selection !== 'colon/fhl2'
        ? own
        : passOn(passing, { body: JSON.stringify({ in_data_selection: 'colon/fhl2' }) });
    },
  ),
  fault(
    'robust-refused-but-done',
    'lifecycle',
    'a refused request that has started a run',
    async (passing) => {
      const own = await passing.right(passing.fresh(), passing.info);
      if (passing.operation === 'createRun' && own.status === 400)
        await passOn(passing, { body: '{"in_data_selection":"colon/fhl2"}' });
      return own;
    },
  ),
  fault('robust-deep', 'robustness', '500 for a body that is too deep', async (passing) => {
    const deep = passing.operation === 'createRun' && /\[{1000}/.test(await passing.fresh().text());
    return deep ? crashed() : passing.right(passing.fresh(), passing.info);
  }),
  fault('robust-content-type', 'robustness', '415 for JSON of another content type', async (passing) => {
    const type = passing.request.headers.get('content-type') ?? '';
    if (
      passing.request.method !== 'POST' ||
      passing.operation !== 'createRun' ||
      !type.startsWith('text/plain')
    )
      return passing.right(passing.fresh(), passing.info);
    return new Response('Unsupported Media Type', { status: 415, headers: plain });
  }),
  fault('robust-nested', 'robustness', 'the nested form refused', async (passing) => {
    const body =
      passing.operation === 'createRun'
        ? await passing
            .fresh()
            .json()
            .catch(() => undefined)
        : undefined;
    if (typeof body !== 'object' || body === null || !('params' in body))
      return passing.right(passing.fresh(), passing.info);
    return passOn(passing, { body: JSON.stringify({ ...(body as Json), in_prefix: 'x' }) });
  }),
];
