import { integer } from 'fast-check';
import { brief } from './brief.js';
import { isObject, type Schema, toSchema, type ViolationClass } from './schema.js';
import { mapSource, type Source, sourceOf } from './source.js';
import { strangeNames, withProperty, wrongValues } from './wrong-values.js';

/** A body, and what is the matter with it for people. */
export interface Body {
  what: string;
  json: unknown;
}

/** Bodies that are right but for one thing, of this class; one source for each place where that can be. */
export function wrongBodies(schema: Schema, base: unknown, how: ViolationClass): Source<Body>[] {
  return placesIn(schema, base).flatMap((place) => [
    ...valuesAt(place, how),
    ...(how === 'required' ? missingAt(place) : []),
    ...(how === 'extra' ? extraAt(place) : []),
    ...(how === 'bounds' ? countsAt(place) : []),
    ...namesAt(place, how),
  ]);
}

/** One value in a body. */
interface Place {
  pointer: string;
  schema: Schema;
  value: unknown;
  /** The body with another value here. */
  put(value: unknown): unknown;
}

function placesIn(
  raw: unknown,
  value: unknown,
  put: Place['put'] = (own) => own,
  pointer = '',
): readonly Place[] {
  const schema = toSchema(raw);
  const below = (name: string, child: unknown) =>
    placesIn(
      child,
      isObject(value) ? value[name] : undefined,
      (own) => put(withProperty(value, name, own)),
      `${pointer}/${name}`,
    );
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => below(name, child));
  const [member] = memberOf(schema, value);
  const members = member === undefined ? [] : below(member, schema.additionalProperties);
  return [{ pointer, schema, value, put }, ...named, ...members];
}

// One of what an object holds by names of the caller's choice stands for all.
function memberOf({ additionalProperties, properties = {} }: Schema, value: unknown): string[] {
  const free = isObject(additionalProperties) && isObject(value) ? Object.keys(value) : [];
  return free.filter((name) => !Object.hasOwn(properties, name));
}

function valuesAt({ schema, pointer, put }: Place, how: ViolationClass): Source<Body>[] {
  const source = wrongValues(schema, how);
  const where = pointer === '' ? 'the body' : pointer;
  return source === undefined
    ? []
    : [mapSource(source, (value) => ({ what: `${where} is ${brief(value)}`, json: put(value) }))];
}

function missingAt({ schema, value, pointer, put }: Place): Source<Body>[] {
  if (!isObject(value)) return [];
  const bodies = (schema.required ?? []).map((name) => {
    const { [name]: _, ...rest } = value;
    return { what: `${pointer}/${name} is missing`, json: put(rest) };
  });
  return [sourceOf(bodies) ?? []].flat();
}

function extraAt({ schema, value, pointer, put }: Place): Source<Body>[] {
  if (schema.additionalProperties !== false || !isObject(value)) return [];
  const names = strangeNames.slice(0, 3);
  const random = integer({ min: 0, max: 9999 }).map((number) => `contract${number}`);
  const source = sourceOf(names, random);
  const body = (name: string) => ({
    what: `${pointer}/${name} is not declared`,
    json: put(withProperty(value, name, 1)),
  });
  return source === undefined ? [] : [mapSource(source, body)];
}

function countsAt({ schema, value, pointer, put }: Place): Source<Body>[] {
  const { minProperties = 0, maxProperties } = schema;
  if (!isObject(value)) return [];
  const [member] = Object.values(value);
  const of = (length: number) => {
    const names = Array.from({ length }, (_, index) => `contract${index}`);
    return { what: `${pointer} has ${length} members`, json: put(named(names, member)) };
  };
  const few = minProperties > 0 ? [of(minProperties - 1)] : [];
  return [sourceOf([...few, ...(maxProperties === undefined ? [] : [of(maxProperties + 1)])]) ?? []].flat();
}

function namesAt({ schema, value, pointer, put }: Place, how: ViolationClass): Source<Body>[] {
  if (schema.propertyNames === undefined || how === 'type' || !isObject(value)) return [];
  const source = wrongValues(toSchema(schema.propertyNames), how);
  const [member] = Object.values(value);
  const body = (name: unknown) => ({
    what: `${pointer} has the name ${brief(name)}`,
    json: put(withProperty(value, String(name), member)),
  });
  return source === undefined ? [] : [mapSource(source, body)];
}

/** An object in which every name has this value. */
export function named(names: readonly string[], value: unknown): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, value]));
}
