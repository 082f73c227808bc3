import type { EngineWorkflow } from '../../engine.js';
import { isObject, type JsonObject } from '../../json.js';
import { idOf, textOf } from './read.js';

/** Reads a DAG, with or without its details. */
export function workflowOf(dag: JsonObject): EngineWorkflow {
  const params = isObject(dag.params) ? dag.params : {};
  const parameters = Object.entries(params).map(([name, param]) => [name, parameterOf(param)]);
  return {
    id: idOf(dag.dag_id),
    description: textOf(dag.description),
    schedule: scheduleOf(dag),
    parameters: Object.fromEntries(parameters),
    // Airflow passes on keys of `conf` that no parameter declares.
    additionalParameters: true,
  };
}

/** Whether it is in the folder of DAGs now; Airflow remembers those that have gone. */
export function isPresent(dag: JsonObject): boolean {
  return isBroken(dag) || (dag.is_active !== false && dag.is_stale !== true);
}

/** Whether its file cannot be read any more, which Airflow 3 also counts as gone. */
export function isBroken({ has_import_errors: errors }: JsonObject): boolean {
  return errors === true;
}

function scheduleOf(dag: JsonObject): string | null {
  const interval = isObject(dag.schedule_interval) ? textOf(dag.schedule_interval.value) : null;
  return textOf(dag.timetable_summary) ?? interval ?? null;
}

function parameterOf(param: unknown): EngineWorkflow['parameters'][string] {
  const { value = null, description, schema } = isObject(param) ? param : { value: param };
  const declared = isObject(schema) ? schema : {};
  const inferred = Object.keys(declared).length === 0 ? schemaOf(value) : declared;
  const required = value === null && !admitsNull(inferred);
  return {
    description: textOf(description),
    required,
    schema: inferred,
    ...(required ? {} : { default: value }),
  };
}

// A parameter declared by a plain value has no schema: what it holds tells what it takes.
function schemaOf(value: unknown): JsonObject {
  if (typeof value === 'string' || typeof value === 'boolean') return { type: typeof value };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  if (Array.isArray(value)) return { type: 'array' };
  return isObject(value) ? { type: 'object' } : {};
}

function admitsNull(schema: JsonObject): boolean {
  const { type } = schema;
  return type === undefined || type === 'null' || (Array.isArray(type) && type.includes('null'));
}
