import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Composition } from '../support/contract/composition.js';

/** Writes the table of compositions from the rows that tests have kept in a folder. */
export async function writeCompositions(folder: string, file: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort(embeddedFirst);
  const rows = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Composition),
  );
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${[...heading, ...rows.map(line), ...reasons(rows)].join('\n')}\n`);
}

function embeddedFirst(a: string, b: string): number {
  const rank = (name: string) => (name.startsWith('embedded') ? 0 : name.startsWith('Airflow') ? 1 : 2);
  return rank(a) - rank(b) || a.localeCompare(b);
}

const heading = [
  '# Compositions',
  '',
  'The contract suite, unchanged, against the reference server composed of real servers. Written by',
  '`npm run test:airflow`, which installs the servers from pinned requirements and ends them after.',
  '',
  'S3, Systems Manager and Secrets Manager are servers of moto, S3 behind a front that verifies the signatures of',
  'links. MWAA is a stand-in before the real Airflow, with login tokens that end after 60 s and, here, sessions that',
  'end after 40 requests. API Gateway is a stand-in that does what the import document says.',
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
