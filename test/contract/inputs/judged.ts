import { type Schema as JsonSchema, Validator } from '@cfworker/json-schema';
import { isObject, known, type Schema, toSchema, violationClasses } from './schema.js';
import { type Source, sourceOf, zipSources } from './source.js';
import { rightValues, typesOf } from './values.js';
import { withProperty, wrongValues } from './wrong-values.js';

/** Values that a schema allows, and others that it does not. */
export interface Judged {
  right: Source<unknown> | undefined;
  wrong: Source<unknown> | undefined;
}

/**
 * Values for a schema with keywords beyond the generators: made from what they know of it and of its branches, and
 * told apart by a validator. Neither kind where it takes no such schema.
 */
export function judgedValues(raw: unknown): Judged {
  if (!isObject(raw)) return { right: undefined, wrong: undefined };
  try {
    const validator = new Validator(raw as JsonSchema, '2020-12');
    const values = unique(candidates(raw, 0)).slice(0, 400);
    const right = new Set(values.filter((value) => validator.validate(value).valid));
    return {
      right: sourceOf([...right].slice(0, 12)),
      wrong: sourceOf(values.filter((value) => !right.has(value)).slice(0, 12)),
    };
  } catch {
    // A pattern of another language, say, or a reference that leads nowhere.
    return { right: undefined, wrong: undefined };
  }
}

const deepest = 4;

function candidates(raw: unknown, depth: number): unknown[] {
  if (depth > deepest) return [];
  const schema = toSchema(raw);
  const { items, properties = {}, ...flat } = schema;
  const types = typesOf(schema);
  return [
    ...corners(ownPart(flat)),
    ...listed(raw),
    ...multiples(raw, schema),
    ...branchesOf(raw).flatMap((branch) => candidates(branch, depth + 1)),
    ...(types.includes('array') ? lists(schema, items, depth) : []),
    ...(types.includes('object') ? objects(properties, schema, depth) : []),
  ];
}

/** What the generators make for a schema, right and wrong by turns, so that both kinds come early. */
function corners(schema: Schema): unknown[] {
  const wrong = violationClasses.flatMap((how) => wrongValues(schema, how)?.corners.slice(0, 4) ?? []);
  const right = rightValues(schema)?.corners ?? [];
  return Array.from({ length: Math.max(right.length, wrong.length) }, (_, index) =>
    [right, wrong].flatMap((values) => values.slice(index, index + 1)),
  ).flat();
}

function ownPart(schema: object): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => known.has(keyword)));
}

function listed(raw: unknown): unknown[] {
  return isObject(raw) && 'const' in raw ? [raw.const] : [];
}

function multiples(raw: unknown, { minimum = 0 }: Schema): number[] {
  const step = isObject(raw) ? Number(raw.multipleOf) : Number.NaN;
  if (!(step > 0)) return [];
  const first = Math.ceil(minimum / step) * step;
  return [first, first + step, first + 10 * step, first + step / 2, first + step + 1];
}

/** Each form that a schema says a value may have, with what it says of all of them. */
function branchesOf(raw: unknown): unknown[] {
  if (!isObject(raw)) return [];
  const { anyOf, oneOf, allOf, not, if: condition, then, else: otherwise, ...rest } = raw;
  const lists = [anyOf, oneOf, allOf].filter(Array.isArray).flat();
  const all = [...lists, not, condition, then, otherwise].filter(isObject);
  const whole = Array.isArray(allOf) ? [Object.assign({}, ...allOf.filter(isObject))] : [];
  return [...all, ...whole].map((branch) => ({ ...rest, ...branch }));
}

function lists({ minItems = 0, maxItems = minItems + 3 }: Schema, items: unknown, depth: number): unknown[] {
  const values = items === undefined ? [1, 'contract'] : unique(candidates(items, depth + 1));
  const lengths = [minItems, minItems + 1, maxItems].filter((length) => length <= 100);
  const runs = lengths.map((length) => Array.from({ length }, (_, index) => values[index % values.length]));
  return [...runs, ...values.slice(0, 20).flatMap((value) => [[value], [value, value]])];
}

function objects(properties: object, schema: Schema, depth: number): unknown[] {
  const sources = Object.entries(properties).flatMap(([name, child]) => {
    const source = sourceOf(unique(candidates(child, depth + 1)).slice(0, 20));
    return source === undefined ? [] : [[name, source] as const];
  });
  const whole = zipSources<unknown>(Object.fromEntries(sources)).corners;
  const without = (schema.required ?? []).map((name) => ({ ...whole[0], [name]: undefined }));
  return [...whole, ...without.map(defined), withProperty(whole[0], 'contract_unknown', 1)];
}

function defined(value: object): unknown {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

function unique(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
