import { isBroken } from '../baseline.js';
import { type ContractCase, contractCase } from '../case.js';
import type { Exchange } from '../exchange.js';
import { expectKind } from '../expect.js';
import { describeStatus } from '../oracle.js';
import { allSpecs } from '../routes.js';
import { unknown } from '../samples.js';

const sentence = 'answer a plain request, be it with what is asked for or with why not';

/** That operations are there and work at all: where one is not, its other cases can tell nothing. */
export const offeredCases: readonly ContractCase[] = [
  ...allSpecs
    .filter(({ method }) => method === 'GET')
    .map(({ operationId }) =>
      contractCase(operationId, 'offered', sentence, async ({ call, fixtures }) => {
        expectOffered(await call(operationId, await fixtures.anySample(operationId)));
      }),
    ),
  contractCase(
    'browseOutputs',
    'offered-below',
    'take prefixes of more than one segment',
    async ({ call }) => {
      expectOffered(await call('browseOutputs', { path: { prefix: unknown.below } }));
    },
    { class: 'encoding' },
  ),
];

function expectOffered(exchange: Exchange): void {
  const absent = exchange.status === 405 || exchange.status === 501 || isBroken(exchange);
  expectKind('status', !absent, 'an answer of the operation', describeStatus(exchange), exchange);
}
