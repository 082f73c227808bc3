import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const sources = 'examples/workflows';
const target = 'dist/examples';

/** Bundles the example workflows as the package has them, unless that was done since they last changed. */
export async function setup(): Promise<void> {
  const names = (await readdir(sources)).filter((name) => name.endsWith('.ts'));
  const outputs = names.map((name) => join(target, `${basename(name, '.ts')}.js`));
  if (Math.max(...(await timesOf(await listFiles()))) < Math.min(...(await timesOf(outputs)))) return;
  const { outputFiles } = await build({
    entryPoints: names.map((name) => join(sources, name)),
    outdir: target,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    // A bundled CommonJS package asks for `zlib` by a `require`, which ES modules do not have.
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
    write: false,
  });
  await mkdir(target, { recursive: true });
  for (const { path, contents } of outputFiles) await replace(path, contents);
}

/** Other runs of the tests may be starting the old file. */
async function replace(path: string, contents: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}

async function listFiles(): Promise<string[]> {
  const names = await readdir(sources, { recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(sources, name));
}

/** A file that is not there is older than any. */
async function timesOf(paths: readonly string[]): Promise<number[]> {
  return Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
}
