import { integer } from 'fast-check';
import { isObject, type Schema, toSchema } from './schema.js';
import { filterSource, mapSource, type Source, sourceOf, zipSources } from './source.js';
import { rightTexts } from './texts.js';

const anything: readonly unknown[] = [1, 'text', null];

const samples: Readonly<Record<string, readonly unknown[]>> = {
  null: [null],
  boolean: [true, false],
  string: ['text', ''],
  integer: [1, 0, -1],
  number: [1, 0, -1, 0.5],
  array: [[], anything],
  object: [{}, { contract: 'text' }],
};

/** Values that a schema allows, its edges among them; undefined where none can be made. */
export function rightValues(schema: Schema): Source<unknown> | undefined {
  if (schema.enum !== undefined) return sourceOf(schema.enum);
  const types = typesOf(schema);
  const sources = types.flatMap((type) => ofType(schema, type) ?? []);
  const [first] = sources;
  return first === undefined || sources.length === 1
    ? first
    : sourceOf(sources.flatMap(({ corners }) => corners));
}

/** The types that a schema allows; every one where it says nothing. */
export function typesOf({ type }: Schema): readonly string[] {
  return type === undefined ? Object.keys(samples) : [type].flat();
}

/** Whether a value is of one of the types. */
export function isOfType(value: unknown, types: readonly string[]): boolean {
  if (value === null) return types.includes('null');
  if (Array.isArray(value)) return types.includes('array');
  if (typeof value !== 'number') return types.includes(typeof value);
  return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
}

/** The least and the greatest number that a schema allows, as far as it says so. */
export function rangeOf(schema: Schema): { least?: number; greatest?: number } {
  const step = typesOf(schema).includes('number') ? 0.001 : 1;
  const { exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const least = schema.minimum ?? (above === undefined ? undefined : above + step);
  const greatest = schema.maximum ?? (below === undefined ? undefined : below - step);
  return { ...(least !== undefined && { least }), ...(greatest !== undefined && { greatest }) };
}

function ofType(schema: Schema, type: string): Source<unknown> | undefined {
  if (type === 'string') return rightTexts(schema);
  if (type === 'integer' || type === 'number') return numbers(schema, type);
  if (type === 'array') return lists(schema);
  if (type === 'object') return objects(schema);
  return sourceOf(samples[type] ?? []);
}

function numbers(schema: Schema, type: string): Source<number> | undefined {
  const { least, greatest } = rangeOf(schema);
  const low = least ?? Math.min(-1000, (greatest ?? 0) - 1000);
  const high = greatest ?? Math.max(1000, low + 1000);
  const between = integer({ min: Math.ceil(low), max: Math.max(Math.ceil(low), Math.floor(high)) });
  const middle = type === 'number' ? [low + (high - low) / 8] : [];
  return sourceOf([...new Set([low, high, ...middle])], between);
}

function lists(schema: Schema): Source<unknown> | undefined {
  const { minItems: min = 0, maxItems: max = min + 3, items } = schema;
  const values = items === undefined ? anything : (rightValues(toSchema(items))?.corners ?? []);
  const of = (length: number) => Array.from({ length }, (_, index) => values[index % values.length]);
  return sourceOf(values.length === 0 ? [[]] : [...new Set([min, max])].map(of));
}

function objects(schema: Schema): Source<unknown> | undefined {
  const { properties = {}, required = [] } = schema;
  const sources = Object.entries(properties).flatMap(([name, child]) => {
    const source = rightValues(toSchema(child));
    return source === undefined ? [] : [[name, source] as const];
  });
  const whole = zipSources<unknown>(Object.fromEntries(sources));
  const least = mapSource(whole, (value) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => required.includes(name))),
  );
  const made = sourceOf([...whole.corners, ...least.corners.slice(0, 1)], whole.random);
  return filterSource(made, (value) => isObject(value) && required.every((name) => name in value));
}
