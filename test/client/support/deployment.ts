import { answer, createDeployment, type Deployment } from '../../fixtures/deployment-1.0.js';
import { startServer, type TestServer } from './server.js';

/** A stand-in of the 1.0 deployment on loopback, under the stage `/dev`. */
export async function startDeployment(): Promise<TestServer & { deployment: Deployment }> {
  const deployment = createDeployment('');
  const server = await startServer((request, response) => answer(deployment, request, response));
  deployment.url = `${server.url}/dev`;
  return { url: deployment.url, requests: server.requests, deployment };
}
