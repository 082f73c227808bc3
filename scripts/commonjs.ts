import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { transform } from 'esbuild';
import ts from 'typescript';

/**
 * Writes a CommonJS twin beside each ES module. esbuild splits shared code into chunks for ES modules only, and
 * without chunks each CommonJS entry would have classes of its own.
 */
export async function writeTwins(files: readonly string[]): Promise<void> {
  await Promise.all(files.map(writeTwin));
}

/** Writes a CommonJS file that loads the ES module of its name, which every Node that is supported can. */
export function writeBridge(file: string): void {
  writeFileSync(file.replace(/\.js$/, '.cjs'), `module.exports = require('./${basename(file)}');\n`);
}

/**
 * Writes the declarations of CommonJS entries, which name those of the ES modules: the types are the same ones,
 * and there is one copy of them.
 */
export function writeTwinTypes(files: readonly string[]): void {
  const program = ts.createProgram([...files], { module: ts.ModuleKind.NodeNext, strict: true });
  for (const file of files) writeFileSync(file.replace(/\.ts$/, '.cts'), twinTypes(program, file));
}

async function writeTwin(file: string): Promise<void> {
  const { code } = await transform(readFileSync(file, 'utf8'), {
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    minify: true,
  });
  writeFileSync(file.replace(/\.js$/, '.cjs'), withTwins(code));
}

// Chunks and entries name each other by relative paths; nothing else in the bundles begins with a dot. What is
// imported when it is asked for stays an ES module: `import()` takes one in CommonJS too.
function withTwins(code: string): string {
  return code.replaceAll(/(require\(["']\.{1,2}\/[^"'\n]*)\.js(["'])/g, '$1.cjs$2');
}

function twinTypes(program: ts.Program, file: string): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} has no declarations`);
  const from = `'./${basename(file, '.d.ts')}.js' with { 'resolution-mode': 'import' };`;
  const exported = checker.getExportsOfModule(module).map((symbol) => {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const { flags } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    return {
      name: symbol.name,
      isValue: (flags & ts.SymbolFlags.Value) !== 0,
      isType: (flags & ts.SymbolFlags.Type) !== 0,
    };
  });
  const types = exported.filter(({ isValue }) => !isValue).map(({ name }) => name);
  const values = exported.filter(({ isValue }) => isValue);
  return [
    `import type * as esm from ${from}`,
    ...(types.length > 0 ? [`export type { ${types.join(', ')} } from ${from}`] : []),
    ...values.map(({ name }) => `export declare const ${name}: typeof esm.${name};`),
    // A class is both.
    ...values.filter(({ isType }) => isType).map(({ name }) => `export type ${name} = esm.${name};`),
    '',
  ].join('\n');
}
