import { copyFile, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The data of the example configuration: images of `examples/data` by where they go in the buckets. */
const exampleData: Readonly<Record<string, string>> = {
  'archive/colon/fhl2/ihc.png': 'ihc.png',
  'archive/cells/phase/cell.png': 'cell.png',
};

/**
 * Fills the buckets of a new data directory with the example's data, all of it or nothing; buckets that are
 * there are left as they are.
 */
export async function seedExamples(examples: string, buckets: string): Promise<void> {
  if (await exists(buckets)) return;
  const draft = await mkdtemp(join(dirname(buckets), 'buckets-draft-'));
  try {
    for (const [target, source] of Object.entries(exampleData)) {
      await mkdir(dirname(join(draft, target)), { recursive: true });
      await copyFile(await findImage(join(examples, 'data'), source), join(draft, target));
    }
    await rename(draft, buckets);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

// The whole micrographs are in the repository alone, because they would be a quarter of the package.
async function findImage(data: string, name: string): Promise<string> {
  const whole = join(data, name);
  return (await exists(whole)) ? whole : join(data, 'parts', name);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
