import { type Schema, Validator } from '@cfworker/json-schema';
import { type ErrorItem, ValidationError } from './errors.js';
import type { RunParameters, WorkflowDetails, WorkflowParameter } from './models.js';

/** Checks the parameters of a run as the server will; what is wrong is a `ValidationError` with pointers. */
export function checkParams(workflow: WorkflowDetails, params: RunParameters): void {
  const declared = Object.entries(workflow.parameters);
  const errors = [
    ...declared.flatMap(([name, parameter]) => checkParam(name, parameter, params[name])),
    ...(workflow.additional_parameters ? [] : checkNames(Object.keys(params), workflow)),
  ];
  if (errors.length === 0) return;
  const first = errors[0];
  throw new ValidationError('invalid-parameter', `${first?.pointer}: ${first?.detail}`, { errors });
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
