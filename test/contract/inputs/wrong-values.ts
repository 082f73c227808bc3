import { constantFrom, integer } from 'fast-check';
import { isObject, type Schema, toSchema, type ViolationClass } from './schema.js';
import { filterSource, type Source, sourceOf } from './source.js';
import { textsOffFormat, textsOffPattern, textsOutOfBounds } from './texts.js';
import { isOfType, rangeOf, rightValues, typesOf } from './values.js';

/** Values that break a schema in this one way; undefined where it cannot be broken so. */
export function wrongValues(schema: Schema, how: ViolationClass): Source<unknown> | undefined {
  if (how === 'type') return schema.type === undefined ? undefined : ofOtherType(schema);
  if (how === 'enum') return schema.enum === undefined ? undefined : notListed(schema.enum);
  if (schema.enum !== undefined) return undefined;
  if (how === 'bounds') return outOfBounds(schema);
  if (!typesOf(schema).includes('string')) return undefined;
  if (how === 'pattern' && schema.pattern !== undefined) return textsOffPattern(schema);
  if (how === 'format' && schema.format !== undefined) return textsOffFormat(schema);
  return undefined;
}

const everyType: readonly unknown[] = [
  ...[null, 'contract', 1.5, [], {}, true],
  ...['1', 'true', '', 0, -1, 1e21, false, [null], ['contract'], [[]], { contract: 1 }],
];

function ofOtherType(schema: Schema): Source<unknown> | undefined {
  const others = everyType.filter((value) => !isOfType(value, typesOf(schema)));
  return sourceOf(others.slice(0, 4), constantFrom(...others));
}

function notListed(values: readonly unknown[]): Source<unknown> | undefined {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const near = [
    ...texts.slice(0, 1).flatMap((text) => [text.toUpperCase(), text.slice(0, -1), `${text} `, '']),
    ...(texts.length > 1 ? [texts.join(',')] : []),
    ...numbers.slice(0, 1).flatMap((number) => [number + 1, -number, number + 0.5]),
  ];
  const made = integer({ min: 0, max: 9999 }).map((number) =>
    texts.length > 0 ? `${texts[0]}${number}` : 100_000 + number,
  );
  return filterSource<unknown>(sourceOf<unknown>(near, made), (value) => !values.includes(value));
}

function outOfBounds(schema: Schema): Source<unknown> | undefined {
  const types = typesOf(schema);
  if (types.includes('string')) return textsOutOfBounds(schema);
  if (types.includes('integer') || types.includes('number')) return numbersOutOfBounds(schema);
  if (types.includes('array')) return listsOutOfBounds(schema);
  return undefined;
}

function numbersOutOfBounds(schema: Schema): Source<number> | undefined {
  const { least, greatest } = rangeOf(schema);
  const { exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const close = typesOf(schema).includes('number') ? [0.001] : [];
  const under = (by: number) => (least === undefined ? [] : [above ?? least - by]);
  const over = (by: number) => (greatest === undefined ? [] : [below ?? greatest + by]);
  const steps = [1, ...close];
  const far = integer({ min: 1, max: 1_000_000 }).map((by) => over(by)[0] ?? under(by)[0] ?? by);
  return sourceOf([...new Set([...steps.flatMap(under), ...steps.flatMap(over), ...over(1e15)])], far);
}

function listsOutOfBounds({ minItems = 0, maxItems, items }: Schema): Source<unknown> | undefined {
  const values = rightValues(toSchema(items ?? {}))?.corners ?? [1];
  const of = (length: number) => Array.from({ length }, (_, index) => values[index % values.length]);
  return sourceOf([
    ...(minItems > 0 ? [of(minItems - 1)] : []),
    ...(maxItems === undefined ? [] : [of(maxItems + 1)]),
  ]);
}

/** Names that no schema declares, those among them that mean something to a program. */
export const strangeNames = ['contract_unknown', '__proto__', 'toString', '图'];

/** An object with one property more, whatever its name. */
export function withProperty(value: unknown, name: string, item: unknown): unknown {
  // A computed key makes an own property even of `__proto__`, which assigning to it would not.
  return { ...(isObject(value) ? value : {}), [name]: item };
}
