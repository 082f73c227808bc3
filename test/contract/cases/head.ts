import { isBroken } from '../baseline.js';
import { type ContractCase, contractCase } from '../case.js';
import { expectKind, expectSame, expectStatus, skip } from '../expect.js';
import { mediaTypeOf } from '../oracle.js';
import { allSpecs, paths } from '../routes.js';

/** HEAD on every path that knows GET, and plain OPTIONS on every path. */
export const headCases: readonly ContractCase[] = [
  ...allSpecs
    .filter(({ method }) => method === 'GET')
    .map(({ operationId }) =>
      contractCase(
        operationId,
        'head',
        'answer HEAD as GET, without the body',
        async ({ call, fixtures }) => {
          const input = await fixtures.anySample(operationId);
          const got = await call(operationId, input);
          if (isBroken(got)) skip(`the operation answers ${got.status} to a plain request too`);
          const head = await call(operationId, { ...input, method: 'HEAD' });
          expectStatus(head, got.status);
          expectSame(mediaTypeOf(head), mediaTypeOf(got), 'the media type of GET', head);
        },
      ),
    ),
  contractCase(
    'listWorkflows',
    'head-token-missing',
    'refuse HEAD without a token with 401',
    async ({ call, fixtures }) => {
      const operation = await fixtures.working();
      const input = { ...(await fixtures.sample(operation)), method: 'HEAD' };
      if ((await call(operation, input)).status !== 200) skip('HEAD is not answered at all');
      expectStatus(await call(operation, { ...input, as: 'missing' }), 401);
    },
  ),
  ...[...paths.values()].flatMap(([spec]) => {
    if (spec === undefined) return [];
    const { operationId } = spec;
    return contractCase(
      operationId,
      'options',
      'answer OPTIONS with 204, without a token',
      async ({ call, fixtures }) => {
        const { path = {} } = await fixtures.anySample(operationId);
        const exchange = await call(operationId, { path, method: 'OPTIONS', as: 'missing' });
        expectKind('status', exchange.status === 204, '204', String(exchange.status), exchange);
      },
      { effect: 'read' },
    );
  }),
];
