import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';
import { defineConfig, type Options } from 'tsup';
import { document } from './src/generated/document.js';

// Here and not by `clean`, because the builds below run at the same time.
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
writeFileSync('dist/openapi.json', `${JSON.stringify(document)}\n`);

const library = present({
  'client/index': 'src/client/index.ts',
  'client/node': 'src/client/node.ts',
  'server/index': 'src/reference-server/index.ts',
  'server/node': 'src/reference-server/node.ts',
  'server/lambda': 'src/reference-server/lambda.ts',
  'msw/index': 'src/reference-server/msw.ts',
  'contract/index': 'test/contract/index.ts',
});

const shared: Options = {
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  metafile: true,
  removeNodeProtocol: false,
  external: ['labcas-workflow-api/openapi.json'],
  esbuildPlugins: [builtinsOfCommonJs(), oneDocument(), oneStringWidth()],
  esbuildOptions(options) {
    // The form of it for Node is CommonJS, of which nothing can be left out.
    options.alias = { yaml: './node_modules/yaml/browser/dist/index.js' };
    // Every Node that is supported knows them, though ES 2022 does not.
    options.supported = { 'import-attributes': true };
    // write-file-atomic makes the names of its temporary files from it, and any text of its own will do.
    options.define = { ...options.define, __filename: 'import.meta.url' };
  },
};

// scripts/finish-build.ts makes the CommonJS files from the ES modules.
export default defineConfig(
  [
    {
      ...shared,
      // The command line is built with the library, so that it shares the library's chunks.
      entry: { ...library, ...present({ 'cli/main': 'src/cli/main.ts' }) },
      outDir: 'dist',
      splitting: true,
      dts: { entry: library },
    },
    {
      ...shared,
      // A workflow's script runs as a process of its own, with nothing installed beside it.
      entry: workflows(),
      outDir: 'dist/examples',
      splitting: false,
      noExternal: [/.*/],
    },
  ].filter(({ entry }) => Object.keys(entry).length > 0),
);

function present(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));
}

function workflows(): Record<string, string> {
  const folder = 'examples/workflows';
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const scripts = files.filter((file) => file.endsWith('.ts')).sort();
  return Object.fromEntries(scripts.map((file) => [file.slice(0, -'.ts'.length), `${folder}/${file}`]));
}

// A bundled CommonJS package that requires a built-in module fails in ESM output ("Dynamic require"), as ESM
// has no `require`. Importing the built-in instead needs no banner, which would reach the browser's files too.
function builtinsOfCommonJs(): Plugin {
  const names = new Set(builtinModules);
  return {
    name: 'builtins-of-commonjs',
    setup(build) {
      build.onResolve({ filter: /^(node:)?[a-z_/0-9]+$/ }, ({ path, kind }) => {
        const name = path.replace(/^node:/, '');
        return kind === 'require-call' && names.has(name) ? { path: name, namespace: 'builtin' } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
        contents: `import builtin from 'node:${path}';\nmodule.exports = builtin;\n`,
        resolveDir: process.cwd(),
      }));
    },
  };
}

// The package holds the document as JSON for its users anyway; a module of the same would be a second copy.
function oneDocument(): Plugin {
  return {
    name: 'one-document',
    setup(build) {
      build.onResolve({ filter: /\/generated\/document\.js$/ }, () => ({
        path: 'document',
        namespace: 'document',
      }));
      build.onLoad({ filter: /.*/, namespace: 'document' }, () => ({
        contents:
          "export { default as document } from 'labcas-workflow-api/openapi.json' with { type: 'json' };",
      }));
    },
  };
}

// cli-progress requires an old version, with a list of all emoji, of what the command line has in a new one.
function oneStringWidth(): Plugin {
  return {
    name: 'one-string-width',
    setup(build) {
      build.onResolve({ filter: /^string-width$/ }, ({ kind }) =>
        kind === 'require-call' ? { path: 'string-width', namespace: 'string-width' } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'string-width' }, () => ({
        contents: "import width from 'string-width';\nmodule.exports = width;\n",
        resolveDir: process.cwd(),
      }));
    },
  };
}
