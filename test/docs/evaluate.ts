import { transform } from 'esbuild';

const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
  ...words: string[]
) => (...values: unknown[]) => Promise<void>;

/** Runs a module of JavaScript or TypeScript, with variables that it need not import. */
export async function evaluate(
  code: string,
  variables: Readonly<Record<string, unknown>>,
  load: (module: string) => Promise<unknown>,
): Promise<void> {
  const script = await transform(code, { loader: 'ts', format: 'esm', target: 'es2022' });
  const body = script.code.replaceAll(
    /^import \{([^}]*)\} from "(.*)";$/gm,
    (_, names: string, module: string) =>
      `const {${names.replaceAll(' as ', ': ')}} = await load(${JSON.stringify(module)});`,
  );
  // What a module imports hides what it is given.
  const run = new AsyncFunction('load', ...Object.keys(variables), `{\n${body}\n}`);
  await run(load, ...Object.values(variables));
}
