import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import type { Metafile } from 'esbuild';
import { document } from '../src/generated/document.js';
import { writeCommonJs } from './commonjs.js';
import { filesBelow } from './files.js';
import { externalsOf, reachable, readMetafiles, removeMetafiles } from './metafiles.js';
import { notices } from './notices.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
};
const installed = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));

mkdirSync('dist', { recursive: true });
const metafiles = readMetafiles('dist');
refuse([...metafiles.flatMap(browserProblems), ...metafiles.flatMap(importProblems), ...typeProblems()]);
await writeCommonJs(metafiles.flatMap(libraryFiles));
writeFileSync('dist/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
writeFileSync('dist/THIRD-PARTY.txt', notices(metafiles));
removeMetafiles('dist');

function refuse(problems: readonly string[]): void {
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
}

// All that the entries need; the command line and the example workflows are ES modules only.
function libraryFiles(metafile: Metafile): string[] {
  const entries = Object.keys(metafile.outputs).filter((output) =>
    /^dist\/(client|server|contract)\//.test(output),
  );
  return [...new Set(entries.flatMap((entry) => reachable(metafile, entry)))];
}

// A page or a worker loads the client: nothing that it reaches may be a module of Node.
function browserProblems(metafile: Metafile): string[] {
  return reachable(metafile, 'dist/client/index.js')
    .flatMap((output) => externalsOf(metafile, output))
    .filter((name) => name !== 'openapi-fetch')
    .map((name) => `dist/client/index.js: the client must not reach the module ${name}`);
}

function importProblems(metafile: Metafile): string[] {
  return Object.keys(metafile.outputs).flatMap((output) =>
    externalsOf(metafile, output)
      .filter((name) => !isAvailable(name))
      .map((name) => `${output}: imports ${name}, which a user of the package does not have`),
  );
}

// What the declarations import must be there for the user's compiler: devDependencies are not.
function typeProblems(): string[] {
  const declarations = filesBelow('dist').filter((file) => file.endsWith('.d.ts'));
  return declarations.flatMap((file) => {
    const imports = readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"]([^'".][^'"]*)['"]/g);
    return [...imports]
      .flatMap(([, name]) => name ?? [])
      .filter((name) => !isAvailable(name))
      .map((name) => `${file}: its types mention ${name}, which a user of the package does not have`);
  });
}

function isAvailable(name: string): boolean {
  const [first = '', second = ''] = name.split('/');
  return isBuiltin(name) || installed.has(first.startsWith('@') ? `${first}/${second}` : first);
}
