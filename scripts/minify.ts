import { readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';

/** Makes ES modules smaller. Names are kept on request, where stack traces in programs of others show them. */
export async function minify(files: readonly string[], keepNames: boolean): Promise<void> {
  await Promise.all(
    files.map(async (file) => {
      const { code } = await transform(readFileSync(file, 'utf8'), {
        format: 'esm',
        target: 'es2022',
        supported: { 'import-attributes': true },
        legalComments: 'none',
        minifyWhitespace: true,
        minifySyntax: true,
        // Not esbuild's own way of keeping names, by which bundlers could leave out no function.
        minifyIdentifiers: !keepNames,
      });
      writeFileSync(file, code);
    }),
  );
}
