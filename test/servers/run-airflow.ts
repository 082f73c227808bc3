import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AirflowRelease } from './airflow.js';
import { pythonEnvironment, ServerMissing } from './process.js';

const root = join(import.meta.dirname, '../..');
const results = join(root, 'build/compositions');
const releases: readonly AirflowRelease[] = ['2.10.3', '3.0.6'];
const folder = 'test/airflow';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Tests with one real Airflow after the other, and writes the table of compositions when all passed. */
async function run(): Promise<number> {
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const release of releases) {
    const counts = await test(release).catch((error: unknown) => {
      if (!(error instanceof ServerMissing)) throw error;
      console.log(`skipped: Airflow ${release} cannot be installed here: ${error.message}`);
      return { passed: 0, failed: 0, skipped: 1 };
    });
    for (const name of ['passed', 'failed', 'skipped'] as const) total[name] += counts[name];
  }
  if (total.failed === 0 && total.passed > 0) await writeTable();
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 ? 0 : 1;
}

async function test(release: AirflowRelease): Promise<Counts> {
  // Installed here, where a package index out of reach is no failure.
  for (const [name, requirements] of [
    [`airflow-${release}`, `airflow/requirements-${release}.txt`],
    ['moto', 'moto/requirements.txt'],
  ] as const)
    await pythonEnvironment(name, join(import.meta.dirname, requirements));
  const report = join(results, `vitest-${release}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const limits = ['--testTimeout=300000', '--hookTimeout=300000', '--no-file-parallelism'];
  const child = spawn('npx', ['--no-install', 'vitest', 'run', folder, ...reporters, ...limits], {
    cwd: root,
    env: { ...process.env, LABCAS_TEST_AIRFLOW: release },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  const text = await readFile(report, 'utf8').catch(() => '{}');
  await rm(report, { force: true });
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
  } = JSON.parse(text) as Record<string, number>;
  // A suite that could not begin has no failed test.
  const failed = code === 0 ? numFailedTests : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

interface Row {
  composition: string;
  pass: number;
  fail: number;
  skip: number;
  seconds: number;
}

async function writeTable(): Promise<void> {
  const names = (await readdir(results)).filter((name) => name.endsWith('.json')).sort();
  const rows = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(results, name), 'utf8')) as Row),
  );
  const lines = rows.map(
    (row) => `| ${row.composition} | ${row.pass} | ${row.fail} | ${row.skip} | ${row.seconds} |`,
  );
  await mkdir(join(root, 'docs'), { recursive: true });
  await writeFile(join(root, 'docs/compositions.md'), `${[...heading, ...lines].join('\n')}\n`);
}

const heading = [
  '# Compositions',
  '',
  'The contract suite, unchanged, against the reference server composed of real servers. Written by',
  '`npm run test:airflow`, which installs the servers from pinned requirements and ends them after.',
  '',
  'Airflow lets every workflow take any parameter, so the two cases about undeclared ones are skipped there. S3',
  'is the server of moto, behind a front that verifies the signatures of links.',
  '',
  '| Composition | Passed | Failed | Skipped | Seconds |',
  '| --- | --- | --- | --- | --- |',
];

process.exitCode = await run();
