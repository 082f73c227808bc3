import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundleProgram, type Ended, type Program } from './support/cli.js';
import { type OutputsServer, startOutputsServer } from './support/outputs-server.js';

let program: Program;
let server: OutputsServer;
let folder: string;

const large = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251));
const start = ['runs', 'start', 'letters', '-s', 'colon/fhl2', '--key', 'one', '--download', 'got'];

beforeAll(async () => {
  program = await bundleProgram();
});

beforeEach(async () => {
  server = await startOutputsServer({ 'a.txt': 'a', 'more/b.txt': 'bb', 'z.bin': large });
  folder = await mkdtemp(join(tmpdir(), 'labcas-cli-'));
});

afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

afterAll(() => program.remove());

function run(...args: string[]): Promise<Ended> {
  return program.run(args, { env: server.env, cwd: folder });
}

function fetched(): string[] {
  return server.requests.filter((request) => request.startsWith('GET /files/'));
}

/** Starts the download, waits until it has half of the large file, and ends it. */
async function endedInTheMiddle(signal: NodeJS.Signals): Promise<Ended> {
  server.stuck.add('z.bin');
  const running = program.start(start, { env: server.env, cwd: folder });
  const halfIsHere = async () => {
    const names = await readdir(join(folder, 'got')).catch(() => []);
    const part = names.find((name) => name.endsWith('.part'));
    return part !== undefined && (await stat(join(folder, 'got', part))).size === large.length / 2;
  };
  await expect.poll(halfIsHere, { timeout: 15_000 }).toBe(true);
  running.child.kill(signal);
  const ended = await running.ended;
  server.stuck.clear();
  server.requests.length = 0;
  return ended;
}

test('an interrupted download says how to go on, and then fetches only what is missing', async () => {
  const { code, stderr } = await endedInTheMiddle('SIGINT');
  expect(code).toBe(130);
  expect(stderr).toContain('Stopped; 2 of 3 files are here.');
  const again = 'npx labcas-workflow-api runs start letters --selection colon/fhl2 --key one --download got';
  expect(stderr).toContain(`To go on where it stopped: ${again}\n`);

  const { stdout, stderr: said } = await run(...start);
  expect(stdout).toBe('run-1\n');
  expect(said).toContain('There are 3 files, 200 kB; 2 were here already.');
  expect(fetched()).toEqual(['GET /files/z.bin bytes=100000-']);
  expect(large.equals(await readFile(join(folder, 'got/z.bin')))).toBe(true);
  expect((await readdir(join(folder, 'got'))).sort()).toEqual([
    'a.txt',
    'labcas-manifest.json',
    'more',
    'z.bin',
  ]);
  expect(server.runs).toEqual(['run-1']);
});

test('a download that was killed goes on without a second run', async () => {
  await endedInTheMiddle('SIGKILL');
  expect((await run(...start)).code).toBe(0);
  expect(fetched().at(-1)).toBe('GET /files/z.bin bytes=100000-');
  expect(large.equals(await readFile(join(folder, 'got/z.bin')))).toBe(true);
  expect(await readFile(join(folder, 'got/more/b.txt'), 'utf8')).toBe('bb');
  expect(server.runs).toEqual(['run-1']);
});

test('a file that was changed here or there is fetched again, and no other', async () => {
  await run(...start);
  await writeFile(join(folder, 'got/a.txt'), 'x');
  server.files.set('more/b.txt', Buffer.from('longer'));
  server.requests.length = 0;
  expect((await run(...start)).code).toBe(0);
  expect(fetched().sort()).toEqual(['GET /files/a.txt', 'GET /files/more/b.txt']);
  expect(await readFile(join(folder, 'got/a.txt'), 'utf8')).toBe('a');
});

test('a start of which the answer is lost is repeated with the key that is said', async () => {
  server.answers = 'are lost';
  const keyless = start.filter((word) => word !== '--key' && word !== 'one');
  const lost = await run(...keyless);
  const key = /Repeat the command with --key ([\w-]+): it starts no second run/.exec(lost.stderr)?.[1] ?? '';
  expect(lost.stderr).toContain(`The key of this run: ${key}\n`);
  expect(lost.code).toBe(1);
  server.answers = 'come';
  expect((await run(...keyless, '--key', key)).code).toBe(0);
  expect(server.runs).toEqual(['run-1']);
});

test('a start that is interrupted says how to go on', async () => {
  server.answers = 'hang';
  const running = program.start(start, { env: server.env, cwd: folder });
  await expect.poll(() => server.runs, { timeout: 15_000 }).toEqual(['run-1']);
  running.child.kill('SIGINT');
  const { code, stderr } = await running.ended;
  expect(stderr).toMatch(/no second run: npx labcas-workflow-api runs start .* --key one --download got\n/);
  expect(code).toBe(130);
});

test('a wait that is interrupted says how to go on, downloads and all', async () => {
  server.status = 'running';
  const running = program.start(start, { env: server.env, cwd: folder });
  await running.printed('running');
  running.child.kill('SIGINT');
  const { code, stderr } = await running.ended;
  expect(stderr).toMatch(/the run goes on\. To go on with it: .* --key one --download got\n$/);
  expect(code).toBe(130);
});

test('a wait that ends with the token says how to go on', async () => {
  server.status = 'running';
  const running = program.start(start, { env: server.env, cwd: folder });
  await running.printed('running');
  server.expired = true;
  const { code, stderr } = await running.ended;
  expect(stderr).toMatch(/Get a new token .* To go on where it stopped: .* --key one --download got\n$/);
  expect(code).toBe(1);
});

test('a run that wrote nothing leaves a manifest without files', async () => {
  server.files.clear();
  const { code, stderr } = await run(...start);
  expect(stderr).toContain('Downloaded 0 files');
  expect(code).toBe(0);
  const manifest = JSON.parse(await readFile(join(folder, 'got/labcas-manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ complete: true, files: [] });
});

test('where the deployment knows no keys, the folder remembers the run', async () => {
  server.keys = false;
  const first = await run(...start);
  expect(first.stderr).toContain('This deployment knows no keys');
  expect((await run(...start)).stdout).toBe('run-1\n');
  const other = await run(...start, '--param', 'times=2');
  expect(other.stderr).toContain('of another workflow, selection or parameters');
  expect(other.code).toBe(2);
  expect(server.runs).toEqual(['run-1']);
});

test('where the deployment knows no keys, no second run is started after an answer that is lost', async () => {
  server.keys = false;
  server.answers = 'are lost';
  expect((await run(...start)).code).toBe(1);
  server.answers = 'come';
  const { code, stderr } = await run(...start);
  expect(stderr).toMatch(
    /A start with --key one was asked for at 2\S+, and whether it made a run is not known/,
  );
  expect(code).toBe(1);
  expect(server.runs).toEqual(['run-1']);
});

test('a start that is refused leaves the folder free', async () => {
  server.keys = false;
  server.answers = 'refuse';
  expect((await run(...start)).code).toBe(1);
  server.answers = 'come';
  expect(await readdir(join(folder, 'got')).catch(() => [])).toEqual([]);
  expect((await run(...start)).code).toBe(0);
});

test.skipIf(process.getuid?.() === 0)(
  'a folder that cannot be written is refused before anything is started (not as root, who can write anywhere)',
  async () => {
    await mkdir(join(folder, 'got'), { mode: 0o555 });
    const { code, stderr } = await run(...start);
    expect(stderr).toContain('got/labcas-manifest.json: permission is denied.');
    expect(code).toBe(1);
    expect(server.runs).toEqual([]);
  },
);

test('an empty name of a folder is wrong usage', async () => {
  const { code, stderr } = await run('runs', 'start', 'letters', '-s', 'colon/fhl2', '--download', '');
  expect(stderr).toContain('--download must name a folder.');
  expect(code).toBe(2);
});

test('a folder that belongs to another run is refused before anything is started', async () => {
  await run(...start);
  const keyless = start.filter((word) => word !== '--key' && word !== 'one');
  for (const args of [keyless, [...keyless, '--key', 'two']]) {
    const { code, stderr } = await run(...args);
    expect(stderr).toContain('got holds the outputs of run run-1; go on with them by --key one, or');
    expect(code).toBe(2);
  }
  expect(server.runs).toEqual(['run-1']);
});

test('without a key one is made up, and said when it is needed', async () => {
  server.files.set('a.txt', Buffer.alloc(0));
  await mkdir(join(folder, 'got'));
  await writeFile(join(folder, 'got/a.txt'), 'mine');
  const { code, stderr } = await run('runs', 'start', 'letters', '-s', 'colon/fhl2', '--download', 'got');
  expect(stderr).toContain('got/a.txt is there already');
  expect(stderr).toMatch(/To go on where it stopped: .* --key [\w-]{36} --download got\n/);
  expect(code).toBe(1);
  expect(await readFile(join(folder, 'got/a.txt'), 'utf8')).toBe('mine');
  expect(fetched()).toEqual([]);
});

test('nothing is written through a link in the folder', async () => {
  await mkdir(join(folder, 'elsewhere'));
  await mkdir(join(folder, 'got'));
  await symlink('../elsewhere', join(folder, 'got/more'));
  const { code, stderr } = await run(...start);
  expect(stderr).toContain('got/more is a link');
  expect(code).toBe(1);
  expect(await readdir(join(folder, 'elsewhere'))).toEqual([]);
});

test('an output that has the name of the manifest does not take its place', async () => {
  server.files.set('labcas-manifest.json', Buffer.from('{}'));
  const { code, stderr } = await run(...start);
  expect(stderr).toContain('labcas-manifest.json has the name of the manifest; get it by itself.');
  expect(stderr).not.toContain('To go on');
  expect(code).toBe(1);
  expect(fetched().length).toBeGreaterThan(0);
  const manifest = JSON.parse(await readFile(join(folder, 'got/labcas-manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ run: { run_id: 'run-1' }, complete: false });
});

test('a manifest that cannot be read is not replaced', async () => {
  await mkdir(join(folder, 'got'));
  await writeFile(join(folder, 'got/labcas-manifest.json'), '{"files": 1}');
  const { code, stderr } = await run(...start);
  expect(stderr).toContain('is no manifest that can be read');
  expect(code).toBe(1);
  expect(server.runs).toEqual([]);
});

test('a failed run is not downloaded, and its reason and log are named', async () => {
  server.status = 'failed';
  const { code, stderr } = await run(...start);
  expect(stderr).toContain(
    'error: Run run-1 failed: It fell over. Its log: npx labcas-workflow-api runs log letters run-1\n',
  );
  expect(code).toBe(1);
  expect(await readdir(join(folder, 'got'))).toEqual(['labcas-manifest.json']);
});

test('nothing of progress is printed where there is no terminal, and no link', async () => {
  const { stdout, stderr } = await run(...start, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    run_id: 'run-1',
    downloaded: [{ size: 2 }, { size: 1 }, { size: large.length }],
  });
  expect(stderr).toMatch(/^\d\d:\d\d:\d\d success\n$/);
  expect(await readFile(join(folder, 'got/labcas-manifest.json'), 'utf8')).not.toContain('signature');
});

test('outputs get goes on too, and mixes no two folders', async () => {
  const get = ['outputs', 'get', '20261123T191203123456/', '--out', 'got'];
  expect((await run(...get)).stderr).toBe('Downloaded 3 files, 200 kB.\n');
  server.requests.length = 0;
  expect((await run(...get)).stderr).toBe('There are 3 files, 200 kB; 3 were here already.\n');
  expect(fetched()).toEqual([]);
  const other = ['outputs', 'get', '20261123T191203123456/more/', '--out', 'got'];
  const refused = await run(...other);
  expect(refused.stderr).toContain('got holds the outputs of 20261123T191203123456/');
  expect(refused.code).toBe(1);
  expect((await run(...other, '--force')).code).toBe(0);
});
