import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/reference-server/config-document.js';
import { seedExamples } from '../../src/reference-server/examples.js';
import { findPackage } from '../../src/reference-server/package-root.js';

let folder: string;
let examples: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labcas-examples-'));
  examples = join((await findPackage()).root, 'examples');
});

afterEach(() => rm(folder, { recursive: true }));

describe('the example data', () => {
  it('fills every collection of the example configuration', async () => {
    const buckets = join(folder, 'buckets');
    await seedExamples(examples, buckets);
    const { collections } = parseConfig(await readFile(join(examples, 'config.yaml'), 'utf8'), 'config.yaml');
    for (const { bucket, prefix } of collections.values()) {
      expect(await readdir(join(buckets, bucket, prefix))).toEqual([expect.stringMatching(/\.png$/)]);
    }
    expect(await readdir(folder)).toEqual(['buckets']);
  });

  it('is of parts of the images where the whole ones are not, as in the package', async () => {
    const parts = join(folder, 'data', 'parts');
    await cp(join(examples, 'data', 'parts'), parts, { recursive: true });
    await seedExamples(folder, join(folder, 'buckets'));
    for (const [target, name] of [
      ['archive/colon/fhl2/ihc.png', 'ihc.png'],
      ['archive/cells/phase/cell.png', 'cell.png'],
    ] as const) {
      const seeded = await readFile(join(folder, 'buckets', target));
      expect(seeded.equals(await readFile(join(parts, name)))).toBe(true);
    }
  });

  it('leaves buckets that are there as they are', async () => {
    const buckets = join(folder, 'buckets');
    await mkdir(buckets);
    await seedExamples(examples, buckets);
    expect(await readdir(buckets)).toEqual([]);
  });

  it('is there as a whole or not at all', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'ihc.png'), '');
    await expect(seedExamples(folder, join(folder, 'buckets'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual(['data']);
  });
});
