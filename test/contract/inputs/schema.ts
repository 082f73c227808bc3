import { document } from '../../../src/generated/document.js';
import type { OperationSpec, ParameterSpec } from '../../../src/generated/operations.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** What inputs are made from: the keywords of JSON Schema that the generators know. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: unknown;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: JsonObject;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly propertyNames?: unknown;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** The ways in which one value, request or body can be wrong. */
export const violationClasses = [
  'type',
  'required',
  'enum',
  'bounds',
  'format',
  'pattern',
  'extra',
  'encoding',
  'size',
  'depth',
] as const;

export type ViolationClass = (typeof violationClasses)[number];

/** A schema of the document, or of a workflow, with its reference followed. */
export function toSchema(raw: unknown): Schema {
  const { $ref, 'x-property-names': propertyNames, ...schema } = resolve(raw);
  return (propertyNames === undefined ? schema : { ...schema, propertyNames }) as Schema;
}

/** The schema of a parameter of an operation. */
export function parameterSchema({ path, method }: OperationSpec, { name, in: place }: ParameterSpec): Schema {
  const { parameters } = asObject(asObject(document.paths[path])[method.toLowerCase()]);
  const all = (Array.isArray(parameters) ? parameters : []).map(resolve);
  return toSchema(all.find((parameter) => parameter.name === name && parameter.in === place)?.schema);
}

const annotations = ['title', 'description', 'default', 'examples', '$schema', '$comment', 'deprecated'];

/** The keywords of which the generators know what to make. */
export const known: ReadonlySet<string> = new Set([
  ...annotations,
  ...['type', 'enum', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'items', 'minItems', 'maxItems', 'properties', 'required'],
  ...['additionalProperties', 'propertyNames', 'minProperties', 'maxProperties'],
]);

/** Whether nothing in a schema is beyond the generators, which would make wrong values for right ones. */
export function isUnderstood(raw: unknown): boolean {
  if (typeof raw === 'boolean') return true;
  if (typeof raw !== 'object' || raw === null) return false;
  const { items, additionalProperties, propertyNames, properties, pattern } = toSchema(raw);
  const children = [items, additionalProperties, propertyNames, ...Object.values(properties ?? {})];
  return (
    Object.keys(raw).every((keyword) => known.has(keyword)) &&
    (pattern === undefined || isPattern(pattern)) &&
    children.every((child) => child === undefined || isUnderstood(child))
  );
}

// Other languages have patterns that this one does not.
function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'));
  } catch {
    return false;
  }
}

/** The ways in which a value can break its schema. */
export function classesOf(schema: Schema): ViolationClass[] {
  const has = (...keywords: (keyof Schema)[]) => keywords.some((keyword) => schema[keyword] !== undefined);
  return [
    ...(has('type') ? ['type' as const] : []),
    ...(has('enum') ? ['enum' as const] : []),
    ...(has(...limits) ? ['bounds' as const] : []),
    ...(has('format') ? ['format' as const] : []),
    ...(has('pattern') ? ['pattern' as const] : []),
  ];
}

/** The ways in which a value and whatever lies in it can break a schema. */
export function deepClassesOf(raw: unknown): ViolationClass[] {
  const schema = toSchema(raw);
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const children = [...Object.values(properties), additionalProperties, propertyNames].filter(isObject);
  return [
    ...classesOf(schema),
    ...(required.length > 0 ? ['required' as const] : []),
    ...(additionalProperties === false ? ['extra' as const] : []),
    ...children.flatMap(deepClassesOf),
  ];
}

/** The forms of an operation's body; one of them, where there are several. */
export function bodySchemas({ requestBody }: OperationSpec): Schema[] {
  if (requestBody === null) return [];
  const ref = { $ref: `#/components/schemas/${requestBody.validator}` };
  const { anyOf } = resolve(ref);
  return Array.isArray(anyOf) ? anyOf.map(toSchema) : [toSchema(ref)];
}

const limits = [
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function resolve(raw: unknown): Record<string, unknown> {
  const value = asObject(raw);
  if (typeof value.$ref !== 'string') return value;
  const [, , kind = '', name = ''] = value.$ref.split('/');
  return asObject(asObject(document.components[kind])[name]);
}

function asObject(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}
