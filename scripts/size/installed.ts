import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { filesBelow } from '../files.js';

/** A package in the node_modules of whoever installs this one. */
export interface Installed {
  name: string;
  bytes: number;
}

/** All that is installed with the package: itself, as it would be packed now, and its dependencies. */
export function installed(): Installed[] {
  const { name, dependencies = {} } = manifestOf('.');
  const names = new Set(Object.keys(dependencies));
  // A set grows while it is walked.
  for (const found of names) {
    for (const inner of Object.keys(manifestOf(`node_modules/${found}`).dependencies ?? {})) names.add(inner);
  }
  return [
    { name, bytes: packedSize() },
    ...[...names].map((found) => ({ name: found, bytes: sizeOf(`node_modules/${found}`) })),
  ];
}

function packedSize(): number {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ unpackedSize, files }] = JSON.parse(output) as [
    { unpackedSize: number; files: { path: string }[] },
  ];
  for (const needed of ['dist/client/index.d.cts', 'dist/cli/main.js', 'dist/THIRD-PARTY.txt']) {
    if (!files.some(({ path }) => path === needed)) {
      throw new Error(`${needed} is missing: run \`npm run build\` first`);
    }
  }
  return unpackedSize;
}

function sizeOf(folder: string): number {
  return filesBelow(folder).reduce((sum, file) => sum + statSync(file).size, 0);
}

function manifestOf(folder: string) {
  const manifest: unknown = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return manifest as { name: string; dependencies?: Record<string, string> };
}
