import { mkdir, writeFile } from 'node:fs/promises';
import { formatConformance } from '../test/contract/conformance.js';

await mkdir('docs', { recursive: true });
await writeFile('docs/conformance.md', formatConformance());
