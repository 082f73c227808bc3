import { asObject, asString, componentName, entriesOf, type Json, type JsonObject } from './document.js';

// Keywords of OpenAPI that say nothing about whether a value is valid; Ajv's strict mode refuses to see them.
const annotations = new Set([
  'default',
  'deprecated',
  'description',
  'discriminator',
  'example',
  'externalDocs',
  'readOnly',
  'title',
  'writeOnly',
  'xml',
]);

/** Translates an OpenAPI 3.0 schema into a JSON Schema in which a reference is the name of a component. */
export function toJsonSchema(schema: Json | undefined, where: string): JsonObject {
  const source = asObject(schema, where);
  if (source.$ref !== undefined) {
    return { $ref: componentName(asString(source.$ref, where), 'schemas', where) };
  }
  const result: JsonObject = {};
  for (const [keyword, value] of Object.entries(source)) {
    const at = `${where}.${keyword}`;
    if (keyword === 'x-property-names') result.propertyNames = toJsonSchema(value, at);
    else if (annotations.has(keyword) || keyword.startsWith('x-')) continue;
    else result[keyword] = translate(keyword, value, at);
  }
  return withExclusiveBounds(result);
}

function translate(keyword: string, value: Json, at: string): Json {
  switch (keyword) {
    case 'properties':
      return Object.fromEntries(
        entriesOf(value, at).map(([name, item]) => [name, toJsonSchema(item, `${at}.${name}`)]),
      );
    case 'additionalProperties':
      return typeof value === 'boolean' ? value : toJsonSchema(value, at);
    case 'items':
    case 'not':
      return toJsonSchema(value, at);
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return [value].flat().map((item, index) => toJsonSchema(item, `${at}.${index}`));
    default:
      return value;
  }
}

// In OpenAPI 3.0 the exclusive bounds are booleans beside the inclusive ones, as in JSON Schema draft 4.
function withExclusiveBounds(schema: JsonObject): JsonObject {
  for (const [exclusive, inclusive] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const bound = schema[inclusive];
    if (schema[exclusive] === true && bound !== undefined) {
      schema[exclusive] = bound;
      delete schema[inclusive];
    } else if (typeof schema[exclusive] === 'boolean') delete schema[exclusive];
  }
  return schema;
}

/** Every schema that gets a validator, by the validator's name. */
export class SchemaRegistry {
  readonly schemas = new Map<string, JsonObject>();

  constructor(document: JsonObject) {
    const schemas = asObject(document.components, 'components').schemas;
    for (const [name, schema] of entriesOf(schemas, 'components.schemas')) {
      this.schemas.set(name, toJsonSchema(schema, `components.schemas.${name}`));
    }
  }

  /** The validator for a schema: the component that it refers to, else one of its own under `name`. */
  nameOf(schema: Json | undefined, name: string): string {
    const translated = toJsonSchema(schema, name);
    if (typeof translated.$ref === 'string') {
      if (!this.schemas.has(translated.$ref))
        throw new Error(`${name}: no schema is named ${translated.$ref}`);
      return translated.$ref;
    }
    const known = this.schemas.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(translated)) {
      throw new Error(`${name}: two different schemas would have this validator`);
    }
    this.schemas.set(name, translated);
    return name;
  }

  /** The names of all validators: components in the order of the document, then the inline ones. */
  names(): string[] {
    return [...this.schemas.keys()];
  }
}
