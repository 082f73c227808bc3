import type { OperationId } from '../../../src/generated/operations.js';
import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { type Exchange, headerText } from '../exchange.js';
import { expectKind } from '../expect.js';
import { foreignOrigin } from '../oracle.js';
import { allSpecs, paths, specs } from '../routes.js';

/** What browsers ask and need. That answers name the origin is seen to by the checks of every answer. */
export const corsCases: readonly ContractCase[] = [
  ...[...paths.values()].flatMap(([spec]) => {
    if (spec === undefined) return [];
    const { operationId } = spec;
    return [
      contractCase(
        operationId,
        'preflight',
        'let pages of an allowed origin use the path',
        async (context) => {
          for (const { exchange } of await preflights(context, operationId))
            expectAllowed(exchange, 'a preflight that is answered');
        },
        { effect: 'read' },
      ),
      contractCase(
        operationId,
        'preflight-lists',
        'list in answers to preflights the methods and headers of the document',
        async (context) => {
          for (const { exchange, method, wanted } of await preflights(context, operationId)) {
            // Browsers let these methods through whatever the answer lists.
            if (!['GET', 'HEAD', 'POST'].includes(method))
              expectListed(exchange, 'access-control-allow-methods', [method.toLowerCase()]);
            expectListed(exchange, 'access-control-allow-headers', wanted);
          }
        },
        { effect: 'read' },
      ),
    ];
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
    async ({ call, fixtures, origin }) => {
      const operation = await fixtures.working();
      const headers = { Origin: origin() };
      const exchange = await call(operation, { ...(await fixtures.sample(operation)), headers });
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
    async ({ call, fixtures }) => {
      const operation = await fixtures.working();
      const headers = { Origin: foreignOrigin };
      expectForbidden(await call(operation, { ...(await fixtures.sample(operation)), headers }));
    },
  ),
  contractCase(
    'listWorkflows',
    'preflight-foreign',
    'give no permission to pages of other origins',
    async ({ call }) => {
      const headers = { Origin: foreignOrigin, 'Access-Control-Request-Method': 'GET' };
      expectForbidden(await call('listWorkflows', { method: 'OPTIONS', as: 'missing', headers }));
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

/** Asks as a browser does before each method that the path of an operation has. */
async function preflights({ call, fixtures, origin }: CaseContext, operation: OperationId) {
  const { path = {} } = await fixtures.anySample(operation);
  const own = allSpecs.filter((spec) => spec.path === specs[operation].path);
  const asked = [];
  for (const { method, operationId } of own) {
    const wanted = [
      'authorization',
      'content-type',
      ...(operationId === 'createRun' ? ['idempotency-key'] : []),
    ];
    const headers = {
      Origin: origin(),
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': wanted.join(','),
    };
    const exchange = await call(operation, { path, method: 'OPTIONS', as: 'missing', headers });
    asked.push({ exchange, method, wanted });
  }
  return asked;
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

/** Fails the case when a browser would let a page of the request's origin have the answer. */
function expectForbidden(exchange: Exchange): void {
  const allowed = exchange.headers.get('access-control-allow-origin');
  const { Origin: origin } = exchange.request.headers;
  const actual = headerText(exchange, 'Access-Control-Allow-Origin');
  expectKind('cors', allowed !== origin, `no permission for ${origin}`, actual, exchange);
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
