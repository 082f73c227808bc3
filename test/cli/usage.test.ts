import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleProgram, type Program } from './support/cli.js';

let program: Program;
let folder: string;

beforeAll(async () => {
  program = await bundleProgram();
  folder = await mkdtemp(join(tmpdir(), 'labcas-cli-'));
});

afterAll(async () => {
  await program.remove();
  await rm(folder, { recursive: true, force: true });
});

const address = { LABCAS_API_URL: 'http://127.0.0.1:9/dev' };
const complete = { ...address, LABCAS_API_TOKEN: 'secret-token' };

test.each([
  [['nope'], {}, "unknown command 'nope'"],
  [['runs', 'nope'], {}, "unknown command 'nope'"],
  [['selections', '--nope'], {}, "unknown option '--nope'"],
  [['selections'], {}, 'Set LABCAS_API_URL'],
  [['selections'], address, 'set LABCAS_API_TOKEN'],
  [['selections', '--url', 'host/dev'], complete, 'must be an absolute address'],
  [['selections', '--url', 'https://host/dev?x=1'], complete, 'must not have a query'],
  [['selections', '--token-file', 'none'], address, 'none cannot be read: there is no such file'],
  [['selections'], { ...address, LABCAS_API_TOKEN: 'two tokens' }, 'is not one token'],
  [['runs', 'start', 'w'], complete, "'-s, --selection <id>' not specified"],
  [['runs', 'start', 'w', '-s', 's', '-p', 'novalue'], complete, 'NAME=VALUE'],
  [['runs', 'list', '--limit', '0'], complete, 'from 1 to 100000'],
  [['runs', 'list', '--status', 'done'], complete, 'Allowed choices are queued, running, success, failed'],
  [['runs', 'show', 'w'], complete, "missing required argument 'run'"],
  [['runs', 'show', 'w', 'r', 'x'], complete, 'too many arguments'],
  [['runs', 'watch', 'w', 'r', '--timeout', 'soon'], complete, 'such as 90s'],
  [['runs', 'show', '..', 'r'], complete, 'id'],
  [['outputs', 'ls', '../other'], complete, '..'],
  [['outputs', 'annotate', 'a/b'], complete, 'nothing to write'],
  [['outputs', 'annotate', 'a/b', 'c'], complete, 'NAME=VALUE'],
  [['token'], {}, '--user'],
  [['serve', '--port', '70000'], {}, 'from 0 to 65535'],
  [['contract'], {}, '--base-url'],
  [['contract', '--base-url', 'http://127.0.0.1:9'], {}, 'LABCAS_API_TOKEN'],
  [['contract', '--only', 'no-such-case'], complete, "no case 'no-such-case'"],
  [['contract', '--allow-create', '@x'], complete, 'WORKFLOW@SELECTION'],
  [['contract', '--allow-create', 'rehearsal'], complete, 'WORKFLOW@SELECTION'],
  [['contract', '--allow-create'], complete, 'argument missing'],
  [['contract', '--json', 'none/report.json'], complete, 'folder is missing'],
  [['contract', '--html', 'none/report.html'], complete, 'folder is missing'],
  [['contract', '--config', 'none.yml'], complete, '--config none.yml cannot be read: there is no such file'],
  [['contract', '--replay', 'none.json'], complete, 'cannot be read: there is no such file'],
  [['contract', '--sweep', 'none.ledger'], complete, 'cannot be read: there is no such file'],
  [['contract', '--features', 'a b'], complete, 'such as cancel,tasks'],
  [['contract', '--base-url', 'nowhere'], complete, '--base-url must be'],
] as const)('%j is wrong usage', async (args, env, message) => {
  const { code, stdout, stderr } = await program.run(args, { env, cwd: folder });
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^error: /);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('a secret that signs tokens is not taken to another machine', async () => {
  await writeFile(join(folder, 'secret'), 'a secret of the server that is long enough');
  const args = ['contract', '--base-url', 'http://api.invalid', '--jwt-secret-file', 'secret'];
  const { code, stderr } = await program.run(args, { env: complete, cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toBe(
    'error: --jwt-secret-file is for servers on loopback only: keep the secret of any other at home.\n',
  );
});

test.each([[['selections']], [['contract']], [['runs', 'list']]])(
  '%j says that nothing answers, and ends with 3',
  async (args) => {
    const { code, stdout, stderr } = await program.run(args, { env: await nobody(), cwd: folder });
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(stderr).not.toContain('secret-token');
    expect(stderr).not.toMatch(/\n\s+at /);
  },
);

test('help is printed to standard output, with examples and exit codes', async () => {
  for (const args of [['--help'], ['runs', 'start', '--help'], ['contract', '--help'], ['help', 'serve']]) {
    const { code, stdout, stderr } = await program.run(args);
    expect(stdout).toContain('Usage: labcas-workflow-api');
    expect(stderr).toBe('');
    expect(code).toBe(0);
  }
  expect((await program.run(['--help'])).stdout).toContain('Exit codes:');
  expect((await program.run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

/** The environment of a user whose server has stopped. */
async function nobody(): Promise<Record<string, string>> {
  const { createServer } = await import('node:net');
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  return { LABCAS_API_URL: `http://127.0.0.1:${port}`, LABCAS_API_TOKEN: 'secret-token' };
}
