import type { OperationSpec } from '../../../src/generated/operations.js';
import { type ContractCase, contractCase, effectOfRequest } from '../case.js';
import type { CaseContext } from '../context.js';
import { expectHeader, expectKind, expectProblem } from '../expect.js';
import { paths } from '../routes.js';
import { placeholders } from '../samples.js';

const tried = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;

/** Methods that a path does not know, and paths that the document does not know. */
export const methodCases: readonly ContractCase[] = [
  ...[...paths.values()].flatMap((specs) => {
    const [first] = specs;
    return first === undefined ? [] : casesOf(first, specs);
  }),
  contractCase(
    'unrouted',
    'unknown-path',
    'answer 404 at a path that is not in the document',
    async ({ call }) => {
      expectProblem(await call(null, { target: '/contract-unknown-path' }), 404);
    },
  ),
  contractCase(
    'unrouted',
    'unknown-path-below',
    'answer 404 below a path of the document',
    async ({ call }) => {
      expectProblem(await call(null, { target: '/workflows/a/b/c/d/e/f/g' }), 404);
    },
  ),
  contractCase('unrouted', 'root', 'answer 404 at the root', async ({ call }) => {
    expectProblem(await call(null, { target: '/' }), 404);
  }),
  contractCase('unrouted', 'case-of-path', 'tell upper from lower case in paths', async ({ call }) => {
    expectProblem(await call(null, { target: '/WORKFLOWS' }), 404);
  }),
];

function casesOf(first: OperationSpec, specs: readonly OperationSpec[]): ContractCase[] {
  const wrong = tried.filter((method) => !specs.some((spec) => spec.method === method));
  return wrong.map((method) =>
    contractCase(
      first.operationId,
      `method-${method.toLowerCase()}`,
      `refuse ${method} with 405 and name the methods of the path in Allow`,
      (context) => expectRefusal(context, first, specs, method),
      { effect: effectOfRequest(method, undefined) },
    ),
  );
}

async function expectRefusal(
  { call }: CaseContext,
  spec: OperationSpec,
  specs: readonly OperationSpec[],
  method: string,
) {
  // Of what does not exist, because a faulty server might do with the method what it says.
  const { path = {} } = placeholders[spec.operationId];
  const exchange = await call(spec.operationId, { path, method, ...(method === 'GET' ? {} : { json: {} }) });
  expectProblem(exchange, 405, 'method-not-allowed');
  const allowed = expectHeader(exchange, 'Allow').split(/\s*,\s*/);
  const missing = specs.map((known) => known.method).filter((known) => !allowed.includes(known));
  expectKind(
    'header',
    missing.length === 0,
    `Allow with ${missing.join(', ')}`,
    `Allow: ${allowed.join(', ')}`,
    exchange,
  );
  expectKind(
    'header',
    !allowed.includes(method),
    `Allow without ${method}`,
    `Allow: ${allowed.join(', ')}`,
    exchange,
  );
}
