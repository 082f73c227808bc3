import { Ajv, type ValidateFunction } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { build, type Metafile, type Plugin } from 'esbuild';
import { packagesOf } from '../packages.js';
import type { Json, JsonObject } from './document.js';
import { withUsedFormats } from './formats.js';
import { header, printUnion } from './print.js';
import type { SchemaRegistry } from './schemas.js';
import { shorten } from './shorten.js';

/** The validators as one module without imports, and without code generation when it runs. */
export async function generateValidators(registry: SchemaRegistry): Promise<string> {
  const names = registry.names();
  const exportNames = Object.fromEntries(names.map((name, index) => [`v${index}`, name]));
  const code = `${compile(registry, exportNames)}\n${index(exportNames)}`;
  const { text, metafile } = await bundle(code);
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  if (imports.length > 0 || /\bnew Function\b|\beval\(|Dynamic require of/.test(text)) {
    throw new Error('validators.js would import something or generate code when it runs');
  }
  return `${header}${notice(metafile)}\n${text}`;
}

/** The declarations beside validators.js; they name no type of Ajv, so that the package need not depend on it. */
export function generateValidatorTypes(registry: SchemaRegistry): string {
  return `${header}
/** One way in which a value breaks its schema. */
export interface ValidationError {
  /** Where in the value, as a JSON Pointer. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key that is wrong, for an error about the name of a property. */
  readonly propertyName?: string;
}

/** Says whether a value is valid; when it is not, \`errors\` holds the reasons until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: ValidationError[] | null;
}

/** The component schemas by name, then the inline schemas by where they stand. */
export type ValidatorName =${printUnion(registry.names())};

/** One validator for every schema. Parameters and headers are validated as values of their own type. */
export const validators: Readonly<Record<ValidatorName, Validator>>;
`;
}

function compile(registry: SchemaRegistry, exportNames: Record<string, string>): string {
  const ajv = withSchemas(registry);
  const ids = Object.entries(exportNames).map(([exportName, name]) => [exportName, idOf(name)]);
  return shorten(standalone.default(ajv, Object.fromEntries(ids)));
}

/** Ajv's own validator by name, which the written ones must agree with. */
export function compiled(registry: SchemaRegistry): (name: string) => ValidateFunction {
  const ajv = withSchemas(registry);
  return (name) => {
    const validate = ajv.getSchema(idOf(name));
    if (validate === undefined) throw new Error(`no schema is named ${name}`);
    return validate;
  };
}

function withSchemas(registry: SchemaRegistry): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: true,
    strictTuples: true,
    // One function for a schema, however often it is referred to.
    inlineRefs: false,
    // Sentences for people are made of keyword and params.
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  formats.default(ajv);
  for (const [name, schema] of registry.schemas)
    ajv.addSchema({ ...withNamesInlined(schema, registry), $id: idOf(name) });
  return ajv;
}

// Only an inlined schema of property names tells in its errors which name was wrong.
function withNamesInlined(schema: JsonObject, registry: SchemaRegistry): JsonObject {
  const inlined = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    if (!isObject(value)) return [keyword, value];
    const target = keyword === 'propertyNames' ? registry.schemas.get(String(value.$ref)) : undefined;
    return [keyword, target ?? withNamesInlined(value, registry)];
  });
  return Object.fromEntries(inlined);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Names of inline schemas hold characters that a URI reference would not keep.
function idOf(name: string): string {
  return encodeURIComponent(name);
}

function index(exportNames: Record<string, string>): string {
  const entries = Object.entries(exportNames).map(([id, name]) => `  ${JSON.stringify(name)}: ${id},`);
  return `export const validators = {\n${entries.join('\n')}\n};\n`;
}

async function bundle(contents: string): Promise<{ text: string; metafile: Metafile }> {
  const formats = withUsedFormats(contents);
  // Ajv's code exports each function as well; the entry around it keeps the one object.
  const code: Plugin = {
    name: 'code',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^code$/ }, () => ({ path: 'code', namespace: 'code' }));
      onLoad({ filter: /.*/, namespace: 'code' }, () => ({
        contents: formats.code,
        resolveDir: process.cwd(),
      }));
    },
  };
  const result = await build({
    stdin: { contents: "export { validators } from 'code';", resolveDir: process.cwd() },
    plugins: [code, formats.plugin],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['main'],
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'inline',
    logLevel: 'warning',
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error('esbuild wrote no validators');
  return { text: file.text, metafile: result.metafile };
}

// scripts/notices.ts reads this line: a bundle of the bundle does not show these packages any more.
function notice(metafile: Metafile): string {
  const packages = packagesOf(Object.keys(metafile.inputs)).map(
    ({ name, version, license }) => `${name} ${version} (${license})`,
  );
  return `// Bundles ${packages.join(', ')}; THIRD-PARTY.txt has their notices.\n`;
}
