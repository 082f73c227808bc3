import { type Schema, Validator } from '@cfworker/json-schema';
import { EngineError, type EngineWorkflow } from './engine.js';
import { invalid, type ProblemItem } from './errors.js';
import { isObject, type JsonObject, pointerTo } from './json.js';
import { expectation } from './wording.js';

/** Keys of a run's conf that the server sets; callers may not. */
export const serverKeys: readonly string[] = [
  'in_bucket',
  'in_prefix',
  'out_bucket',
  'out_prefix',
  'username',
];

const requestKeys: readonly string[] = ['in_data_selection', 'workflow_id', 'params'];

/** The parameters of a workflow that callers may give; those that the server sets are not theirs to see. */
export function openParameters(workflow: EngineWorkflow): EngineWorkflow['parameters'] {
  const isOpen = ([name]: [string, unknown]) => !serverKeys.includes(name) && !requestKeys.includes(name);
  return Object.fromEntries(Object.entries(workflow.parameters).filter(isOpen));
}

/**
 * Takes the workflow's parameters out of a createRun body, flat or nested, and validates them; a 400 that names
 * every one that is wrong. Defaults are not filled in: a run records what was given, and its engine adds the rest.
 */
export function readRunParameters(workflow: EngineWorkflow, body: JsonObject): JsonObject {
  const isNested = isObject(body.params);
  const given = isNested ? (body.params as JsonObject) : withoutRequestKeys(body);
  const at = isNested ? '/params' : '';
  const errors = [...nameErrors(workflow, given, at), ...valueErrors(workflow, given, at)];
  if (errors.length > 0) throw invalid('invalid-parameter', errors.slice(0, 20));
  return given;
}

// A `params` that is no object stays, to be refused as the name of a parameter.
function withoutRequestKeys({ in_data_selection, workflow_id, ...rest }: JsonObject): JsonObject {
  return rest;
}

function nameErrors(workflow: EngineWorkflow, given: JsonObject, at: string): ProblemItem[] {
  const declared = openParameters(workflow);
  return Object.keys(given).flatMap((name) => {
    const detail = nameError(name, Object.hasOwn(declared, name) || workflow.additionalParameters);
    return detail === undefined ? [] : [{ detail, pointer: at + pointerTo(name) }];
  });
}

function nameError(name: string, isKnown: boolean): string | undefined {
  if (serverKeys.includes(name)) return 'is set by the server and cannot be given';
  if (name === 'params') return 'must be an object that holds the parameters';
  if (requestKeys.includes(name)) return 'cannot be the name of a parameter';
  return isKnown ? undefined : 'is not a parameter of this workflow';
}

function valueErrors(workflow: EngineWorkflow, given: JsonObject, at: string): ProblemItem[] {
  return Object.entries(openParameters(workflow)).flatMap(([name, { required, schema }]) => {
    const pointer = at + pointerTo(name);
    if (Object.hasOwn(given, name)) return schemaErrors(schema, given[name], pointer, name);
    return required ? [{ detail: 'is required', pointer }] : [];
  });
}

// These only say that one of the others was found below them.
const containers = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
]);

function schemaErrors(schema: JsonObject, value: unknown, pointer: string, name: string): ProblemItem[] {
  const { valid, errors } = validate(schema, value, name);
  if (valid) return [];
  const items = errors.flatMap(({ keyword, keywordLocation, instanceLocation }) => {
    if (containers.has(keyword)) return [];
    // The locations are fragments of a URI: JSON Pointers, percent-encoded.
    const detail = expectation(keyword, lookUp(schema, decodeURI(keywordLocation)));
    return [{ detail, pointer: pointer + decodeURI(instanceLocation).slice(1) }];
  });
  return items.length > 0 ? items : [{ detail: 'is not valid', pointer }];
}

// Beyond this many characters of JSON, one mistake is told: there could be more than the validator has room for.
const mostToExplain = 10_000;

function validate(schema: JsonObject, value: unknown, name: string) {
  const firstOnly = JSON.stringify(value).length > mostToExplain;
  try {
    // A copy, because the validator writes notes of its own into the schema.
    return new Validator(structuredClone(schema) as Schema, '2020-12', firstOnly).validate(value);
  } catch (cause) {
    throw new EngineError(
      'failed',
      `The workflow declares its parameter ${name} with a schema that cannot be used.`,
      { cause },
    );
  }
}

function lookUp(schema: JsonObject, location: string): unknown {
  const keys = location
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>((value, key) => (value as JsonObject | undefined)?.[key], schema);
}
