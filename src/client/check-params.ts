import { type Schema, Validator } from '@cfworker/json-schema';
import type { ErrorItem } from './errors.js';
import type { RunParameters, WorkflowDetails, WorkflowParameter } from './models.js';

/** What the server will find wrong with the parameters of a run. */
export function checkParams(workflow: WorkflowDetails, params: RunParameters): ErrorItem[] {
  const declared = Object.entries(workflow.parameters);
  return [
    ...declared.flatMap(([name, parameter]) => checkParam(name, parameter, params[name])),
    ...(workflow.additional_parameters ? [] : checkNames(Object.keys(params), workflow)),
  ];
}

function checkParam(name: string, { required, schema }: WorkflowParameter, value: unknown): ErrorItem[] {
  const pointer = pointerOf(name);
  if (value === undefined) return required ? [{ pointer, detail: 'is required' }] : [];
  const { valid, errors } = new Validator(schema as Schema, '2020-12').validate(value);
  if (valid) return [];
  // The first is the keyword of the schema itself; what follows explains it.
  const details = errors.map(({ error }) => error);
  return [{ pointer, detail: details.at(-1) ?? 'does not fit its schema' }];
}

function checkNames(names: string[], { id, parameters }: WorkflowDetails): ErrorItem[] {
  const known = Object.keys(parameters).join(', ') || 'none';
  return names
    .filter((name) => !Object.hasOwn(parameters, name))
    .map((name) => ({ pointer: pointerOf(name), detail: `is no parameter of ${id}, which has: ${known}` }));
}

function pointerOf(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
