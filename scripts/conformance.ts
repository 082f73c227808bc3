import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { conformanceCases, formatConformance } from '../test/contract/conformance.js';

// Writes the list of cases, and pins the ids of new ones. It never unpins one.

await mkdir('docs', { recursive: true });
await writeFile('docs/conformance.md', formatConformance());
const file = 'test/contract/case-ids.txt';
const pinned = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((id) => id !== '');
const ids = new Set([...pinned, ...conformanceCases.map(({ id }) => id)]);
await writeFile(file, `${[...ids].sort().join('\n')}\n`);
