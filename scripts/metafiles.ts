import { readFileSync, rmSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { filesBelow } from './files.js';

/** What esbuild says about the builds in a folder. */
export function readMetafiles(folder: string): Metafile[] {
  return metafilesIn(folder).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Metafile);
}

/** Removes them: they are large and of no use to a reader of the package. */
export function removeMetafiles(folder: string): void {
  for (const file of metafilesIn(folder)) rmSync(file);
}

function metafilesIn(folder: string): string[] {
  return filesBelow(folder).filter((file) => /\bmetafile-\w+\.json$/.test(file));
}

/** The files of the build that an output loads, itself included, with what it imports only when it runs where `isLate`. */
export function reachable(metafile: Metafile, output: string, isLate = true): string[] {
  const files = new Set([output]);
  // A set grows while it is walked, and the walk goes on over what was added.
  for (const file of files) {
    const imports = metafile.outputs[file]?.imports ?? [];
    const followed = imports.filter(
      ({ external, kind }) => !external && (isLate || kind !== 'dynamic-import'),
    );
    for (const { path } of followed) files.add(path);
  }
  return [...files];
}

/** The modules that an output imports from outside of the build. */
export function externalsOf(metafile: Metafile, output: string): string[] {
  const imports = metafile.outputs[output]?.imports ?? [];
  return imports.flatMap(({ path, external }) => (external ? [path] : []));
}
