import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

const used = /require\("ajv-formats\/dist\/formats"\)\.fullFormats(?:\.(\w+)|\["([^"]+)"\])/g;

/** The code of Ajv with its formats imported, and what reads their module without the formats that it does not use. */
export function withUsedFormats(code: string): { code: string; plugin: Plugin } {
  const names = new Set([...code.matchAll(used)].map(([, word, text]) => word ?? text ?? ''));
  const imported = code.replaceAll('require("ajv-formats/dist/formats").fullFormats', 'fullFormats');
  return {
    code: `import { fullFormats } from 'ajv-formats/dist/formats.js';\n${imported}`,
    plugin: {
      name: 'used-formats',
      setup(build) {
        build.onLoad({ filter: /ajv-formats[\\/]dist[\\/]formats\.js$/ }, ({ path }) => ({
          contents: moduleOf(readFileSync(path, 'utf8'), names),
        }));
      },
    },
  };
}

/** The CommonJS module as an ES module, of which a bundler can leave out what the kept formats do not need. */
function moduleOf(source: string, names: ReadonlySet<string>): string {
  const [table = '', rows = ''] = /^exports\.fullFormats = \{\n([\s\S]*?)\n\};$/m.exec(source) ?? [];
  const kept = rows.split('\n').filter((row) => names.has(/^\s*"?([\w-]+)/.exec(row)?.[1] ?? ''));
  if (kept.length !== names.size) throw new Error(`ajv-formats has not each of ${[...names].join(', ')}`);
  return source
    .replace(table, () => `export const fullFormats = {\n${kept.join('\n')}\n};`)
    .replace(/^exports\.fastFormats = \{\n[\s\S]*?\n\};$/m, '')
    .replace(/^.*\bexports\b.*$/gm, '');
}
