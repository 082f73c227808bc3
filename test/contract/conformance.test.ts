import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { caseClasses } from './classes.js';
import { conformanceCases, formatConformance } from './conformance.js';
import { canonicalPointer, resolvePointer } from './pointers.js';

describe('the cases', () => {
  it('are listed in docs/conformance.md as they are (write it with `tsx scripts/conformance.ts`)', async () => {
    expect(await readFile('docs/conformance.md', 'utf8')).toBe(formatConformance());
  });

  it('keep their ids', async () => {
    const pinned = (await readFile('test/contract/case-ids.txt', 'utf8'))
      .split('\n')
      .filter((id) => id !== '');
    const ids = conformanceCases.map(({ id }) => id);
    const gone = pinned.filter((id) => !ids.includes(id));
    const advice =
      'An id is for ever, because reports and lists of known failures name it: bring it back, under its old name. Only a requirement that has been withdrawn from openapi.yml may go; take its line out of test/contract/case-ids.txt by hand, and say so in CHANGELOG.md.';
    expect(gone, advice).toEqual([]);
    const fresh = ids.filter((id) => !pinned.includes(id));
    expect(fresh, 'Pin the new ids with `tsx scripts/conformance.ts`.').toEqual([]);
  });

  it('say where openapi.yml has what they require', () => {
    const lost = conformanceCases.filter(
      ({ pointer }) => resolvePointer(canonicalPointer(pointer)) === undefined,
    );
    expect(lost.map(({ id, pointer }) => `${id}: ${pointer}`)).toEqual([]);
  });

  it('each have a class and a version, and every class has cases', () => {
    expect(conformanceCases.filter(({ since }) => !/^\d+\.\d+\.\d+$/.test(since))).toEqual([]);
    const used = new Set(conformanceCases.map((item) => item.class));
    expect(caseClasses.filter((name) => !used.has(name))).toEqual([]);
  });
});
