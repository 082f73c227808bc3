import { readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';

/** Makes ES modules smaller. Names are kept on request, where logs and stack traces show them. */
export async function minify(files: readonly string[], keepNames: boolean): Promise<void> {
  await Promise.all(
    files.map(async (file) => {
      const options = { format: 'esm', minify: true, keepNames, legalComments: 'none' } as const;
      const { code } = await transform(readFileSync(file, 'utf8'), { ...options, target: 'es2022' });
      writeFileSync(file, code);
    }),
  );
}
