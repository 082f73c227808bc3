import { readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import type { Metafile } from 'esbuild';
import { writeBridge, writeTwins, writeTwinTypes } from './commonjs.js';
import { filesBelow } from './files.js';
import { externalsOf, reachable, readMetafiles, removeMetafiles } from './metafiles.js';
import { minifyAll, minifyNamed } from './minify.js';
import { notices } from './notices.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string;
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
};
const installed = new Set([
  manifest.name,
  ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
]);

const metafiles = readMetafiles('dist');
refuse([...metafiles.flatMap(browserProblems), ...metafiles.flatMap(importProblems), ...typeProblems()]);
const client = new Set(metafiles.flatMap((metafile) => reachableFrom(metafile, /^dist\/client\//)));
await writeTwins([
  ...new Set(metafiles.flatMap((metafile) => reachableFrom(metafile, /^dist\/client\//, false))),
]);
for (const entry of metafiles.flatMap((metafile) => entriesOf(metafile, /^dist\/(server|contract|msw)\//)))
  writeBridge(entry);
for (const file of filesBelow('dist').filter((name) => name.endsWith('.d.ts'))) indentByTabs(file);
writeTwinTypes(filesBelow('dist').filter((file) => /\/(index|node|lambda)\.d\.ts$/.test(file)));
const foreign = new Set(metafiles.flatMap(foreignModules));
const [named, unnamed] = partition(
  metafiles.flatMap(modulesOf),
  (file) => client.has(file) && !foreign.has(file),
);
await minifyNamed(named);
await minifyAll(unnamed);
writeFileSync('dist/report.schema.json', compact(readFileSync('src/generated/report.schema.json', 'utf8')));
writeFileSync('dist/THIRD-PARTY.txt', notices(metafiles));
removeMetafiles('dist');

// The declarations are indented by four blanks a level, which are an eighth of them.
function indentByTabs(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/^(?: {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4)),
  );
}

function compact(json: string): string {
  return `${JSON.stringify(JSON.parse(json))}\n`;
}

function partition(files: readonly string[], isFirst: (file: string) => boolean): [string[], string[]] {
  return [files.filter(isFirst), files.filter((file) => !isFirst(file))];
}

function refuse(problems: readonly string[]): void {
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
}

function modulesOf({ outputs }: Metafile): string[] {
  return Object.keys(outputs).filter((output) => output.endsWith('.js'));
}

function foreignModules(metafile: Metafile): string[] {
  return modulesOf(metafile).filter((output) => {
    const inputs = Object.keys(metafile.outputs[output]?.inputs ?? {});
    return inputs.length > 0 && inputs.every((input) => input.startsWith('node_modules/'));
  });
}

function entriesOf(metafile: Metafile, pattern: RegExp): string[] {
  return modulesOf(metafile).filter((output) => pattern.test(output));
}

function reachableFrom(metafile: Metafile, pattern: RegExp, isLate = true): string[] {
  return entriesOf(metafile, pattern).flatMap((entry) => reachable(metafile, entry, isLate));
}

// A page or a worker loads these: nothing that they reach may be a module of Node.
function browserProblems(metafile: Metafile): string[] {
  const inPages = { 'dist/client/index.js': 'openapi-fetch', 'dist/msw/index.js': 'msw' };
  return Object.entries(inPages).flatMap(([entry, allowed]) =>
    reachable(metafile, entry)
      .flatMap((output) => externalsOf(metafile, output))
      .filter((name) => name !== allowed)
      .map((name) => `${entry}: must run in browsers and not reach the module ${name}`),
  );
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
