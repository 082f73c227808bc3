import { readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { minify } from 'terser';

/** Makes ES modules smaller and keeps the names, which stack traces in programs of others show. */
export async function minifyNamed(files: readonly string[]): Promise<void> {
  await rewrite(files, async (source) => {
    const { code } = await transform(source, {
      format: 'esm',
      target: 'es2022',
      legalComments: 'none',
      minifyWhitespace: true,
      minifySyntax: true,
      // Not esbuild's own way of keeping names, by which bundlers could leave out no function.
      minifyIdentifiers: false,
    });
    return code;
  });
}

/** Makes ES modules as small as can be. */
export async function minifyAll(files: readonly string[]): Promise<void> {
  await rewrite(files, async (source) => {
    const { code } = await minify(source, { module: true, ecma: 2020, compress: { passes: 2 } });
    if (code === undefined) throw new Error('terser wrote no code');
    return `${code}\n`;
  });
}

async function rewrite(files: readonly string[], change: (source: string) => Promise<string>): Promise<void> {
  await Promise.all(
    files.map(async (file) => {
      const text = readFileSync(file, 'utf8');
      const [shebang = ''] = /^#!.*\n/.exec(text) ?? [];
      writeFileSync(file, shebang + (await change(text.slice(shebang.length))));
    }),
  );
}
