import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { transform } from 'esbuild';
import { filesBelow } from './files.js';

/**
 * Writes a CommonJS twin beside each ES module. esbuild splits shared code into chunks for ES modules only, and
 * without chunks each CommonJS entry would have classes of its own.
 */
export async function writeTwins(files: readonly string[]): Promise<void> {
  await Promise.all(files.map(writeTwin));
}

/** Writes a CommonJS file that loads the ES module of its name, which every Node that is supported can. */
export function writeBridge(file: string): void {
  writeFileSync(file.replace(/\.js$/, '.cjs'), `module.exports = require('./${basename(file)}');\n`);
}

/** Writes the declarations of the CommonJS files, which name each other with another ending. */
export function writeTwinTypes(): void {
  for (const file of filesBelow('dist').filter((file) => file.endsWith('.d.ts') && !isDocument(file))) {
    writeFileSync(file.replace(/\.ts$/, '.cts'), withDocument(withTwins(readFileSync(file, 'utf8'))));
  }
}

async function writeTwin(file: string): Promise<void> {
  const { code } = await transform(readFileSync(file, 'utf8'), {
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    minify: true,
  });
  writeFileSync(file.replace(/\.js$/, '.cjs'), withTwins(code));
}

// Chunks and entries name each other by relative paths; nothing else in the bundles begins with a dot.
function withTwins(code: string): string {
  return code.replaceAll(
    /((?:require\(|from |import\(|import )["']\.{1,2}\/[^"'\n]*)\.js(["'])/g,
    '$1.cjs$2',
  );
}

// The types of the document are large and have no values: one file of them does for both forms.
function isDocument(file: string): boolean {
  return /^dist\/types-[\w-]+\.d\.ts$/.test(file);
}

function withDocument(types: string): string {
  return types
    .replaceAll(/^import '[./]+types-[\w-]+\.cjs';\n/gm, '')
    .replaceAll(
      /^import (\{[^}]*\} from '[./]+types-[\w-]+)\.cjs';/gm,
      "import type $1.js' with { 'resolution-mode': 'import' };",
    );
}
