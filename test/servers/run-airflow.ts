import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compositionsVariable } from '../support/contract/composition.js';
import type { AirflowRelease } from './airflow.js';
import { writeCompositions } from './compositions-table.js';
import { pythonEnvironment } from './python.js';
import { type Counts, conclude, runTests, unlessMissing } from './run-tests.js';

const root = join(import.meta.dirname, '../..');
const rows = join(root, 'build/compositions');
const releases: readonly AirflowRelease[] = ['2.10.3', '3.0.6'];

/** Tests with one real Airflow after the other, or with the one that the command line names. */
async function run(): Promise<void> {
  const given = process.argv.slice(2);
  const chosen = releases.filter((release) => given.length === 0 || given.includes(release));
  await rm(rows, { recursive: true, force: true });
  const embedded = ['test/contract/node-http.test.ts', 'test/contract/lambda.test.ts'];
  const all = [await runTests(embedded, { [compositionsVariable]: rows }, ['--no-file-parallelism'])];
  for (const release of chosen) all.push(await unlessMissing(`Airflow ${release}`, () => testWith(release)));
  const isWhole =
    chosen.length === releases.length && all.every(({ failed, passed }) => failed === 0 && passed > 0);
  if (isWhole) await writeCompositions(rows, join(root, 'docs/compositions.md'));
  else console.log('docs/compositions.md stays as it was: it is written when all of it was tried and passed');
  conclude(all);
}

async function testWith(release: AirflowRelease): Promise<Counts> {
  // Installed here, where a package index out of reach is no failure.
  for (const [name, requirements] of [
    ['moto', 'moto/requirements.txt'],
    [`airflow-${release}`, `airflow/requirements-${release}.txt`],
  ] as const)
    await pythonEnvironment(name, join(import.meta.dirname, requirements));
  const environment = { LABCAS_TEST_AIRFLOW: release, [compositionsVariable]: rows };
  return runTests(['test/airflow'], environment, ['--testTimeout=300000', '--hookTimeout=300000']);
}

await run();
