import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const asked = Symbol('asked by the plugin');

/**
 * Bundles each version of a package once. npm nests a copy below every package that wants another version than the
 * one at the top, and the packages of the SDK share most of theirs.
 */
export function oneCopy(): Plugin {
  const first = new Map<string, string>();
  return {
    name: 'one-copy',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, importer, namespace, pluginData }) => {
        if (pluginData === asked || namespace !== 'file') return undefined;
        const found = await resolve(path, { kind, resolveDir, importer, namespace, pluginData: asked });
        const folder = found.external ? undefined : folderOf(found.path);
        if (folder === undefined) return found;
        const version = versionOf(folder);
        const kept = first.get(version) ?? folder;
        first.set(version, kept);
        return { ...found, path: kept + found.path.slice(folder.length) };
      });
    },
  };
}

/** The folder of the package that a file belongs to. */
function folderOf(file: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function versionOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  return `${name}@${version}`;
}
