import { join, resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const entries = ['src/client/index.ts', 'src/client/node.ts', 'src/reference-server/msw.ts'].map((name) =>
  join(root, name),
);

let checker: ts.TypeChecker;
let declarations: ts.Declaration[];

beforeAll(() => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram(entries, options);
  checker = program.getTypeChecker();
  declarations = entries.flatMap((entry) => exportsOf(program.getSourceFile(entry)));
}, 120_000);

test('no public name has a part of type any', () => {
  expect(declarations.length).toBeGreaterThan(60);
  const found = declarations.flatMap(partsOf).filter((part) => {
    return (checker.getTypeAtLocation(part).flags & ts.TypeFlags.Any) !== 0;
  });
  expect(found.map(describePart)).toEqual([]);
});

test('only the openapi-fetch client underneath is typed by generated names', () => {
  const generated = declarations.filter(({ parent }) =>
    /\/src\/generated\//.test(parent.getSourceFile().fileName),
  );
  expect(generated.map(describePart)).toEqual([]);
  const mentions = declarations.filter((declaration) => {
    const signature = signatureOf(declaration);
    return /\b(paths|components|operations)\b/.test(signature);
  });
  expect(mentions.map((declaration) => nameOf(declaration))).toEqual(['WorkflowApi']);
});

function exportsOf(file: ts.SourceFile | undefined): ts.Declaration[] {
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error('The entry is not a module.');
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return target.declarations ?? [];
  });
}

/** The members, parameters and named types of a declaration, without what function bodies hold. */
function partsOf(declaration: ts.Node): ts.Node[] {
  const isPart =
    ts.isPropertySignature(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isParameter(declaration) ||
    ts.isTypeAliasDeclaration(declaration) ||
    ts.isTypeNode(declaration);
  const parts: ts.Node[] = isPart ? [declaration] : [];
  declaration.forEachChild((child) => {
    if (!ts.isBlock(child)) parts.push(...partsOf(child));
  });
  return parts;
}

function signatureOf(declaration: ts.Declaration): string {
  const types = partsOf(declaration).filter(
    (part) => ts.isTypeReferenceNode(part) || ts.isImportTypeNode(part),
  );
  return types.map((type) => type.getText()).join(' ');
}

function nameOf(declaration: ts.Declaration): string | undefined {
  return ts.getNameOfDeclaration(declaration)?.getText();
}

function describePart(part: ts.Node): string {
  const file = part.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(part.getStart());
  return `${file.fileName.slice(root.length + 1)}:${line + 1}: ${part.getText().split('\n')[0]}`;
}
