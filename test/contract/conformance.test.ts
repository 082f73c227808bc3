import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { formatConformance } from './conformance.js';

it('says in docs/conformance.md what the cases are (write it with `tsx scripts/conformance.ts`)', async () => {
  expect(await readFile('docs/conformance.md', 'utf8')).toBe(formatConformance());
});
