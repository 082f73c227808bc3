import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package, in its source tree or where it is installed, and its version. */
export async function findPackage(): Promise<{ root: string; version: string }> {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const manifest = await readManifest(join(folder, 'package.json'));
    if (manifest?.name === 'labcas-workflow-api') return { root: folder, version: manifest.version };
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The folder of the package labcas-workflow-api was not found.');
    folder = parent;
  }
}

async function readManifest(path: string): Promise<{ name: string; version: string } | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as { name: string; version: string };
  } catch {
    return undefined;
  }
}
