import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleProgram, type Ended, type Program } from './support/cli.js';
import { startServer, type TestServer } from './support/server.js';

let program: Program;
let server: TestServer;
const printed: string[] = [];

beforeAll(async () => {
  program = await bundleProgram();
  server = await startServer(program);
});

afterAll(async () => {
  const logs = await server.stop();
  await program.remove();
  expect(logs + printed.join('')).not.toContain(server.token);
  expect(logs + printed.join('')).not.toMatch(/eyJ[\w-]+\.|signature=/);
});

async function run(...args: string[]): Promise<Ended> {
  const ended = await program.run(args, { env: server.env, cwd: server.folder });
  printed.push(ended.stdout, ended.stderr);
  return ended;
}

/** The value that a command prints with `--json`. */
async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr, code } = await run(...args, '--json');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return JSON.parse(stdout) as T;
}

interface RunJson {
  run_id: string;
  workflow_id: string;
  status: string;
  params: object;
  output_prefix: string;
}

async function startedRun(...args: string[]): Promise<RunJson> {
  return json('runs', 'start', 'letters', '--selection', 'colon/fhl2', '--wait', ...args);
}

test('selections and workflows are tables for people and JSON for scripts', async () => {
  const selections = await run('selections');
  expect(selections.stdout).toBe(
    'SELECTION   WORKFLOWS  DESCRIPTION\ncolon/fhl2  letters    Texts to count\n',
  );
  expect(await json('selections')).toEqual([
    { id: 'colon/fhl2', description: 'Texts to count', workflows: ['letters'] },
  ]);
  expect((await run('workflows')).stdout).toBe('WORKFLOW  DESCRIPTION\nletters   Writes letters\n');
  expect(await json('workflows')).toEqual([{ id: 'letters', description: 'Writes letters' }]);
  expect(await json('workflows', '--selection', 'colon/fhl2')).toHaveLength(1);
  const letters = await run('workflows', 'letters');
  expect(letters.stdout).toContain('times      integer 0..100  1        How many files to write\n');
  expect(letters.stderr).toContain('runs start letters --selection colon/fhl2 --wait');
  expect(await json('workflows', 'letters')).toMatchObject({ id: 'letters', additional_parameters: false });
});

describe('runs', () => {
  test('start prints the id of the run alone, and what follows goes to the side', async () => {
    const { stdout, stderr, code } = await run('runs', 'start', 'letters', '-s', 'colon/fhl2', '--wait');
    expect(stdout).toMatch(/^labcas-[a-z2-7]{20}\n$/);
    expect(stderr).toMatch(/^\d\d:\d\d:\d\d success$/m);
    expect(stderr).toMatch(/outputs ls \d{8}T\d{12}\/$/m);
    expect(code).toBe(0);
  });

  test('parameters come typed from the command line and from a file', async () => {
    const file = join(server.folder, 'params.json');
    await writeFile(file, JSON.stringify({ times: 9, case: 'upper' }));
    const run = await startedRun('--params-file', file, '-p', 'times=2', '-p', 'tags=[1, "a"]');
    expect(run).toMatchObject({ status: 'success', params: { times: 2, case: 'upper', tags: [1, 'a'] } });
  });

  test('the same key is the same run', async () => {
    const args = ['runs', 'start', 'letters', '-s', 'colon/fhl2', '--key', 'one'];
    expect((await run(...args)).stdout).toBe((await run(...args)).stdout);
    const other = await run(...args, '-p', 'times=5');
    expect(other.stderr).toContain('idempotency-key-reused');
    expect(other.code).toBe(1);
  });

  test('a run that fails is an exit code 1 with its reason, and JSON all the same', async () => {
    const failed = await run('runs', 'start', 'letters', '-s', 'colon/fhl2', '-p', 'fail=true', '--wait');
    expect(failed.stderr).toContain(
      `error: Run ${failed.stdout.trim()} failed: The command ended with exit code 3.`,
    );
    expect(failed.code).toBe(1);
    const watched = await run('runs', 'watch', 'letters', failed.stdout.trim(), '--json');
    expect(JSON.parse(watched.stdout)).toMatchObject({ status: 'failed', failure: { code: 'exit' } });
    expect(watched.code).toBe(1);
  });

  test('start downloads the outputs with a manifest of their checksums', async () => {
    const args = ['runs', 'start', 'letters', '-s', 'colon/fhl2', '--key', 'loop', '-p', 'times=2'];
    const { stdout, stderr, code } = await run(...args, '--download', 'loop');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^labcas-[a-z2-7]{20}\n$/);
    expect(stderr).toMatch(/^Downloaded 3 files, 2\.0 kB\. They are in loop, with a manifest\.$/m);
    const manifest = JSON.parse(await readFile(join(server.folder, 'loop/labcas-manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      manifest: 1,
      run: { run_id: stdout.trim(), workflow_id: 'letters', in_data_selection: 'colon/fhl2', key: 'loop' },
      complete: true,
    });
    expect(manifest.run.params).toMatchObject({ times: 2 });
    expect(manifest.files).toHaveLength(3);
    for (const { path, size, sha256 } of manifest.files) {
      const content = await readFile(join(server.folder, 'loop', path));
      expect(content).toHaveLength(size);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    const again = await run(...args, '--download', 'loop');
    expect(again).toMatchObject({ stdout, code: 0 });
    expect(again.stderr).toContain('3 were here already');
  });

  test('rerun starts another run with the workflow, selection and parameters of one', async () => {
    const first = await startedRun('-p', 'times=2', '-p', 'case=upper');
    const second = await json<RunJson>('runs', 'rerun', first.run_id, '--wait');
    expect(second.run_id).not.toBe(first.run_id);
    expect(second).toMatchObject({ workflow_id: 'letters', status: 'success', params: first.params });
    const args = ['runs', 'rerun', first.run_id, '--workflow', 'letters', '--key', 'again'];
    const third = await run(...args, '--download', 'again');
    expect(third.code).toBe(0);
    expect((await run(...args)).stdout).toBe(third.stdout);
    expect(await readFile(join(server.folder, 'again/B.txt'), 'utf8')).toBe('B'.repeat(1000));
    const none = await run('runs', 'rerun', 'none');
    expect(none.stderr).toBe('error: There is no run none among yours.\n');
    expect(none.code).toBe(1);
  });

  test('list shows the newest first, filtered, and says when there are more', async () => {
    const { run_id } = await startedRun('-p', 'times=3');
    const [first] = await json<RunJson[]>('runs', 'list');
    expect(first?.run_id).toBe(run_id);
    const short = await run('runs', 'list', 'letters', '--limit', '1');
    expect(short.stdout.split('\n')).toHaveLength(3);
    expect(short.stdout).toContain('times=3');
    expect(short.stderr).toContain('There are more');
    for (const { status } of await json<RunJson[]>('runs', 'list', '--status', 'failed'))
      expect(status).toBe('failed');
    expect((await run('runs', 'list', '--status', 'queued')).stderr).toBe('There are no such runs.\n');
  });

  test('show gives the run and its tasks, log what it printed, made safe', async () => {
    const { run_id } = await startedRun('-p', 'times=3');
    const { stdout } = await run('runs', 'show', 'letters', run_id);
    expect(stdout).toMatch(/^Status {6}success$/m);
    expect(stdout).toMatch(/^main {2}success +1 {2}/m);
    expect(await json('runs', 'show', 'letters', run_id)).toMatchObject({
      run_id,
      tasks: [{ task_id: 'main' }],
    });
    expect((await run('runs', 'log', 'letters', run_id)).stdout).toBe(
      'begin \\x1b[31mred\\x1b[0m\nwrote 3\n',
    );
    expect((await run('runs', 'log', 'letters', run_id, '--raw')).stdout).toContain('\u001b[31mred');
    expect(await json('runs', 'log', 'letters', run_id)).toMatchObject({ task_id: 'main' });
  });

  test('cancel ends a run once', async () => {
    const args = ['runs', 'start', 'letters', '-s', 'colon/fhl2', '-p', 'seconds=60'];
    const id = (await run(...args)).stdout.trim();
    expect((await run('runs', 'cancel', 'letters', id)).code).toBe(0);
    const watched = await run('runs', 'watch', 'letters', id);
    expect(watched.stderr).toContain('cancelled');
    const again = await run('runs', 'cancel', 'letters', id);
    expect(again.stderr).toContain('run-ended');
    expect(again.code).toBe(1);
  });

  test('an interrupted watch says that the run goes on, and how to watch it again', async () => {
    const args = ['runs', 'start', 'letters', '-s', 'colon/fhl2', '-p', 'seconds=60', '--wait'];
    const watching = program.start(args, { env: server.env });
    await watching.printed('running');
    watching.child.kill('SIGINT');
    const { code, stdout, stderr } = await watching.ended;
    expect(stderr).toContain(
      `the run goes on. To watch it again: npx labcas-workflow-api runs watch letters`,
    );
    expect(code).toBe(130);
    expect((await run('runs', 'cancel', 'letters', stdout.trim())).code).toBe(0);
  });

  test('a watch that may not take so long ends with 1', async () => {
    const args = ['runs', 'start', 'letters', '-s', 'colon/fhl2', '-p', 'seconds=60'];
    const id = (await run(...args)).stdout.trim();
    const { code, stderr } = await run('runs', 'watch', 'letters', id, '--timeout', '1s');
    expect(stderr).toContain('has not ended in that time');
    expect(code).toBe(1);
    await run('runs', 'cancel', 'letters', id);
  });
});

describe('outputs', () => {
  test('are listed, downloaded and never overwritten unasked', async () => {
    const { output_prefix } = await startedRun('-p', 'times=2');
    const listed = await run('outputs', 'ls', output_prefix);
    expect(listed.stdout).toMatch(/^more\/\n/m);
    expect(listed.stdout).toMatch(/^a\.txt {2}1\.0 kB/m);
    const files = await json<{ path: string; href?: string }[]>('outputs', 'ls', '-r', output_prefix);
    expect(files.map(({ path }) => path.slice(output_prefix.length)).sort()).toEqual([
      'a.txt',
      'b.txt',
      'more/ümlaut & <b>.txt',
    ]);
    expect(files.every(({ href }) => href === undefined)).toBe(true);

    const got = await run('outputs', 'get', output_prefix, '--out', 'got');
    expect(got.stderr).toBe('Downloaded 3 files, 2.0 kB.\n');
    const nested = join(server.folder, 'got/more/ümlaut & <b>.txt');
    expect(await readFile(nested, 'utf8')).toBe('more');
    const again = await run('outputs', 'get', `${output_prefix}a.txt`, '--out', 'got');
    expect(again.stderr).toContain('is there already');
    expect(again.code).toBe(1);
    expect((await run('outputs', 'get', `${output_prefix}a.txt`, '-o', 'got', '--force')).code).toBe(0);
    expect((await stat(join(server.folder, 'got/a.txt'))).size).toBe(1000);
  });

  test('are annotated without losing what they have', async () => {
    const { output_prefix } = await startedRun('-p', 'times=1');
    const path = `${output_prefix}a.txt`;
    const annotate = (...args: string[]) =>
      json<{ properties: object }>('outputs', 'annotate', path, ...args);
    await annotate('Organ=Colon', 'Note=a=b');
    expect((await annotate('Stain=DAB')).properties).toEqual({
      Organ: 'Colon',
      Note: 'a=b',
      Stain: 'DAB',
    });
    expect((await annotate('--remove', 'Note')).properties).toEqual({ Organ: 'Colon', Stain: 'DAB' });
    expect((await annotate('--replace', 'Only=this')).properties).toEqual({ Only: 'this' });
    const listed = await json<{ name: string; properties: object }[]>('outputs', 'ls', output_prefix);
    expect(listed.find(({ name }) => name === 'a.txt')?.properties).toEqual({ Only: 'this' });
    const missing = await run('outputs', 'annotate', `${output_prefix}none.txt`, 'a=b');
    expect(missing.stderr).toContain('There is no output file');
    expect(missing.code).toBe(1);
    const wrong = await run('outputs', 'annotate', path, '[a]=b');
    expect(wrong.stderr).toMatch(/^error: "\[a\]" of "a\.txt" is no name for a property: it may hold no /);
    expect(wrong.code).toBe(2);
  });
});

test('a refusal is one line with the code and the request', async () => {
  const { code, stderr, stdout } = await run('workflows', 'none');
  expect(stderr).toMatch(
    /^error: There is no such workflow\. \(404, workflow-not-found, request [\w-]+\)\n$/,
  );
  expect(stdout).toBe('');
  expect(code).toBe(1);
});

test('a token file is used, and what it holds is not said', async () => {
  const file = join(server.folder, 'token');
  await writeFile(file, `Bearer ${server.token}\n`);
  const env = { LABCAS_API_URL: server.url };
  expect((await program.run(['selections', '--token-file', file], { env })).code).toBe(0);
  await writeFile(file, `${server.token}x`);
  const refused = await program.run(['selections', '--token-file', file], { env });
  printed.push(refused.stderr);
  expect(refused.stderr).toContain('Get a new token');
  expect(refused.code).toBe(1);
});

test('a reader that stops early ends the program without a word', async () => {
  await startedRun('-p', 'times=100');
  const listing = program.start(['outputs', 'ls', '-r'], { env: server.env });
  listing.child.stdout?.destroy();
  const { code, stderr } = await listing.ended;
  expect(stderr).toBe('');
  expect(code).toBe(141);
});
