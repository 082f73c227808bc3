import { build, type Metafile, type OutputFile, transform } from 'esbuild';
import type { SdkPart } from '../../src/reference-server/compose/sdk.js';
import { authorizer, functions, router } from './functions.js';
import { oneCopy } from './one-copy.js';

export type ModuleFormat = 'cjs' | 'esm';

/** The files of the zip by their names, and what esbuild says about them. */
export interface Bundle {
  files: Record<string, string>;
  metafile: Metafile;
}

// What each function asks of AWS before it can answer; it loads the rest when a request wants it.
const sdkParts: Readonly<Record<string, readonly SdkPart[]>> = {
  [router]: ['ssm', 's3', 'mwaa'],
  [authorizer]: ['ssm'],
  listworkflows: ['ssm', 'mwaa'],
  describeworkflow: ['ssm', 'mwaa'],
  createrun: ['ssm', 'mwaa'],
  listruns: ['ssm', 'mwaa'],
  browseoutputs: ['ssm', 's3'],
  updateoutput: ['ssm', 's3'],
  notimplemented: [],
};

/** The names of all functions: each is a file with the export `lambda_handler`. */
export const functionNames: readonly string[] = [router, authorizer, ...Object.keys(functions)];

/** Bundles every function, what they share in chunks. */
export async function bundle(format: ModuleFormat): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: functionNames.map((name) => ({ in: `function:${name}`, out: name })),
    plugins: [
      {
        name: 'functions',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^function:/ }, ({ path }) => ({ path: path.slice(9), namespace: 'function' }));
          onLoad({ filter: /.*/, namespace: 'function' }, ({ path }) => ({
            contents: source(path, format),
            resolveDir: process.cwd(),
          }));
        },
      },
      oneCopy(),
    ],
    outdir: 'build/lambda',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // The packages of the SDK have ES modules, of which what is not used can be left out.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    write: false,
    metafile: true,
    ...(format === 'esm' ? { banner: { js: requireForCommonJs } } : {}),
  });
  const files = await Promise.all(
    outputFiles.map(async (file) => [nameOf(file), await textOf(file, format)]),
  );
  return { files: Object.fromEntries(files), metafile };
}

// Packages that are not ES modules require the modules of Node, which an ES module cannot.
const requireForCommonJs =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

function source(name: string, format: ModuleFormat): string {
  const handler = name === authorizer ? 'authorizer' : 'router';
  const parts = (sdkParts[name] ?? []).map((part) => JSON.stringify(part)).join(', ');
  // The exported promise tells a measurement when all is there.
  return `
    import { ${handler} } from './src/reference-server/lambda/${handler}.ts';
    import { preload } from './src/reference-server/lambda/preload.ts';
    export const ready = preload(${parts});
    ${format === 'esm' ? 'await ready;' : ''}
    export const lambda_handler = ${handler};
  `;
}

function nameOf({ path }: OutputFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

// esbuild splits ES modules only; each of them is then made CommonJS.
async function textOf({ text }: OutputFile, format: ModuleFormat): Promise<string> {
  if (format === 'esm') return text;
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
  });
  const url = "const importMetaUrl=require('node:url').pathToFileURL(__filename).href;";
  return code.includes('importMetaUrl') ? url + code : code;
}
