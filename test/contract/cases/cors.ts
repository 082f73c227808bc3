import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { type Exchange, headerText } from '../exchange.js';
import { expectKind, expectProblem, expectStatus } from '../expect.js';
import { foreignOrigin } from '../oracle.js';
import { allSpecs, paths } from '../routes.js';

/** What browsers ask and need. That answers name the origin is seen to by the checks of every answer. */
export const corsCases: readonly ContractCase[] = [
  ...[...paths.values()].flatMap(([spec]) => {
    if (spec === undefined) return [];
    const { operationId } = spec;
    const sentence =
      'let pages of an allowed origin use the path, with the methods and headers of the document';
    return contractCase(
      operationId,
      'preflight',
      sentence,
      (context) => expectPreflight(context, operationId),
      { effect: 'read' },
    );
  }),
  ...allSpecs
    .filter(({ secured }) => secured)
    .map(({ operationId }) =>
      contractCase(
        operationId,
        'cors-error',
        'let pages of an allowed origin read errors',
        async ({ call, fixtures, origin }) => {
          const headers = { Origin: origin() };
          const exchange = await call(operationId, {
            ...(await fixtures.anySample(operationId)),
            as: 'missing',
            headers,
          });
          expectProblem(exchange, 401);
          expectListed(exchange, 'access-control-expose-headers', ['x-request-id']);
        },
      ),
    ),
  contractCase(
    'listWorkflows',
    'cors-success',
    'let pages of an allowed origin read answers and the headers that matter',
    async ({ call, origin }) => {
      const exchange = await call('listWorkflows', { headers: { Origin: origin() } });
      expectStatus(exchange, 200);
      expectListed(exchange, 'access-control-expose-headers', [
        'location',
        'link',
        'retry-after',
        'x-request-id',
      ]);
    },
  ),
  contractCase(
    'listWorkflows',
    'cors-foreign',
    'let pages of other origins read nothing',
    async ({ call }) => {
      expectStatus(await call('listWorkflows', { headers: { Origin: foreignOrigin } }), 200);
    },
  ),
  contractCase(
    'listWorkflows',
    'preflight-foreign',
    'give no permission to pages of other origins',
    async ({ call }) => {
      const headers = { Origin: foreignOrigin, 'Access-Control-Request-Method': 'GET' };
      await call('listWorkflows', { method: 'OPTIONS', as: 'missing', headers });
    },
  ),
  contractCase(
    'unrouted',
    'cors-not-found',
    'let pages of an allowed origin read a 404',
    async ({ call, origin }) => {
      expectProblem(
        await call(null, { target: '/contract-unknown-path', headers: { Origin: origin() } }),
        404,
      );
    },
  ),
  contractCase(
    'listWorkflows',
    'cors-method',
    'let pages of an allowed origin read a 405',
    async ({ call, origin }) => {
      expectProblem(await call('listWorkflows', { method: 'DELETE', headers: { Origin: origin() } }), 405);
    },
    { effect: 'changes' },
  ),
];

async function expectPreflight(
  { call, fixtures, origin }: CaseContext,
  operation: (typeof allSpecs)[number]['operationId'],
) {
  const { path = {} } = await fixtures.anySample(operation);
  const specs = allSpecs.filter(
    (spec) => spec.path === allSpecs.find(({ operationId }) => operationId === operation)?.path,
  );
  for (const { method, operationId } of specs) {
    const wanted =
      operationId === 'createRun'
        ? 'authorization,content-type,idempotency-key'
        : 'authorization,content-type';
    const headers = {
      Origin: origin(),
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': wanted,
    };
    const exchange = await call(operation, { path, method: 'OPTIONS', as: 'missing', headers });
    expectKind('status', exchange.status === 204, '204', String(exchange.status), exchange);
    // Browsers let these methods through whatever the answer to the preflight lists.
    if (!['GET', 'HEAD', 'POST'].includes(method))
      expectListed(exchange, 'access-control-allow-methods', [method.toLowerCase()]);
    expectListed(exchange, 'access-control-allow-headers', wanted.split(','));
  }
}

function expectListed(exchange: Exchange, header: string, names: readonly string[]): void {
  const listed = (exchange.headers.get(header) ?? '').toLowerCase().split(/\s*,\s*/);
  const missing = names.filter((name) => !listed.includes(name));
  expectKind(
    'cors',
    missing.length === 0,
    `${header} with ${missing.join(', ')}`,
    headerText(exchange, header),
    exchange,
  );
}
