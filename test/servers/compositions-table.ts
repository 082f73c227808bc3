import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Composition } from '../support/contract/composition.js';

/** Writes the table of compositions from the rows in these folders; false when one has none or a case failed. */
export async function writeCompositions(folders: readonly string[], file: string): Promise<boolean> {
  const found = await Promise.all(folders.map(readRows));
  const rows = found.flat();
  if (found.some((each) => each.length === 0) || rows.some(({ counts }) => counts.fail > 0)) return false;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${[...heading, ...rows.map(line), ...reasons(rows)].join('\n')}\n`);
  return true;
}

async function readRows(folder: string): Promise<Composition[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(
    names.sort().map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Composition),
  );
}

const heading = [
  '# Compositions',
  '',
  'The contract suite, unchanged, against the reference server composed of real servers. Written by',
  '`npm run test:airflow`, which installs the servers from pinned requirements and ends them after.',
  '',
  'S3, Systems Manager and Secrets Manager are servers of moto, S3 behind a front that verifies the signatures of',
  'links. MWAA is a stand-in before the real Airflow, with login tokens that end after 60 s and, over Lambda, sessions',
  'that end after 40 requests. API Gateway is a stand-in that does what the import document says. The zip is what',
  '`npm run build:lambda` writes: the functions of the first deployment, in a process with nothing else installed.',
  '',
  '| Composition | Requests come by | Passed | Failed | Skipped | Seconds | Requests |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

function line({ backend, adapter, counts: { pass, fail, skip }, seconds, requests }: Composition): string {
  return `| ${backend} | ${adapter} | ${pass} | ${fail} | ${skip} | ${seconds} | ${requests} |`;
}

function reasons(rows: readonly Composition[]): string[] {
  const ids = new Map<string, Set<string>>();
  for (const { skipped } of rows) {
    for (const [reason, cases] of Object.entries(skipped))
      ids.set(reason, new Set([...(ids.get(reason) ?? []), ...cases]));
  }
  const items = [...ids].map(
    ([reason, cases]) => `- ${reason}: ${[...cases].map((id) => `\`${id}\``).join(', ')}`,
  );
  return items.length === 0 ? [] : ['', 'Skipped, because', '', ...items];
}
