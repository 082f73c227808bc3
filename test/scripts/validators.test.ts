import { array, constantFrom, dictionary, letrec, oneof, sample, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Json, type JsonObject, readDocument } from '../../scripts/generate/document.js';
import { generateOperations } from '../../scripts/generate/operations.js';
import { SchemaRegistry } from '../../scripts/generate/schemas.js';
import { compiled } from '../../scripts/generate/validators.js';
import { type ValidatorName, validators } from '../../src/generated/validators.js';

const document = readDocument('openapi.yml');
const registry = new SchemaRegistry(document);
generateOperations(document, registry);
const ajv = compiled(registry);

describe('the written validators', () => {
  // They hold Ajv's code in fewer words, and most of it runs only for a value that is wrong in its own way.
  test.each(registry.names())('of %s find in any value what Ajv finds', (name) => {
    const own = validators[name as ValidatorName];
    const known = ajv(name);
    const keys = Object.keys((registry.schemas.get(name)?.properties as JsonObject | undefined) ?? {});
    const seed = registry.names().indexOf(name);
    const values = [...partsOf(document), ...sample(anything(keys), { numRuns: 500, seed })];
    const judged = values.map((value) => [own(value), own.errors ?? []]);
    const expected = values.map((value) => [known(value), (known.errors ?? []).map(withoutPlace)]);
    expect(judged).toEqual(expected);
  });

  test('note each of a hundred thousand errors', () => {
    const own = validators.DataSelectionList;
    own({ data_selections: Array.from({ length: 100_000 }, () => 1) });
    expect(own.errors).toHaveLength(100_000);
  });
});

/** The examples and all else that stands in the document, which is right or nearly right for some schema. */
function partsOf(value: Json): Json[] {
  const inner = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return [value, ...inner.flatMap(partsOf)];
}

function anything(keys: readonly string[]) {
  return letrec((tie) => ({
    value: oneof(
      { depthSize: 'small' },
      constantFrom(
        null,
        true,
        0,
        -1,
        1.5,
        '',
        'a',
        '2026-01-31T12:00:00Z',
        'https://a.example.org/b',
        'a\u0000',
      ),
      string(),
      array(tie('value'), { maxLength: 3 }),
      dictionary(oneof(constantFrom('id', ...keys), string()), tie('value'), { maxKeys: 6 }),
    ),
  })).value;
}

function withoutPlace({ schemaPath: _, ...error }: { schemaPath: string }) {
  return error;
}
