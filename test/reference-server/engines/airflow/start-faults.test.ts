import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { basicCredentials } from '../../../../src/reference-server/engines/airflow/credentials.js';
import { createHttpTransport } from '../../../../src/reference-server/engines/airflow/transport.js';
import { createAirflowEngine } from '../../../../src/reference-server/engines/airflow.js';

const conf = { username: 'researcher', out_prefix: 'researcher/20260101T000000000001' };
const ref = { workflowId: 'nebraska', runId: 'labcas-a' };
const row = { dag_id: ref.workflowId, dag_run_id: ref.runId, state: 'queued', conf };

type Fault = (response: ServerResponse) => void;
const answers =
  (status: number, body: string): Fault =>
  (response) =>
    response.writeHead(status).end(body);

const faults: [string, Fault][] = [
  ['drops the connection', (response) => response.destroy()],
  ['hangs', () => undefined],
  ['answers 500', answers(500, '{"detail":"oops"}')],
  ['answers 500 in HTML', answers(500, '<html>oops</html>')],
  ['answers 502', answers(502, '<html>bad gateway</html>')],
  ['answers 503', answers(503, '')],
  ['answers 504', answers(504, '<html>late</html>')],
  ['answers 200 in HTML', answers(200, '<html>log in</html>')],
  [
    'breaks off in the middle of a body',
    (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"dag_run_id":', () => response.destroy());
    },
  ],
];

/** An Airflow that takes or does not take a run, and then has trouble to say so. */
async function startAirflow(takes: boolean, fault: Fault) {
  const posts: string[] = [];
  const isTaken = () => takes && posts.length > 0;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    request.resume().once('end', () => {
      if (request.method === 'POST') {
        posts.push(request.url ?? '');
        return fault(response);
      }
      answers(isTaken() ? 200 : 404, JSON.stringify(isTaken() ? row : { detail: 'not found' }))(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = basicCredentials('service', 'a-hidden-word');
  const transport = createHttpTransport({ baseUrl, credentials, version: 'v1', timeout: 300 });
  return { posts, engine: createAirflowEngine({ transport }) };
}

describe.each(faults)('an Airflow that %s when a run is to start', (_, fault) => {
  test('and has taken the run: the run is found, and is started once', async () => {
    const { engine, posts } = await startAirflow(true, fault);
    const { run, created } = await engine.createRun({ ...ref, conf });
    expect({ id: run.runId, created }).toEqual({ id: ref.runId, created: true });
    expect(posts).toHaveLength(1);
  });

  test('and has not taken it: the start fails, and nothing is started behind the caller’s back', async () => {
    const { engine, posts } = await startAirflow(false, fault);
    const error = await engine.createRun({ ...ref, conf }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'EngineError' });
    expect(String(error)).not.toMatch(/hidden|127\.0\.0\.1|html|oops/);
    expect(posts).toHaveLength(1);
  });
});

test('an Airflow that is asked too often has started nothing, and is asked no more', async () => {
  const { engine, posts } = await startAirflow(false, answers(429, 'slow down'));
  await expect(engine.createRun({ ...ref, conf })).rejects.toMatchObject({ kind: 'busy', retryAfter: 5 });
  expect(posts).toHaveLength(1);
});
