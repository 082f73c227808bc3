import { readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { filesBelow } from './files.js';

/**
 * Writes a CommonJS twin beside each ES module and its declarations. esbuild splits shared code into chunks for
 * ES modules only, and without chunks each CommonJS entry would have classes of its own.
 */
export async function writeCommonJs(files: readonly string[]): Promise<void> {
  await Promise.all(files.map(writeModule));
  for (const file of filesBelow('dist').filter((file) => file.endsWith('.d.ts'))) {
    writeFileSync(file.replace(/\.ts$/, '.cts'), withTwins(readFileSync(file, 'utf8')));
  }
}

async function writeModule(file: string): Promise<void> {
  const { code } = await transform(readFileSync(file, 'utf8'), {
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    define: { 'import.meta.url': 'importMetaUrl' },
  });
  const url = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;\n";
  const text = withTwins(code);
  writeFileSync(file.replace(/\.js$/, '.cjs'), text.includes('importMetaUrl') ? url + text : text);
}

// Chunks and entries name each other by relative paths; nothing else in the bundles begins with a dot.
function withTwins(code: string): string {
  return code.replaceAll(
    /((?:require\(|from |import\(|import )["']\.{1,2}\/[^"'\n]*)\.js(["'])/g,
    '$1.cjs$2',
  );
}
