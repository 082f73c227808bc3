import { Ajv2020 } from 'ajv/dist/2020.js';
import { sample } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validators } from '../../src/generated/validators.js';
import { type Deployment, deploy } from '../support/contract/deployment.js';
import { generatedCases } from './cases/generated.js';
import { wrongBodies } from './inputs/bodies.js';
import { brokenBodies, mark } from './inputs/encodings.js';
import { judgedValues } from './inputs/judged.js';
import { classesOf, isUnderstood, type Schema, toSchema, violationClasses } from './inputs/schema.js';
import type { Source } from './inputs/source.js';
import { rightValues } from './inputs/values.js';
import { wrongValues } from './inputs/wrong-values.js';
import type { ContractFetch, ContractOptions } from './options.js';
import { describeFailure } from './reports/failure.js';
import { runContract } from './runner.js';

const schemas = ['WorkflowId', 'IdempotencyKey', 'OutputPrefix', 'MetadataKey', 'MetadataValue'] as const;
const schemaOf = (name: string) => toSchema({ $ref: `#/components/schemas/${name}` });

function examples<T>(source: Source<T> | undefined): T[] {
  return source === undefined ? [] : [...source.corners, ...sample(source.random, { numRuns: 100, seed: 1 })];
}

describe('generated values', () => {
  it.each([...schemas, 'MetadataFileName', 'PageToken', 'RunStatus'] as const)('of %s are valid', (name) => {
    const values = examples(rightValues(schemaOf(name)));
    expect(values.length).toBeGreaterThan(100);
    expect(values.filter((value) => !validators[name](value))).toEqual([]);
  });

  it.each(schemas)('of %s are as long as may be, in characters of every size', (name) => {
    const { maxLength = 0 } = schemaOf(name);
    const longest = examples(rightValues(schemaOf(name))).filter(
      (value) => [...String(value)].length === maxLength,
    );
    expect(longest.length).toBeGreaterThan(0);
    const wide = name !== 'IdempotencyKey';
    expect(longest.some((value) => String(value).includes('😀'))).toBe(wide);
  });

  it.each([...schemas, 'MetadataFileName', 'PageToken', 'RunStatus'] as const)(
    'break %s in each way',
    (name) => {
      const schema = schemaOf(name);
      for (const how of classesOf(schema)) {
        const values = examples(wrongValues(schema, how));
        if (how === 'bounds' && schema.enum !== undefined) continue;
        expect([how, values.length > 0]).toEqual([how, true]);
        expect(values.filter((value) => validators[name](value))).toEqual([]);
      }
    },
  );

  it('of a pattern that is more than a set of characters are valid', () => {
    const schema = { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' };
    const values = examples(rightValues(schema));
    expect(values.length).toBeGreaterThan(0);
    expect(values.filter((value) => !/^[A-Z]{3}-\d{4}$/.test(String(value)))).toEqual([]);
  });

  it.each([
    [{ type: 'number', minimum: 0, maximum: 600 }, [0, 600], [-0.001, 600.001]],
    [{ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 }, [1, 9], [0, 10]],
    [{ type: 'array', maxItems: 2, items: { type: 'boolean' } }, [[], [true, false]], [[true, false, true]]],
    [{ type: 'array', minItems: 1, maxItems: 2 }, [[1], [1, 'text']], [[]]],
  ] as [Schema, unknown[], unknown[]][])(
    'of %o reach its bounds, and not beyond',
    (schema, inside, outside) => {
      expect(rightValues(schema)?.corners).toEqual(expect.arrayContaining(inside));
      expect(wrongValues(schema, 'bounds')?.corners).toEqual(expect.arrayContaining(outside));
    },
  );

  it('are made of no schema with keywords that are not known', () => {
    expect(isUnderstood({ type: 'string', maxLength: 5, description: 'a text' })).toBe(true);
    expect(isUnderstood({ type: 'object', properties: { a: { not: { type: 'string' } } } })).toBe(false);
    expect(isUnderstood({ anyOf: [{ type: 'string' }] })).toBe(false);
  });
});

describe('values for schemas with keywords beyond the generators', () => {
  it.each<object>([
    { type: 'integer', multipleOf: 16, minimum: 32, maximum: 512 },
    { type: 'number', multipleOf: 0.25 },
    { const: 'fast' },
    { anyOf: [{ type: 'string', minLength: 3 }, { type: 'null' }] },
    { type: 'string', oneOf: [{ const: 'a' }, { pattern: '^b+$' }] },
    { allOf: [{ type: 'integer', minimum: 3 }, { maximum: 5 }] },
    { type: 'string', not: { enum: ['text', ''] } },
    { type: 'array', items: { type: 'integer', minimum: 0 }, uniqueItems: true, minItems: 1 },
    { type: 'array', items: { type: 'integer', multipleOf: 5 }, maxItems: 2 },
    { type: 'array', contains: { const: 'contract' } },
    {
      type: 'object',
      properties: { size: { type: 'integer', multipleOf: 8 }, name: { type: 'string' } },
      required: ['size'],
      additionalProperties: false,
    },
    JSON.parse('{"if":{"type":"integer"},"then":{"minimum":10},"else":{"type":"string"}}'),
    { $defs: { size: { type: 'integer' } }, anyOf: [{ $ref: '#/$defs/size' }, { type: 'boolean' }] },
  ])('of %j are right and wrong as another validator says', (schema) => {
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const { right, wrong } = judgedValues(schema);
    expect(isUnderstood(schema)).toBe(false);
    expect(examples(right).length).toBeGreaterThan(0);
    expect(examples(wrong).length).toBeGreaterThan(2);
    expect(examples(right).filter((value) => !validate(value))).toEqual([]);
    expect(examples(wrong).filter((value) => validate(value))).toEqual([]);
  });

  it.each([{ type: 'string', pattern: '(?P<name>a)' }, { $ref: '#/nowhere', type: 'string' }, 'no schema'])(
    'are none for %j, which is none',
    (schema) => {
      expect(isUnderstood(schema)).toBe(false);
      expect(judgedValues(schema)).toEqual({ right: undefined, wrong: undefined });
    },
  );
});

describe('generated bodies', () => {
  const base = { files: { 'a.csv': { properties: { k: 'v' } } } };

  it('are each wrong by the schema of the document', () => {
    for (const how of violationClasses) {
      const bodies = wrongBodies(schemaOf('MetadataUpdate'), base, how).flatMap(examples);
      expect(bodies.filter(({ json }) => validators.MetadataUpdate(json))).toEqual([]);
    }
  });

  it('say where they are wrong, in every place', () => {
    const bodies = wrongBodies(schemaOf('MetadataUpdate'), base, 'type').flatMap(examples);
    const places = new Set(bodies.map(({ what }) => what.replace(/ is .*/s, '')));
    expect([...places]).toEqual([
      'the body',
      '/prefix',
      '/files',
      '/files/a.csv',
      '/files/a.csv/properties',
      '/files/a.csv/properties/k',
    ]);
  });

  it('are no JSON in UTF-8 when they are broken', () => {
    const decode = (body: string | Uint8Array) =>
      typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body);
    // Halves of pairs and endless numbers are JSON, and beyond what can be kept.
    const beyond = /surrogate pair$|without end/;
    for (const { what, body } of examples(brokenBodies({ text: mark }))) {
      if (!beyond.test(what)) expect(() => JSON.parse(decode(body)), what).toThrow();
    }
  });
});

describe('cases of generated inputs', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await deploy();
  });
  afterAll(() => deployment.close());

  const optionsOf = (fetch: ContractFetch, more: Partial<ContractOptions> = {}): ContractOptions => ({
    baseUrl: 'http://server.invalid/dev',
    fetch,
    ...deployment.identities,
    ...more,
  });

  /** Takes page sizes of more than a thousand for others, up to a limit. */
  const lenient: ContractFetch = async (request, info) => {
    const size = Number(/page_size=(\d+)/.exec(info.target)?.[1]);
    const target = size > 1050 ? info.target.replace(/page_size=\d+/, 'page_size=5') : info.target;
    return deployment.handler(request, { ...info, target });
  };

  it('make a failure small, and repeat it from its seed and path', async () => {
    const only = ['list-runs/violation-bounds'];
    const failureOf = async (more: Partial<ContractOptions>) => {
      const { cases } = await runContract(optionsOf(lenient, { only, ...more }));
      return cases.find(({ id }) => id === only[0])?.failure;
    };
    const first = await failureOf({ seed: 7, fuzz: 2 });
    const { sent = '', seed, path = '' } = first?.findings[0]?.generated ?? {};
    expect(sent).toMatch(/^page_size is "\d+"$/);
    const again = await failureOf({ ...(seed !== undefined && { seed }), path });
    expect(again?.findings[0]).toMatchObject({ generated: { sent, seed, path } });
    expect(again && describeFailure(again)).toEqual(
      expect.arrayContaining([`sent      ${sent}`, expect.stringContaining(`seed ${seed}`)]),
    );
  });

  it('are the same from the same seed, and others from another', async () => {
    const sentFrom = async (seed: number) => {
      const sent: string[] = [];
      const only = ['list-runs/generated-valid', 'list-runs/violation-extra'];
      const fetch: ContractFetch = (request, info) => {
        sent.push(info.target);
        return deployment.handler(request, info);
      };
      await runContract(optionsOf(fetch, { only, seed, concurrency: 1 }));
      return sent;
    };
    expect(await sentFrom(1)).toEqual(await sentFrom(1));
    expect(await sentFrom(1)).not.toEqual(await sentFrom(2));
  });

  it('go on from other seeds as long as is asked, until they are ended', { timeout: 60_000 }, async () => {
    const seeds: number[] = [];
    const ending = new AbortController();
    const onEvent: ContractOptions['onEvent'] = (event) => {
      if (event.type === 'fuzz') seeds.push(event.seed);
      if (seeds.length === 3) ending.abort();
    };
    // The first sends more in one round than a case may otherwise.
    const only = [
      'create-run/parameters-violation',
      'list-workflows/violation-extra',
      'list-workflows/lists',
    ];
    const allowed = { allowCreate: true, allowChange: true };
    const options = { only, fuzz: 600, onEvent, signal: ending.signal, ...allowed };
    const report = await runContract(optionsOf(deployment.handler, options));
    expect(new Set(seeds).size).toBe(3);
    expect(report.counts.fail).toBe(0);
  });

  it('are all tried where one workflow and one data selection are named', async () => {
    const allowCreate = { workflow: 'rehearsal', selection: 'colon/fhl2' };
    const only = generatedCases.filter(({ effect }) => effect !== 'read').map(({ id }) => id);
    const report = await runContract(optionsOf(deployment.handler, { only, allowCreate, allowChange: true }));
    expect(report.cases.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  });

  it.each([
    [{ seed: 1.5 }, 'seed'],
    [{ fuzz: 0 }, 'fuzz'],
    [{ path: 'x', only: ['list-runs/violation-extra'] }, 'path'],
    [{ path: '0:1' }, 'only'],
    [{ path: '0:1', only: ['list-runs/lists'] }, 'only'],
  ] as [Partial<ContractOptions>, string][])('refuse %o', async (more, word) => {
    await expect(runContract(optionsOf(lenient, more))).rejects.toThrow(word);
  });
});
