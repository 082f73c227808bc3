import { type ContractCase, contractCase } from '../case.js';
import { expectSame, expectThat, readOk } from '../expect.js';
import { isAbsent } from '../features.js';
import { allSpecs } from '../routes.js';

/** What a deployment says about itself. */
export const serviceCases: readonly ContractCase[] = [
  contractCase(
    'unrouted',
    'expected-features',
    'offer the features that are expected of the deployment',
    async ({ options, features }) => {
      const missing = (options.expectFeatures ?? []).filter((name) => !features.offers(name));
      const found = missing.map((name) => `no '${name}': ${features.reason(name)}`).join(', ');
      expectThat(missing.length === 0, `the features ${missing.join(', ')}`, found);
    },
    { class: 'schema', pointer: '/components/schemas/Feature' },
  ),
  contractCase(
    'getServiceInfo',
    'tokenless',
    'say without a token what the deployment is',
    async ({ call }) => {
      readOk(await call('getServiceInfo', { as: 'missing' }), 'ServiceInfo');
    },
  ),
  contractCase(
    'getServiceInfo',
    'bad-token',
    'answer whatever token comes with the request',
    async ({ call }) => {
      readOk(await call('getServiceInfo', { as: 'malformed' }), 'ServiceInfo');
    },
  ),
  contractCase('getServiceInfo', 'same-for-all', 'tell everybody the same', async ({ call }) => {
    const anonymous = readOk(await call('getServiceInfo', { as: 'missing' }), 'ServiceInfo');
    const own = await call('getServiceInfo', { as: 'first' });
    expectSame(readOk(own, 'ServiceInfo'), anonymous, 'what is told without a token', own);
  }),
  contractCase(
    'getServiceInfo',
    'features-hold',
    'have the operations of every feature that it lists',
    async ({ call, fixtures }) => {
      const info = await call('getServiceInfo', { as: 'missing' });
      const { features } = readOk(info, 'ServiceInfo');
      const promised = allSpecs.filter(
        ({ feature, method }) => method === 'GET' && features.some((name) => name === feature),
      );
      for (const { operationId } of promised) {
        const exchange = await call(operationId, await fixtures.anySample(operationId));
        const missing = isAbsent(exchange) && !/-not-found"/.test(exchange.text);
        expectThat(
          !missing,
          `an answer of ${operationId}, which its features promise`,
          String(exchange.status),
          exchange,
        );
      }
    },
  ),
];
