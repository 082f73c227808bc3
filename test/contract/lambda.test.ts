import { afterAll, beforeAll, describe, it } from 'vitest';
import { gatewayDocument } from '../../scripts/gateway/document.js';
import { operations } from '../../src/generated/operations.js';
import { toLambdaHandler } from '../../src/reference-server/adapters/lambda.js';
import { invokeLocally } from '../servers/gateway/invoke.js';
import { type GatewayServer, startGateway } from '../servers/gateway.js';
import { type Deployment, deploy, silent } from '../support/contract/deployment.js';
import { expectEveryCase, ran } from '../support/contract/expect-cases.js';

describe.each([
  ['one function', 'router'],
  ['the functions of the first deployment', 'each'],
] as const)('the reference server as %s behind the stand-in of API Gateway', (_what, functions) => {
  let deployment: Deployment;
  let gateway: GatewayServer;
  beforeAll(async () => {
    deployment = await deploy();
    gateway = await startGateway({
      document: gatewayDocument(Object.values(operations), {
        title: 'LabCAS Workflow API',
        version: '1.1.0',
        region: 'us-west-2',
        functionPrefix: 'arn:aws:lambda:us-west-2:123456789012:function:labcas-',
        origins: ['http://localhost:3000'],
        functions,
      }),
      invoke: invokeLocally({ router: toLambdaHandler(deployment.handler, { log: silent }) }),
    });
  });
  afterAll(async () => {
    await gateway.close();
    await deployment.close();
  });

  it('passes every case of the contract, below a stage', async () => {
    const { identities } = deployment;
    expectEveryCase(await ran({ baseUrl: gateway.url, ...identities, allowCreate: true, allowChange: true }));
  }, 60_000);
});
