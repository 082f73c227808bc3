import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

/** What a page has to load. */
export interface Bundle {
  minified: number;
  gzip: number;
  /** Minified bytes by source file. */
  inputs: Record<string, number>;
}

/** Bundles some exports of the client with all that they load at once; what is loaded only when needed is left out. */
export async function bundle(names: readonly string[] | 'all', external: string[] = []): Promise<Bundle> {
  const what = names === 'all' ? '*' : `{ ${names.join(', ')} }`;
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export ${what} from './src/client/index.ts';`,
      resolveDir: '.',
      sourcefile: 'entry.js',
    },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    external,
    outdir: 'build/size',
    write: false,
    metafile: true,
  });
  const loaded = loadedAtOnce(metafile, 'build/size/stdin.js');
  const files = outputFiles.filter(({ path }) => [...loaded].some((name) => path.endsWith(name)));
  const inputs = [...loaded].flatMap((name) => Object.entries(metafile.outputs[name]?.inputs ?? {}));
  return {
    minified: total(files.map(({ contents }) => contents.length)),
    gzip: total(files.map(({ contents }) => gzipSync(contents, { level: 9 }).length)),
    inputs: Object.fromEntries(inputs.map(([file, { bytesInOutput }]) => [file, bytesInOutput])),
  };
}

function loadedAtOnce(metafile: Metafile, entry: string): Set<string> {
  const loaded = new Set([entry]);
  // A set grows while it is walked.
  for (const file of loaded) {
    for (const { path, kind, external } of metafile.outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) loaded.add(path);
    }
  }
  return loaded;
}

/** The sum of some numbers. */
export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
