import type { ValidationError } from '../../src/generated/validators.js';

/** What a value must be. The validators hold no sentences, which are the same for a keyword wherever it stands. */
export function sentenceOf({ keyword, params }: Pick<ValidationError, 'keyword' | 'params'>): string {
  return sentences[keyword]?.(params) ?? 'must be valid';
}

// They are those of Ajv: lists of known failures and of defects name parts of them.
const sentences: Readonly<Record<string, (params: ValidationError['params']) => string>> = {
  additionalProperties: () => 'must NOT have additional properties',
  anyOf: () => 'must match a schema in anyOf',
  enum: () => 'must be equal to one of the allowed values',
  format: ({ format }) => `must match format "${format}"`,
  maximum: ({ limit }) => `must be <= ${limit}`,
  maxLength: ({ limit }) => `must NOT have more than ${limit} characters`,
  maxProperties: ({ limit }) => `must NOT have more than ${limit} properties`,
  minimum: ({ limit }) => `must be >= ${limit}`,
  minLength: ({ limit }) => `must NOT have fewer than ${limit} characters`,
  minProperties: ({ limit }) => `must NOT have fewer than ${limit} properties`,
  pattern: ({ pattern }) => `must match pattern "${pattern}"`,
  propertyNames: () => 'property name must be valid',
  required: ({ missingProperty }) => `must have required property '${missingProperty}'`,
  type: ({ type }) => `must be ${type}`,
  uniqueItems: ({ i, j }) => `must NOT have duplicate items (items ## ${j} and ${i} are identical)`,
};
