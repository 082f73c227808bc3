import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { sentenceOf } from './sentences.js';

const wrong: Readonly<Record<string, [schema: object, value: unknown]>> = {
  additionalProperties: [{ additionalProperties: false }, { a: 1 }],
  anyOf: [{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, 1],
  enum: [{ enum: ['a', 'b'] }, 'c'],
  format: [{ format: 'date-time' }, 'today'],
  maximum: [{ maximum: 3 }, 4],
  maxLength: [{ maxLength: 3 }, 'abcd'],
  maxProperties: [{ maxProperties: 1 }, { a: 1, b: 2 }],
  minimum: [{ minimum: 3 }, 2],
  minLength: [{ minLength: 3 }, 'ab'],
  minProperties: [{ minProperties: 1 }, {}],
  pattern: [{ pattern: '^\\d "\\\\$' }, 'x'],
  propertyNames: [{ propertyNames: { maxLength: 1 } }, { ab: 1 }],
  required: [{ required: ['a'] }, {}],
  type: [{ type: 'string' }, 1],
  uniqueItems: [{ uniqueItems: true }, [1, 2, 1]],
};

describe('the sentence of a keyword', () => {
  test.each(Object.entries(wrong))('of %s is that of Ajv', (keyword, [schema, value]) => {
    const ajv = new Ajv({ allErrors: true, strict: false });
    formats.default(ajv);
    ajv.validate(schema, value);
    const error = ajv.errors?.find((found) => found.keyword === keyword);
    expect(error?.message).toBeTypeOf('string');
    expect(error && sentenceOf(error)).toBe(error?.message);
  });

  test('is there for every keyword of the validators', () => {
    const code = readFileSync('src/generated/validators.js', 'utf8');
    const keywords = [...code.matchAll(/\b(?:keyword: |errorAt\([^,]+, )"(\w+)"/g)].map(
      ([, keyword]) => keyword,
    );
    expect([...new Set(keywords)].sort()).toEqual(Object.keys(wrong).sort());
  });
});
