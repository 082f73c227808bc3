import { afterAll, beforeAll, describe, it } from 'vitest';
import { toLambdaHandler } from '../../src/reference-server/adapters/lambda.js';
import { invokeLocally } from '../servers/gateway/invoke.js';
import { type GatewayServer, startGateway } from '../servers/gateway.js';
import { keepComposition } from '../support/contract/composition.js';
import { type Deployment, deploy, silent } from '../support/contract/deployment.js';
import { expectEveryCase, ran } from '../support/contract/expect-cases.js';
import { importDocument } from '../support/contract/import-document.js';

describe.each([
  ['one function', 'router'],
  ['the functions of the first deployment', 'each'],
] as const)('the reference server as %s behind the stand-in of API Gateway', (what, functions) => {
  let deployment: Deployment;
  let gateway: GatewayServer;
  beforeAll(async () => {
    deployment = await deploy();
    gateway = await startGateway({
      document: importDocument(functions),
      invoke: invokeLocally({ router: toLambdaHandler(deployment.handler, { log: silent }) }),
    });
  });
  afterAll(async () => {
    await gateway.close();
    await deployment.close();
  });

  it('passes every case of the contract, below a stage', async () => {
    const { identities } = deployment;
    const report = await ran({ baseUrl: gateway.url, ...identities, allowCreate: true, allowChange: true });
    await keepComposition('embedded + filesystem', `API Gateway and Lambda, ${what}`, report);
    expectEveryCase(report);
  }, 180_000);
});
