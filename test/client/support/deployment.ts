import type { ServerResponse } from 'node:http';
import { answer, createDeployment, type Deployment } from '../../fixtures/deployment-1.0.js';
import { startServer, type TestServer } from './server.js';

/** A stand-in of the 1.0 deployment on loopback, under the stage `/dev`; it may drop connections after it did a POST. */
export async function startDeployment({
  losing = false,
} = {}): Promise<TestServer & { deployment: Deployment }> {
  const deployment = createDeployment('');
  const server = await startServer((request, response) => {
    if (!losing || request.method !== 'POST') return answer(deployment, request, response);
    answer(deployment, request, nowhere);
    response.destroy();
  });
  deployment.url = `${server.url}/dev`;
  return { url: deployment.url, requests: server.requests, deployment };
}

const nowhere = { writeHead: () => nowhere, end: () => nowhere } as unknown as ServerResponse;
