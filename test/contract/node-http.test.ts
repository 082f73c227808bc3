import { afterAll, beforeAll, describe, it } from 'vitest';
import { createNodeServer, type NodeServer } from '../../src/reference-server/adapters/node-server.js';
import { keepComposition } from '../support/contract/composition.js';
import { type Deployment, deploy, silent } from '../support/contract/deployment.js';
import { expectEveryCase, ran } from '../support/contract/expect-cases.js';

describe('the reference server over node:http', () => {
  let deployment: Deployment;
  let server: NodeServer;
  let baseUrl: string;
  beforeAll(async () => {
    deployment = await deploy();
    server = createNodeServer(deployment.handler, { log: silent });
    baseUrl = (await server.listen({ port: 0 })).url;
  });
  afterAll(async () => {
    await server.close();
    await deployment.close();
  });

  it('passes every case of the contract', { timeout: 180_000 }, async () => {
    const allowed = { allowCreate: true, allowChange: true };
    const report = await ran({ baseUrl, ...deployment.identities, ...allowed });
    await keepComposition('embedded + filesystem', 'node:http', report);
    expectEveryCase(report);
  });
});
