import { type Schema, Validator } from '@cfworker/json-schema';
import type { EngineWorkflow } from '../../engine.js';
import { isObject, type JsonObject } from '../../json.js';
import { type Fields, listNames, readEntry, readSwitch } from '../../yaml-fields.js';
import type { YamlEntry, YamlReader, YamlValue } from '../../yaml-reader.js';
import { checkSchema, plainOf } from './schema.js';

type Parameters = EngineWorkflow['parameters'];

/** What a run's conf holds beside the parameters, and what a request holds beside them. */
const takenNames = [
  'in_data_selection',
  'in_bucket',
  'in_prefix',
  'out_bucket',
  'out_prefix',
  'username',
  'workflow_id',
  'params',
];

const parameterKeys = ['description', 'default', 'required', 'schema'];

/** Reads the parameters of a workflow, `{name}.{description?, default?, required?, schema}`. */
export function readParameters(reader: YamlReader, value: YamlValue | undefined): Parameters {
  const entries = value === undefined ? [] : reader.entries(value, 'the parameters by their names');
  return Object.fromEntries(entries.map((entry) => [entry.key, readParameter(reader, entry)]));
}

function readParameter(reader: YamlReader, { key: name, line, value }: YamlEntry): Parameters[string] {
  if (takenNames.includes(name)) reader.wrong(line, `a parameter cannot be named ${JSON.stringify(name)}`);
  const expected = `the keys ${listNames(parameterKeys)} of parameter ${JSON.stringify(name)}`;
  const fields = readEntry(reader, { line, value }, parameterKeys, expected);
  const description = fields?.get('description')?.value;
  return {
    description: (description && reader.text(description, 'a text')) ?? null,
    required: readSwitch(reader, fields?.get('required')?.value),
    ...readSchema(reader, fields, line),
  };
}

/** The schema, and a default that satisfies it. */
function readSchema(
  reader: YamlReader,
  fields: Fields | undefined,
  line: number,
): Pick<Parameters[string], 'schema' | 'default'> {
  const before = reader.mistakes.length;
  const value = fields?.get('schema')?.value;
  const given = fields?.get('default');
  if (value !== undefined) checkSchema(reader, value);
  else if (fields !== undefined) reader.wrong(line, 'the key `schema` is missing; expected a JSON Schema');
  const plain = value && reader.mistakes.length === before ? plainOf(reader, value) : undefined;
  const schema = isObject(plain) ? plain : {};
  if (given === undefined) return { schema };
  const fallback = given.value === undefined ? null : plainOf(reader, given.value);
  if (reader.mistakes.length === before && !satisfies(schema, fallback)) {
    reader.wrong(given.line, 'the default does not satisfy the schema');
  }
  return { schema, default: fallback };
}

function satisfies(schema: JsonObject, value: unknown): boolean {
  try {
    // A copy, because the validator writes notes of its own into the schema.
    return new Validator(structuredClone(schema) as Schema, '2020-12').validate(value).valid;
  } catch {
    return false;
  }
}
