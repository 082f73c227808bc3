import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compositionsVariable } from '../support/contract/composition.js';
import type { AirflowRelease } from './airflow.js';
import { writeCompositions } from './compositions-table.js';
import { pythonEnvironment } from './python.js';
import { type Counts, conclude, runTests, unlessMissing } from './run-tests.js';

const root = join(import.meta.dirname, '../..');
const releases: readonly AirflowRelease[] = ['2.10.3', '3.0.6'];

/** What the table of compositions is made of; each keeps its rows in a folder until it runs again. */
const parts: Readonly<Record<string, (rows: string) => Promise<Counts>>> = {
  embedded: testEmbedded,
  ...Object.fromEntries(releases.map((release) => [release, (rows: string) => testWith(release, rows)])),
};
const folderOf = (part: string) => join(root, 'build/compositions', part);

/** Tests with one real Airflow after the other, or only the parts that the command line names. */
async function run(): Promise<void> {
  const given = process.argv.slice(2);
  const all: Counts[] = [];
  for (const [part, test] of Object.entries(parts)) {
    if (given.length > 0 && !given.includes(part)) continue;
    await rm(folderOf(part), { recursive: true, force: true });
    all.push(await unlessMissing(`Airflow ${part}`, () => test(folderOf(part))));
  }
  const file = 'docs/compositions.md';
  const isWritten =
    all.every(({ failed }) => failed === 0) &&
    (await writeCompositions(Object.keys(parts).map(folderOf), join(root, file)));
  console.log(
    isWritten ? `${file} is written` : `${file} stays as it was: not every part of it has passed here`,
  );
  conclude(all);
}

function testEmbedded(rows: string): Promise<Counts> {
  const files = ['test/contract/node-http.test.ts', 'test/contract/lambda.test.ts'];
  return runTests(files, { [compositionsVariable]: rows }, ['--no-file-parallelism']);
}

async function testWith(release: AirflowRelease, rows: string): Promise<Counts> {
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
