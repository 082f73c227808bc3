import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { EngineError } from '../../../../src/reference-server/engine.js';
import {
  basicCredentials,
  cached,
  tokenLoginCredentials,
} from '../../../../src/reference-server/engines/airflow/credentials.js';
import { createHttpTransport } from '../../../../src/reference-server/engines/airflow/transport.js';
import { createAirflowEngine } from '../../../../src/reference-server/engines/airflow.js';
import { freePort } from '../../../servers/process.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

describe('the transport to Airflow', () => {
  test.each([
    ['refuses connections', undefined, 'unavailable'],
    ['hangs', () => undefined, 'timeout'],
    ['answers 500', status(500), 'failed'],
    ['answers 502 in HTML', status(502, '<html>bad gateway</html>'), 'unavailable'],
    ['answers 503', status(503), 'unavailable'],
    ['answers 504', status(504), 'timeout'],
    ['answers 429', status(429), 'busy'],
    ['answers 200 in HTML', status(200, '<html>log in</html>'), 'failed'],
    ['redirects to a login page', status(302, '', { location: 'http://127.0.0.1:9/login' }), 'failed'],
    ['keeps refusing the credentials', status(403), 'failed'],
    ['answers in JSON about something else', status(200, '{"page":"welcome"}'), 'failed'],
    ['answers 404 in HTML', status(404, '<html>not found</html>'), 'failed'],
    ['breaks off in the middle of a body', halfBody, 'unavailable'],
    ['sends a body that does not end', endless, 'timeout'],
  ] as const)('an engine that %s is an error of its own kind', async (_, answer, kind) => {
    const engine = await engineAt(answer as Answer | undefined);
    const error = await engine.getRun({ workflowId: 'plain', runId: 'r' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ kind });
    expect(String(error)).not.toMatch(/127\.0\.0\.1|secret|html/);
  });

  test('a run that was taken before the connection broke is found again, not started twice', async () => {
    const runs: string[] = [];
    const engine = await engineAt((request, response) => {
      if (request.method === 'POST') {
        runs.push('r');
        request.resume().once('end', () => response.destroy());
        return;
      }
      if (runs.length === 0) return status(404)(request, response);
      json(response, {
        dag_id: 'plain',
        dag_run_id: 'r',
        state: 'queued',
        conf: {},
        logical_date: '2026-01-01T00:00:00Z',
      });
    });
    const { run, created } = await engine.createRun({ workflowId: 'plain', runId: 'r', conf: {} });
    expect({ id: run.runId, created, runs }).toEqual({ id: 'r', created: true, runs: ['r'] });
  });

  test('a failure after which somebody else has started the run of that id is not taken for a start', async () => {
    const theirs = { ...row, conf: { out_prefix: 'u/20260101T000000000001' } };
    const engine = await engineAt((request, response) => {
      if (request.method === 'POST') return status(500)(request, response);
      json(response, theirs);
    });
    const conf = { out_prefix: 'u/20260101T000000000002' };
    expect(await engine.createRun({ workflowId: 'plain', runId: 'r', conf })).toMatchObject({
      created: false,
    });
    const again = await engine.createRun({ workflowId: 'plain', runId: 'r', conf: theirs.conf });
    expect(again.created).toBe(true);
  });

  test('a clash of logical dates is tried again with another date, a clash of ids is the same run', async () => {
    const dates: unknown[] = [];
    let taken = false;
    const engine = await engineAt((request, response) => {
      if (request.method !== 'POST') return taken ? json(response, row) : status(404)(request, response);
      readJson(request, (body) => {
        dates.push(body.logical_date);
        if (dates.length < 3) return status(409)(request, response);
        json(response, row);
      });
    });
    expect(await engine.createRun({ workflowId: 'plain', runId: 'r', conf: {} })).toMatchObject({
      created: true,
    });
    expect(new Set(dates).size).toBe(3);
    taken = true;
    dates.length = 0;
    expect(await engine.createRun({ workflowId: 'plain', runId: 'r', conf: {} })).toMatchObject({
      created: false,
    });
  });

  test('an expired session is renewed once, shared by all that wait for it', async () => {
    let logins = 0;
    let valid = 0;
    const baseUrl = await serve((request, response) => {
      if (request.headers.authorization !== `token ${valid}`) return status(401)(request, response);
      json(response, { version: '2.10.3' });
    });
    const credentials = cached(async () => ({ authorization: `token ${++logins}` }));
    const transport = createHttpTransport({ baseUrl, credentials, version: 'v1' });
    valid = 1;
    const get = () => transport.send({ method: 'GET', path: '/version' });
    await get();
    valid = 2;
    const answers = await Promise.all(Array.from({ length: 8 }, get));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    expect(logins).toBe(2);
  });

  test('a login that is refused names no password', async () => {
    const baseUrl = await serve(status(401, '{"detail":"Invalid credentials"}'));
    const credentials = tokenLoginCredentials({ baseUrl, username: 'admin', password: 'secret' });
    const transport = createHttpTransport({ baseUrl, credentials, version: 'v2' });
    const error = await transport.send({ method: 'GET', path: '/dags' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'failed', message: 'The workflow engine refused this server.' });
  });

  test.each([
    [503, 'unavailable', 'The workflow engine is not ready.'],
    [429, 'busy', 'The workflow engine is asked too often.'],
    [500, 'failed', 'The workflow engine failed.'],
  ])('a login that is answered %i is not taken for a refusal', async (code, kind, message) => {
    const baseUrl = await serve(status(code, '<html>oops</html>'));
    const credentials = tokenLoginCredentials({ baseUrl, username: 'admin', password: 'secret' });
    const transport = createHttpTransport({ baseUrl, credentials, version: 'v2' });
    const error = await transport.send({ method: 'GET', path: '/dags' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind, message });
  });

  test('calls that are slow one by one do not add up beyond the deadline of the operation', async () => {
    let calls = 0;
    const slow: Answer = (request, response) => {
      calls += 1;
      setTimeout(() => status(request.method === 'POST' ? 409 : 404)(request, response), 200);
    };
    const engine = await engineAt(slow, 300);
    const error = await engine
      .createRun({ workflowId: 'plain', runId: 'r', conf: {} })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'timeout' });
    expect(calls).toBe(2);
  });

  test('a call that gives up leaves the login to the others that wait for it', async () => {
    let finish = (): void => undefined;
    const login = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const credentials = cached(async () => {
      await login;
      return { authorization: 'token' };
    });
    const impatient = credentials(undefined, AbortSignal.timeout(10));
    const patient = credentials(undefined, new AbortController().signal);
    await expect(impatient).rejects.toThrow('timeout');
    finish();
    expect(await patient).toEqual({ authorization: 'token' });
  });

  test('ids that Airflow would read as something else are never sent', async () => {
    const engine = await engineAt(status(500));
    expect(await engine.getWorkflow('~')).toBeUndefined();
    expect(await engine.listWorkflows(['~', '../x', '..', '.', 'a/b', ''])).toEqual([]);
    expect(await engine.listRuns({ workflowIds: ['~'], username: 'u', pageSize: 9 })).toEqual({ runs: [] });
    expect(await engine.cancelRun({ workflowId: '~', runId: 'r' })).toBeUndefined();
  });
});

const row = {
  dag_id: 'plain',
  dag_run_id: 'r',
  state: 'queued',
  conf: {},
  logical_date: '2026-01-01T00:00:00Z',
};

async function engineAt(answer: Answer | undefined, deadline = 10_000) {
  const baseUrl = answer ? await serve(answer) : `http://127.0.0.1:${await freePort()}`;
  const credentials = basicCredentials('admin', 'secret');
  return createAirflowEngine({
    deadline,
    transport: createHttpTransport({ baseUrl, credentials, version: 'v1', timeout: 300 }),
  });
}

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function status(code: number, body = '{}', headers: Record<string, string> = {}): Answer {
  return (request, response) => {
    request.resume();
    response.writeHead(code, headers).end(body);
  };
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function readJson(request: IncomingMessage, then: (body: Record<string, unknown>) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => then(JSON.parse(Buffer.concat(chunks).toString())));
}

function halfBody(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"dag_id":', () => response.destroy());
}

function endless(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
}
