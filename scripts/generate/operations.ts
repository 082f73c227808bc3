import { asObject, asString, entriesOf, type Json, type JsonObject, resolve } from './document.js';
import { operationTypes } from './operation-types.js';
import { header, print, Source } from './print.js';
import type { SchemaRegistry } from './schemas.js';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** The operations as data: what the router, the validation and the contract suite go by. */
export function generateOperations(document: JsonObject, registry: SchemaRegistry): string {
  const shared = new Shared();
  const context: Context = { document, registry, shared };
  const operations: Record<string, unknown> = {};
  for (const [path, item] of entriesOf(document.paths, 'paths')) {
    for (const method of methods) {
      const operation = asObject(item, path)[method];
      if (operation === undefined) continue;
      const spec = operationOf(
        context,
        method,
        path,
        asObject(operation, `${method} ${path}`),
        asObject(item, path),
      );
      operations[spec.operationId] = spec;
    }
  }
  const unrouted = responsesOf(context, document['x-unrouted-responses'], 'unrouted');
  return `${header}
import type { operations as Operations } from './types.js';
import type { ValidatorName } from './validators.js';

${operationTypes}
${shared.print()}
/** The version of the document, for who needs nothing else of it. */
export const documentVersion = ${print(asObject(document.info, 'info').version)};

/** Every operation of the document by its operationId. */
export const operations = ${print(operations)} as const satisfies { [Id in OperationId]: OperationSpec & { operationId: Id } };

/** The answers to requests that no operation takes: an unknown path, or a method that the path does not know. */
export const unroutedResponses: Readonly<Record<string, ResponseSpec>> = ${print(unrouted)};
`;
}

interface Context {
  document: JsonObject;
  registry: SchemaRegistry;
  shared: Shared;
}

// Components that several operations refer to are printed once, as constants.
class Shared {
  readonly #constants = new Map<string, { type: string; value: unknown }>();

  add(type: string, component: string, value: unknown): Source {
    const name = component.charAt(0).toLowerCase() + component.slice(1) + type.replace('Spec', '');
    this.#constants.set(name, { type, value });
    return new Source(name);
  }

  print(): string {
    const names = [...this.#constants.keys()].sort();
    // Headers come before the responses that use them.
    const order = ['ParameterSpec', 'HeaderSpec', 'ResponseSpec'];
    return order
      .flatMap((type) => names.filter((name) => this.#constants.get(name)?.type === type))
      .map(
        (name) =>
          `const ${name}: ${this.#constants.get(name)?.type} = ${print(this.#constants.get(name)?.value)};\n`,
      )
      .join('\n');
  }
}

function operationOf(
  context: Context,
  method: string,
  path: string,
  operation: JsonObject,
  item: JsonObject,
) {
  const where = `${method} ${path}`;
  const operationId = asString(operation.operationId, `${where}.operationId`);
  const all = [item.parameters, operation.parameters].flatMap((list) => (Array.isArray(list) ? list : []));
  const resolved = all.map((value) => resolve(context.document, 'parameters', value, where).value);
  const security = operation.security ?? context.document.security ?? [];
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    tag: asString([operation.tags ?? []].flat()[0], `${where}.tags`),
    greedy: resolved.some((parameter) => parameter.in === 'path' && parameter['x-greedy'] === true),
    secured: [security].flat().length > 0,
    conformance: oneOf(operation['x-conformance'], ['core', 'extended'], `${where}.x-conformance`),
    feature:
      operation['x-feature'] === undefined ? null : asString(operation['x-feature'], `${where}.x-feature`),
    parameters: all.map((value) => parameterOf(context, value, operationId)),
    requestBody: requestBodyOf(context, operation.requestBody, operationId),
    responses: responsesOf(context, operation.responses, operationId),
  };
}

function parameterOf(context: Context, value: Json, operationId: string): unknown {
  const { name: component, value: parameter } = resolve(context.document, 'parameters', value, operationId);
  const name = asString(parameter.name, `${operationId}.parameters`);
  const place = oneOf(parameter.in, ['path', 'query', 'header'], `${operationId}.${name}.in`);
  const at = component === null ? `${operationId}.${place}.${name}` : `parameters.${component}`;
  const schema = resolve(context.document, 'schemas', parameter.schema, at).value;
  const spec = {
    name,
    in: place,
    required: parameter.required === true,
    type: scalarType(schema, at),
    validator: context.registry.nameOf(parameter.schema, at),
    feature:
      parameter['x-feature'] === undefined ? null : asString(parameter['x-feature'], `${at}.x-feature`),
    ...(schema.default === undefined ? {} : { default: schema.default }),
  };
  return component === null ? spec : context.shared.add('ParameterSpec', component, spec);
}

function requestBodyOf(context: Context, value: Json | undefined, operationId: string): unknown {
  if (value === undefined) return null;
  const { name: component, value: body } = resolve(context.document, 'requestBodies', value, operationId);
  const at = component === null ? `${operationId}.body` : `requestBodies.${component}`;
  const content = entriesOf(body.content, at);
  const validators = new Set(
    content.map(([, media]) => context.registry.nameOf(asObject(media, at).schema, at)),
  );
  if (validators.size !== 1) throw new Error(`${at}: expected one schema for all content types`);
  const [validator] = validators;
  return { required: body.required === true, contentTypes: content.map(([type]) => type), validator };
}

function responsesOf(
  context: Context,
  value: Json | undefined,
  operationId: string,
): Record<string, unknown> {
  return Object.fromEntries(
    entriesOf(value, `${operationId}.responses`).map(([status, response]) => {
      return [status, responseOf(context, response, `${operationId}.${status}`)];
    }),
  );
}

function responseOf(context: Context, value: Json, where: string): unknown {
  const { name: component, value: response } = resolve(context.document, 'responses', value, where);
  const at = component === null ? where : `responses.${component}`;
  const content = entriesOf(response.content, at).map(([type, media]) => {
    const { schema } = asObject(media, at);
    return [type, schema === undefined ? null : context.registry.nameOf(schema, `${at}.${type}`)];
  });
  const headers = entriesOf(response.headers, at).map(([name, item]) => {
    return [name, headerOf(context, item, `${at}.header.${name}`)];
  });
  const spec = {
    description: asString(response.description, at).trim(),
    content: Object.fromEntries(content),
    headers: Object.fromEntries(headers),
  };
  return component === null ? spec : context.shared.add('ResponseSpec', component, spec);
}

function headerOf(context: Context, value: Json, where: string): unknown {
  const { name: component, value: item } = resolve(context.document, 'headers', value, where);
  const at = component === null ? where : `headers.${component}`;
  const schema = resolve(context.document, 'schemas', item.schema, at).value;
  const spec = {
    required: item.required === true,
    type: scalarType(schema, at),
    validator: context.registry.nameOf(item.schema, at),
  };
  return component === null ? spec : context.shared.add('HeaderSpec', component, spec);
}

// Parameters and headers arrive as text; anything but a scalar would need a serialisation style.
function scalarType(schema: JsonObject, where: string): string {
  return oneOf(schema.type, ['string', 'integer', 'number', 'boolean'], `${where}.schema.type`);
}

function oneOf(value: Json | undefined, allowed: readonly string[], where: string): string {
  if (typeof value === 'string' && allowed.includes(value)) return value;
  throw new Error(`${where}: expected one of ${allowed.join(', ')}, found ${JSON.stringify(value)}`);
}
