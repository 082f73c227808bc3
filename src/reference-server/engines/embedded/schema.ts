import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { closest } from '../../closest.js';
import type { YamlEntry, YamlReader, YamlValue } from '../../yaml-reader.js';

/** Checks that a value is a JSON Schema (2020-12, without references), so that requests never meet a wrong one. */
export function checkSchema(reader: YamlReader, value: YamlValue): void {
  if (isScalar(value.node) && typeof value.node.value === 'boolean') return;
  for (const entry of reader.entries(value, 'a JSON Schema')) checkKeyword(reader, entry);
}

/** A YAML value as JSON has it. */
export function plainOf(reader: YamlReader, value: YamlValue): unknown {
  const { node } = value;
  if (isMap(node)) return plainObject(reader, value);
  if (isSeq(node)) return node.items.map((item) => plainItem(reader, item, value));
  const scalar = isScalar(node) ? node.value : null;
  if (typeof scalar !== 'number' || Number.isFinite(scalar)) return scalar;
  reader.wrong(value.line, 'JSON has no such number');
  return null;
}

function plainObject(reader: YamlReader, value: YamlValue): Record<string, unknown> {
  const entries = reader.entries(value, 'a mapping');
  return Object.fromEntries(
    entries.map((entry) => [entry.key, entry.value === undefined ? null : plainOf(reader, entry.value)]),
  );
}

/** The reader takes an empty item for a mistake; among values it is a null. */
function plainItem(reader: YamlReader, item: unknown, { line }: YamlValue): unknown {
  if (isScalar(item) || isMap(item) || isSeq(item)) return plainOf(reader, { node: item as Node, line });
  reader.wrong(line, 'aliases are not read in this list');
  return null;
}

type Check = (reader: YamlReader, value: YamlValue) => void;

const types = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'];

const checks: Readonly<Record<string, Check>> = {
  ...sameFor(['title', 'description', '$comment', '$schema', 'format'], text),
  ...sameFor(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'], scalar('a number', isNumber)),
  ...sameFor(
    ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
    scalar('a whole number, 0 or more', (value) => Number.isSafeInteger(value) && Number(value) >= 0),
  ),
  ...sameFor(['default', 'const'], () => {}),
  ...sameFor(['uniqueItems', 'deprecated', 'readOnly', 'writeOnly'], scalar('true or false', isBoolean)),
  ...sameFor(['items', 'additionalProperties', 'contains', 'not', 'if', 'then', 'else'], checkSchema),
  ...sameFor(['allOf', 'anyOf', 'oneOf', 'prefixItems'], schemaList),
  ...sameFor(['properties'], schemasByName),
  multipleOf: scalar('a number above 0', (value) => isNumber(value) && Number(value) > 0),
  pattern: scalar('a regular expression', isPattern),
  enum: list,
  examples: list,
  required: (reader, value) => {
    for (const item of reader.items(value, 'a list of names')) text(reader, item);
  },
  type: (reader, value) => {
    const values = isSeq(value.node) ? reader.items(value, 'a list of types') : [value];
    for (const item of values)
      scalar(`one of ${types.join(', ')}`, (name) => types.includes(String(name)))(reader, item);
  },
};

function checkKeyword(reader: YamlReader, { key, line, value }: YamlEntry): void {
  if (key.startsWith('x-')) return;
  const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
  if (check === undefined) {
    const guess = closest(key, Object.keys(checks));
    const hint = guess === undefined ? '' : `; did you mean \`${guess}\`?`;
    reader.wrong(line, `the keyword ${JSON.stringify(key)} of a JSON Schema is not known here${hint}`);
  } else if (value !== undefined) check(reader, value);
  else if (!['default', 'const'].includes(key))
    reader.wrong(line, `expected a value for \`${key}\`, found nothing`);
}

function sameFor(keywords: readonly string[], check: Check): Record<string, Check> {
  return Object.fromEntries(keywords.map((keyword) => [keyword, check]));
}

function text(reader: YamlReader, value: YamlValue): void {
  reader.text(value, 'a text');
}

function scalar(expected: string, isGood: (value: unknown) => boolean): Check {
  return (reader, { node, line }) => {
    if (!isScalar(node) || !isGood(node.value)) reader.wrong(line, `expected ${expected}`);
  };
}

function list(reader: YamlReader, { node, line }: YamlValue): void {
  if (!isSeq(node) || node.items.length === 0) reader.wrong(line, 'expected a list of values');
}

function schemaList(reader: YamlReader, value: YamlValue): void {
  for (const item of reader.items(value, 'a list of JSON Schemas')) checkSchema(reader, item);
}

function schemasByName(reader: YamlReader, value: YamlValue): void {
  for (const entry of reader.entries(value, 'JSON Schemas by name')) {
    if (entry.value === undefined) reader.wrong(entry.line, 'expected a JSON Schema, found nothing');
    else checkSchema(reader, entry.value);
  }
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === 'string' && new RegExp(value, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
