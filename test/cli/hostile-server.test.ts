import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bundleProgram, type Ended, type Program } from './support/cli.js';

let program: Program;
let folder: string;
let server: Server | undefined;

beforeAll(async () => {
  program = await bundleProgram();
  folder = await mkdtemp(join(tmpdir(), 'labcas-cli-'));
});

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

afterAll(async () => {
  await program.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command against a server that answers as it likes. */
async function runAgainst(listener: RequestListener, ...args: string[]): Promise<Ended> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { LABCAS_API_URL: url, LABCAS_API_TOKEN: 'secret-token' };
  return program.run(args, { env, cwd: folder });
}

function listing(name: string): RequestListener {
  return (request, response) => {
    response.setHeader('content-type', 'application/json');
    const href = `http://${request.headers.host}/file`;
    const file = { href, size: 1, last_modified: '2026-11-23T19:12:03Z', properties: {} };
    response.end(
      request.url === '/file'
        ? 'x'
        : JSON.stringify({ prefix: 'run/', folders: {}, files: { [name]: file } }),
    );
  };
}

test.each(['../../escaped', '..', '/absolute', 'a\\..\\b', 'a\u0000b'])(
  'a file named %j is not written',
  async (name) => {
    const { code, stdout } = await runAgainst(listing(name), 'outputs', 'get', 'run/', '--out', 'in/here');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(await readdir(folder)).toEqual([]);
  },
);

test('what a server says does not reach the terminal as control characters', async () => {
  const listed = await runAgainst(listing('a\u001b[2J\u009b.txt'), 'outputs', 'ls', 'run/');
  expect(listed.stdout).toContain('a\\x1b[2J\\x9b.txt');
  const refused = await runAgainst((_, response) => {
    response.statusCode = 400;
    response.end('no\u001b]0;title\u0007\nand more');
  }, 'selections');
  expect(refused.stderr).toContain('no\\x1b]0;title\\x07 and more');
  expect(refused.code).toBe(1);
});

test('a start of which the outcome is unknown says how to find out', async () => {
  const dropping: RequestListener = (request, response) => {
    if (request.method === 'POST') return void request.socket.destroy();
    response.statusCode = 404;
    response.end();
  };
  const { code, stdout, stderr } = await runAgainst(
    dropping,
    'runs',
    'start',
    'nebraska',
    '-s',
    'colon/fhl2',
  );
  expect(stderr).toMatch(/^error: It is not known whether the run was started\. [^\n]+\n$/);
  expect(stderr).toContain('npx labcas-workflow-api runs list nebraska');
  expect(stdout).toBe('');
  expect(code).toBe(1);
});

test('a page that is none ends in one line', async () => {
  const { code, stderr } = await runAgainst((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Sign in</title>');
  }, 'workflows');
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr).not.toContain('secret-token');
  expect(code).toBe(1);
});
