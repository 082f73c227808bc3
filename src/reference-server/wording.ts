import { rules } from '../generated/rules.js';
import type { ValidationError } from '../generated/validators.js';
import type { ProblemItem } from './errors.js';
import { pointerTo } from './json.js';

/** Turns what a validator found into sentences; the pointers begin below `at`. */
export function describeErrors(
  errors: readonly ValidationError[] | null | undefined,
  at = '',
): ProblemItem[] {
  const items = new Map<string, ProblemItem>();
  for (const error of errors ?? []) {
    if (silent.has(error.keyword)) continue;
    const item = { detail: detailOf(error), pointer: at + pointerOf(error) };
    items.set(`${item.pointer} ${item.detail}`, item);
    // A body of one megabyte can be wrong in as many places.
    if (items.size === 20) break;
  }
  return [...items.values()];
}

/** What a value must be to satisfy a keyword of JSON Schema that it breaks. */
export function expectation(keyword: string, expected: unknown): string {
  return wording[keyword]?.(expected) ?? 'is not valid';
}

// These only say that one of the others was found below them.
const silent = new Set(['propertyNames', 'anyOf', 'oneOf', 'allOf', 'if', '$ref']);

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const patternNames = new Map<unknown, string>([
  // All ids have the same.
  [rules.WorkflowId.pattern, 'must hold no backslashes or control characters'],
  [rules.IdempotencyKey.pattern, 'must be visible ASCII characters without blanks'],
  [
    rules.OutputPrefix.pattern,
    'must be a path without `.`, `..`, empty segments, backslashes or control characters',
  ],
  [
    rules.MetadataKey.pattern,
    'must hold no `=`, `:` or control character, no blank at either end, and not begin with `#`, `;` or `[`',
  ],
  [
    rules.MetadataValue.pattern,
    'must hold no control characters, no line with a blank at either end, and no line after the first that begins with `#` or `;`',
  ],
  [rules.MetadataFileName.pattern, 'must be the name of a file in the folder, and not DEFAULT'],
]);

const wording: Readonly<Record<string, (expected: unknown) => string>> = {
  required: () => 'is required',
  additionalProperties: () => 'is not known here',
  unevaluatedProperties: () => 'is not known here',
  false: () => 'is not known here',
  type: (types) =>
    `must be ${[types]
      .flat()
      .map((type) => typeNames[String(type)] ?? String(type))
      .join(' or ')}`,
  enum: (values) => `must be one of ${[values].flat().map(show).join(', ')}`,
  const: (value) => `must be ${show(value)}`,
  pattern: (pattern) => patternNames.get(pattern) ?? `must match ${pattern}`,
  format: (format) => `must be in the format ${format}`,
  minLength: (limit) => (limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`),
  maxLength: (limit) => `must have at most ${limit} characters`,
  minimum: (limit) => `must be ${limit} or more`,
  maximum: (limit) => `must be ${limit} or less`,
  exclusiveMinimum: (limit) => `must be more than ${limit}`,
  exclusiveMaximum: (limit) => `must be less than ${limit}`,
  multipleOf: (step) => `must be a multiple of ${step}`,
  minItems: (limit) => `must have at least ${limit} items`,
  maxItems: (limit) => `must have at most ${limit} items`,
  uniqueItems: () => 'must not hold an item twice',
  minProperties: (limit) => (limit === 1 ? 'must not be empty' : `must have at least ${limit} entries`),
  maxProperties: (limit) => `must have at most ${limit} entries`,
};

function detailOf({ keyword, params }: ValidationError): string {
  const expected = params.allowedValues ?? params.allowedValue ?? params.limit ?? params.multipleOf;
  return expectation(keyword, expected ?? params.type ?? params.format ?? params.pattern);
}

function pointerOf({ instancePath, params, propertyName }: ValidationError): string {
  const name = params.missingProperty ?? params.additionalProperty ?? propertyName;
  return name === undefined ? instancePath : instancePath + pointerTo(String(name));
}

function show(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
