import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { document } from '../src/generated/document.js';
import { filesBelow } from './files.js';
import { reachable, readMetafiles, removeMetafiles } from './metafiles.js';
import { notices } from './notices.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
};
const installed = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));

// tsup leaves no metafile when there is nothing to build yet.
const metafiles = existsSync('dist') ? readMetafiles('dist') : [];
const problems = [
  ...metafiles.flatMap(browserProblems),
  ...metafiles.flatMap(importProblems),
  ...typeProblems(),
];
if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exit(1);
}
writeFileSync('dist/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
writeFileSync('dist/THIRD-PARTY.txt', notices(metafiles));
removeMetafiles('dist');

// A page or a worker loads the client: nothing that it reaches may be a module of Node.
function browserProblems(metafile: (typeof metafiles)[number]): string[] {
  return ['dist/client/index.js', 'dist/client/index.cjs']
    .filter((output) => output in metafile.outputs)
    .flatMap((output) => {
      const { externals } = reachable(metafile, output);
      return externals
        .filter((name) => name !== 'openapi-fetch')
        .map((name) => `${output}: the client must not reach the module ${name}`);
    });
}

function importProblems(metafile: (typeof metafiles)[number]): string[] {
  return Object.entries(metafile.outputs).flatMap(([output, { imports }]) =>
    imports
      .filter(({ path, external }) => external && !isAvailable(path))
      .map(({ path }) => `${output}: imports ${path}, which a user of the package does not have`),
  );
}

// What the declarations import must be there for the user's compiler: devDependencies are not.
function typeProblems(): string[] {
  return filesBelow('dist')
    .filter((file) => /\.d\.c?ts$/.test(file))
    .flatMap((file) => {
      const names = [...readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"]([^'".][^'"]*)['"]/g)];
      return names
        .flatMap(([, name]) => name ?? [])
        .filter((name) => !isAvailable(name))
        .map((name) => `${file}: its types mention ${name}, which a user of the package does not have`);
    });
}

function isAvailable(name: string): boolean {
  const [scopeOrName = '', rest = ''] = name.split('/');
  return (
    isBuiltin(name) || installed.has(scopeOrName.startsWith('@') ? `${scopeOrName}/${rest}` : scopeOrName)
  );
}
