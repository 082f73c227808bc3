import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { type Exchange, headerText } from '../exchange.js';
import { expectKind, expectStatus } from '../expect.js';
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
          expectAllowed(exchange, 'an error that a page may read');
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
      expectAllowed(exchange, 'an answer that a page may read');
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
      const headers = { Origin: origin() };
      expectAllowed(
        await call(null, { target: '/contract-unknown-path', headers }),
        'an error that a page may read',
      );
    },
  ),
  contractCase(
    'listWorkflows',
    'cors-method',
    'let pages of an allowed origin read a 405',
    async ({ call, origin }) => {
      const headers = { Origin: origin() };
      const exchange = await call('listWorkflows', { method: 'DELETE', headers });
      expectAllowed(exchange, 'an error that a page may read');
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
    expectAllowed(exchange, 'a preflight that is answered');
    // Browsers let these methods through whatever the answer to the preflight lists.
    if (!['GET', 'HEAD', 'POST'].includes(method))
      expectListed(exchange, 'access-control-allow-methods', [method.toLowerCase()]);
    expectListed(exchange, 'access-control-allow-headers', wanted.split(','));
  }
}

/** Fails the case unless a browser would let a page of the request's origin have the answer. */
function expectAllowed(exchange: Exchange, what: string): void {
  const { Origin: origin } = exchange.request.headers;
  const allowed = exchange.headers.get('access-control-allow-origin');
  const actual = headerText(exchange, 'Access-Control-Allow-Origin');
  expectKind('cors', allowed === '*' || allowed === origin, `${what}, for ${origin}`, actual, exchange);
  const answered = exchange.request.method !== 'OPTIONS' || (exchange.status >= 200 && exchange.status < 300);
  expectKind('cors', answered, what, String(exchange.status), exchange);
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
