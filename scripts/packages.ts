import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An installed npm package. */
export interface InstalledPackage {
  name: string;
  version: string;
  license: string;
  folder: string;
}

/** The packages that the files of a bundle come from, by name and version, each once. */
export function packagesOf(files: Iterable<string>): InstalledPackage[] {
  const folders = new Set([...files].flatMap((file) => folderOf(file) ?? []));
  const packages = new Map<string, InstalledPackage>();
  for (const folder of folders) {
    const found = readPackage(folder);
    packages.set(`${found.name} ${found.version}`, found);
  }
  return [...packages.keys()].sort().flatMap((key) => packages.get(key) ?? []);
}

/** Reads what package.json says about an installed package. */
export function readPackage(folder: string): InstalledPackage {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifest as Partial<InstalledPackage>;
  if (!name || !version || !license) throw new Error(`${folder}: no name, version or license`);
  return { name, version, license, folder };
}

/** The text of the package's licence and notice files. */
export function licenceText({ name, folder }: InstalledPackage): string {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length === 0) throw new Error(`${name}: no licence file in the package`);
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
}

// The last `node_modules` counts: packages may hold packages.
function folderOf(file: string): string | undefined {
  return /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1];
}
