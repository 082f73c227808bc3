import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startDeployment } from '../client/support/deployment.js';
import { bundleProgram } from './support/cli.js';

async function setUp() {
  const program = await bundleProgram();
  const folder = await mkdtemp(join(tmpdir(), 'labcas-cli-'));
  onTestFinished(() => program.remove());
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { url, requests, deployment } = await startDeployment();
  const env = { LABCAS_API_URL: url, LABCAS_API_TOKEN: 'token-of-researcher' };
  return { program, folder, requests, deployment, options: { env, cwd: folder } };
}

const start = ['runs', 'start', 'nebraska', '-s', 'colon/fhl2', '-p', 'tile_size=64'];
const download = [...start, '--key', 'one', '--download', 'got'];

test('the 1.0 deployment is given one run by a start that is interrupted and repeated', async () => {
  const { program, folder, requests, deployment, options } = await setUp();
  const running = program.start(download, options);
  await running.printed(/^\d\d:\d\d:\d\d queued/m);
  running.child.kill('SIGINT');
  const { code, stdout, stderr } = await running.ended;
  expect(stderr).toContain('--param tile_size=64 --key one --download got');
  expect(code).toBe(130);

  const [run] = deployment.runs;
  Object.assign(run ?? {}, { state: 'success' });
  deployment.files.set(`${run?.conf?.out_prefix}/ihc.csv`, 'a,b\n');
  expect(await program.run(download, options)).toMatchObject({ stdout, code: 0 });
  expect(await readFile(join(folder, 'got/ihc.csv'), 'utf8')).toBe('a,b\n');
  const manifest = JSON.parse(await readFile(join(folder, 'got/labcas-manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({
    run: { run_id: stdout.trim(), in_data_selection: 'colon/fhl2', params: { tile_size: 64 } },
    complete: true,
    files: [{ path: 'ihc.csv', size: 4, properties: {} }],
  });
  const before = requests.filter(({ target }) => target.includes('/bucket/')).length;
  expect((await program.run(download, options)).stderr).toContain('1 was here already');
  expect(requests.filter(({ target }) => target.includes('/bucket/'))).toHaveLength(before);
  expect(deployment.runs).toHaveLength(1);
});

test('the 1.0 deployment runs again what it ran, when the workflow is said', async () => {
  const { program, deployment, options } = await setUp();
  const { stdout } = await program.run(start, options);
  const rerun = ['runs', 'rerun', stdout.trim()];
  const refused = await program.run(rerun, options);
  expect(refused.stderr).toContain('say with --workflow which workflow it was');
  expect(refused.code).toBe(2);
  expect((await program.run([...rerun, '--workflow', 'nebraska'], options)).code).toBe(0);
  const [first, second] = deployment.runs.map(({ conf }) => conf);
  expect(second).toMatchObject({ in_data_selection: 'colon/fhl2', tile_size: first?.tile_size });
});

test('the 1.0 deployment gives all files that it lists, and the folder that it does not list is named', async () => {
  const { program, folder, deployment, options } = await setUp();
  deployment.executes = true;
  const { code, stderr } = await program.run(download, options);
  expect(stderr).toMatch(
    /Not all outputs are there: This deployment does not list the folder \S+tables\/ of outputs\./,
  );
  expect(stderr).not.toContain('To go on');
  expect(code).toBe(1);
  const manifest = JSON.parse(await readFile(join(folder, 'got/labcas-manifest.json'), 'utf8'));
  expect(manifest.complete).toBe(false);
  expect(manifest.files.length).toBeGreaterThan(1);
  expect(deployment.runs).toHaveLength(1);
});
