import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asObject, type JsonObject, readDocument } from './generate/document.js';
import { generateOperations } from './generate/operations.js';
import { header, print } from './generate/print.js';
import { generateRules } from './generate/rules.js';
import { SchemaRegistry } from './generate/schemas.js';
import { generateTypes } from './generate/types.js';
import { generateValidators, generateValidatorTypes } from './generate/validators.js';

// The arguments are for trying the generator on another document.
const [source = 'openapi.yml', target = 'src/generated'] = process.argv.slice(2);

const document = readDocument(source);
const registry = new SchemaRegistry(document);
// First, because the inline schemas that it meets get validators too.
const operations = generateOperations(document, registry);

write({
  'document.ts': generateDocument(document),
  'operations.ts': operations,
  'rules.ts': generateRules(document),
  'types.ts': await generateTypes(document),
  'validators.d.ts': generateValidatorTypes(registry),
  'validators.js': await generateValidators(registry),
  'version.ts': generateVersion(),
});

function generateDocument(document: JsonObject): string {
  asObject(document.info, 'info');
  return `${header}
/** An OpenAPI document, as far as readers of this one need its shape. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly [key: string]: unknown };
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** The OpenAPI document of this interface. */
export const document: OpenApiDocument = ${print(document)};
`;
}

function generateVersion(): string {
  const { version } = asObject(JSON.parse(readFileSync('package.json', 'utf8')), 'package.json');
  return `${header}
/** The version of this package, as package.json has it. */
export const version = ${print(version)};
`;
}

function write(files: Record<string, string>): void {
  mkdirSync(target, { recursive: true });
  for (const file of readdirSync(target)) {
    const path = join(target, file);
    // Only what an earlier generator wrote: the folder may be any.
    if (!(file in files) && readFileSync(path, 'utf8').startsWith(header)) rmSync(path);
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(target, file), text);
}
