import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { documents, examplesIn, given, root, sources } from './support/documents.js';

const declarations = `
  ${Object.entries(given)
    .map(([name, from]) => `declare const ${name}: typeof import('${from}').${name};`)
    .join('\n')}
  declare const client: import('labcas-workflow-api').WorkflowClient;
  declare const run: import('labcas-workflow-api').Run;
  declare const baseUrl: string;
  declare const token: string | (() => Promise<string>);
`;

describe.each(documents)('%s', (name) => {
  test('links to files that are there', () => {
    const text = readFileSync(join(root, name), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(resolve(root, dirname(name), link)))).toEqual([]);
  });
});

describe('the examples of the documents', () => {
  const wrong = "await client.runs.create('nebraska', { selected: 'colon/fhl2' });";
  const examples = examplesIn('js', 'ts').map(({ name, code }) => [`${name}.ts`, code] as const);
  let problems: string[];

  beforeAll(() => {
    problems = problemsOf(new Map([...examples, ['wrong.ts', wrong]]));
  }, 120_000);

  test('compile', () => {
    expect(examples.length).toBeGreaterThan(25);
    expect(problems.filter((problem) => !problem.startsWith('wrong.ts'))).toEqual([]);
  });

  test('would be found if they did not', () => {
    expect(problems.filter((problem) => problem.startsWith('wrong.ts'))).toHaveLength(1);
  });
});

/** What the compiler has to say about examples, each as a module of its own. */
function problemsOf(examples: ReadonlyMap<string, string>): string[] {
  // An example reads variables of the environment that its reader has set.
  const set = 'declare const process: { env: Record<string, string | undefined> };';
  const modules = [...examples].map(
    ([name, code]) => [join(root, name), `${set}\n${code}\nexport {};`] as const,
  );
  const files = new Map([...modules, [join(root, 'given.d.ts'), declarations]]);
  const program = ts.createProgram([...files.keys()], settings(), hostOf(files));
  return modules.flatMap(([path]) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(path)).map((problem) => {
      const text = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
      return `${path.slice(root.length + 1)}: ${text}: ${problem.file?.text.slice(problem.start).split('\n')[0]}`;
    }),
  );
}

function settings(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return {
    ...options,
    noUnusedLocals: false,
    noUncheckedIndexedAccess: false,
    baseUrl: root,
    paths: Object.fromEntries(Object.entries(sources).map(([name, file]) => [name, [file]])),
    types: ['node'],
  };
}

/** The files of this machine and those that exist in memory only. */
function hostOf(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost({});
  return {
    ...host,
    readFile: (path) => files.get(path) ?? host.readFile(path),
    fileExists: (path) => files.has(path) || host.fileExists(path),
    getSourceFile(path, language) {
      const text = files.get(path);
      return text === undefined
        ? host.getSourceFile(path, language)
        : ts.createSourceFile(path, text, language);
    },
  };
}
