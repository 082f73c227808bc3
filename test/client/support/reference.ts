import { onTestFinished } from 'vitest';
import { enums } from '../../../src/generated/rules.js';
import { createNodeServer } from '../../../src/reference-server/adapters/node-server.js';
import { createHarness } from '../../reference-server/support/harness.js';

const service = {
  id: 'org.example.test',
  name: 'Test',
  organization: { name: 'Example', url: 'https://www.example.org' },
  version: '0.0.0',
  features: [...enums.Feature],
};

/** The reference server over memory, on loopback; the token of a user is the name. */
export async function startReference() {
  let handler: ReturnType<typeof createHarness>['handler'] | undefined;
  const log = { info() {}, warn() {}, error() {} };
  const server = createNodeServer(
    async (request, info) => {
      if (!handler) throw new Error('The server is not ready.');
      return handler(request, info);
    },
    { log },
  );
  const { url } = await server.listen({ port: 0 });
  onTestFinished(() => server.close(0));
  const harness = createHarness({ publicUrl: url, service });
  handler = harness.handler;
  return { url, ...harness };
}
