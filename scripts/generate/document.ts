import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A value of the document: what YAML's core schema can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A mapping of the document. */
export interface JsonObject {
  [key: string]: Json;
}

/** Reads the OpenAPI document; merge keys and aliases are resolved by the YAML parser. */
export function readDocument(path: string): JsonObject {
  return asObject(parse(readFileSync(path, 'utf8'), { strict: true, uniqueKeys: true }), path);
}

/** The mapping at `value`, or an error that says where one was expected. */
export function asObject(value: Json | undefined, where: string): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Error(`${where}: expected a mapping`);
  }
  return value;
}

/** The string at `value`, or an error that says where one was expected. */
export function asString(value: Json | undefined, where: string): string {
  if (typeof value !== 'string') throw new Error(`${where}: expected a string`);
  return value;
}

/** The entries of an optional mapping, in the order in which the document has them. */
export function entriesOf(value: Json | undefined, where: string): [string, Json][] {
  return value === undefined ? [] : Object.entries(asObject(value, where));
}

/** What a value stands for once its `$ref` is followed, and the name of the component if it had one. */
export interface Resolved {
  name: string | null;
  value: JsonObject;
}

/** Follows a `$ref` into `components/<kind>`; other references are errors, as the document uses none. */
export function resolve(
  document: JsonObject,
  kind: string,
  value: Json | undefined,
  where: string,
): Resolved {
  const object = asObject(value, where);
  if (object.$ref === undefined) return { name: null, value: object };
  const ref = asString(object.$ref, `${where}.$ref`);
  const name = componentName(ref, kind, where);
  const components = asObject(asObject(document.components, 'components')[kind], `components.${kind}`);
  const target = asObject(components[name], ref);
  if (target.$ref !== undefined) throw new Error(`${ref}: a component that is itself a reference`);
  return { name, value: target };
}

/** The component that a local reference names. */
export function componentName(ref: string, kind: string, where: string): string {
  const prefix = `#/components/${kind}/`;
  if (!ref.startsWith(prefix)) throw new Error(`${where}: expected a reference into ${prefix}, found ${ref}`);
  return ref.slice(prefix.length);
}
