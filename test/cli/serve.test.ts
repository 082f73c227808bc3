import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleProgram, type Program } from './support/cli.js';
import { fixtures, startServer, type TestServer } from './support/server.js';

let program: Program;
let server: TestServer;
let folder: string;

beforeAll(async () => {
  program = await bundleProgram();
  server = await startServer(program);
  folder = await mkdtemp(join(tmpdir(), 'labcas-cli-'));
});

afterAll(async () => {
  await server.stop();
  await program.remove();
  await rm(folder, { recursive: true, force: true });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the server says how to begin, and ends in order on %s',
  async (signal) => {
    const dataDir = join(folder, signal);
    const running = program.start(['serve', '--port', '0', '--data-dir', dataDir]);
    const welcome = await running.printed('Ctrl-C');
    expect(welcome).toMatch(/^ {2}export LABCAS_API_URL=http:\/\/127\.0\.0\.1:\d+$/m);
    expect(welcome).toContain(`token --user thomas --data-dir ${dataDir})`);
    running.child.kill(signal);
    const { code, stderr } = await running.ended;
    expect(stderr).toContain('Stopping');
    expect(code).toBe(0);
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
  },
);

test('a token goes to standard output, and hints about it to standard error', async () => {
  const args = ['token', '--user', 'reviewer', '--expires', '30m', '--data-dir', server.dataDir];
  const { stdout, stderr, code } = await program.run(args);
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const payload = JSON.parse(Buffer.from(stdout.split('.')[1] ?? '', 'base64url').toString());
  expect(payload.exp - payload.iat).toBe(1800);
  expect(stderr).toContain('A token for reviewer');
  expect(stderr).not.toContain(stdout.trim());
  expect(code).toBe(0);
});

test('tokens are made for known forms of names, from a secret that is there', async () => {
  const odd = await program.run(['token', '--user', 'a/b', '--data-dir', server.dataDir]);
  expect(odd).toMatchObject({ code: 2, stdout: '' });
  const none = await program.run(['token', '--user', 'a', '--data-dir', join(folder, 'none')]);
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toContain('made when the server first starts');
});

test.each([
  ['config', 'collections:\n  a:\n    bucket: [1]\n', ':3: '],
  ['config', 'collections:\n  a:\n   - : }\n', ':3: '],
  ['catalog', 'workflows:\n  a:\n    command: 7\n', ':3: '],
])('a mistake in the %s is named with its file and line', async (option, text, where) => {
  const file = join(folder, `wrong-${option}.yaml`);
  await writeFile(file, text);
  const args = ['serve', '--port', '0', '--data-dir', join(folder, 'wrong'), `--${option}`, file];
  const { code, stdout, stderr } = await program.run(args);
  expect(stderr).toContain(`error: ${file}${where}`);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('a file that is not there, and an origin that is none, are wrong usage', async () => {
  const serve = ['serve', '--port', '0', '--data-dir', join(folder, 'wrong')];
  const none = await program.run([...serve, '--config', join(folder, 'none.yaml')]);
  expect(none.stderr).toContain('none.yaml:1: cannot be read: there is no such file');
  expect(none.code).toBe(2);
  const origin = await program.run([...serve, '--cors-origin', 'https://host/path']);
  expect(origin.stderr).toContain('https://host/path');
  expect(origin.code).toBe(2);
});

test('a taken port and a data directory in use are said in one line', async () => {
  const port = new URL(server.url).port;
  const taken = await program.run(['serve', '--port', port, '--data-dir', join(folder, 'taken')]);
  expect(taken.stderr).toBe(
    `error: Port ${port} of 127.0.0.1 is taken: choose another with --port, or any free one with --port 0.\n`,
  );
  expect(taken.code).toBe(1);
  const files = ['--config', join(fixtures, 'config.yaml'), '--catalog', join(fixtures, 'catalog.yaml')];
  const second = await program.run(['serve', '--port', '0', '--data-dir', server.dataDir, ...files]);
  expect(second.stderr).toMatch(
    /^error: The data directory is in use by another server, process \d+\.[^\n]*\n$/,
  );
  expect(second.code).toBe(1);
});
