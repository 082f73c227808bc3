import type { OperationSpec } from '../../../src/generated/operations.js';
import { type CaseOptions, type ContractCase, contractCase } from '../case.js';
import {
  bodySchemas,
  classesOf,
  deepClassesOf,
  parameterSchema,
  type ViolationClass,
  violationClasses,
} from '../inputs/schema.js';
import { allSpecs } from '../routes.js';

/** What each class of violations is, for the sentence of its case. */
const names: Readonly<Record<ViolationClass, string>> = {
  type: 'what is of another type than declared',
  required: 'what lacks something that is required',
  enum: 'a value that is not one of those listed',
  bounds: 'what is beyond the declared bounds by one or more',
  format: 'what is not of the declared format',
  pattern: 'what is not of the declared pattern',
  extra: 'what is not declared',
  encoding: 'what is wrongly encoded',
  size: 'a body of more than 1 MB',
  depth: 'a body of more than 64 levels',
};

const statusOf = (how: ViolationClass) => (how === 'size' ? 413 : 400);

/** Requests made from the schemas of the document and of a workflow: at their edges, and wrong in one way each. */
export const generatedCases: readonly ContractCase[] = [
  contractCase(
    'createRun',
    'generated-valid',
    'start a run for each form of the body, up to 1 MB, and under the longest key',
    async (context) => (await import('../inputs/accepted-runs.js')).tryRunForms(context),
    { long: true },
  ),
  contractCase(
    'createRun',
    'parameters-valid',
    'take parameters at the edges of what the workflow declares, and keep them as they are',
    async (context) => (await import('../inputs/accepted-runs.js')).tryRunParameters(context),
    // They are cancelled, as some of them would take long.
    { effect: 'changes', long: true },
  ),
  contractCase(
    'createRun',
    'parameters-violation',
    'refuse a parameter that breaks what the workflow declares in one way with 400, and start nothing',
    async (context) => (await import('../inputs/accepted-runs.js')).tryWrongRunParameters(context),
    { alone: 'runs' },
  ),
  contractCase(
    'updateOutputMetadata',
    'generated-valid',
    'keep metadata at the edges of what its schema allows as it is',
    async (context) => (await import('../inputs/accepted-metadata.js')).tryMetadata(context),
    { alone: 'outputs' },
  ),
  ...allSpecs.flatMap((spec) => [
    ...(spec.method === 'GET' && parametersOf(spec).length > 0 ? [acceptance(spec)] : []),
    ...violationClasses.filter((how) => applies(spec, how)).map((how) => refusal(spec, how)),
  ]),
];

// The generators are large, and only these cases need them.
function acceptance(spec: OperationSpec): ContractCase {
  return contractCase(
    spec.operationId,
    'generated-valid',
    'accept each parameter at the edges of what its schema allows',
    async (context) => (await import('../inputs/accepted.js')).tryParameters(context, spec),
    featureOf(spec, parametersOf(spec)),
  );
}

function refusal(spec: OperationSpec, how: ViolationClass): ContractCase {
  const parameters = wrongParameters(spec, how);
  const change = spec.method === 'GET' ? '' : ', and change nothing';
  return contractCase(
    spec.operationId,
    `violation-${how}`,
    `refuse ${names[how]} with ${statusOf(how)}${change}`,
    async (context) =>
      (await import('../inputs/refusals.js')).tryViolations(context, { spec, how, parameters }),
    {
      ...aloneOf(spec),
      ...(how === 'encoding' && { hostile: true }),
      ...(how !== 'extra' && bodySchemas(spec).length === 0 && featureOf(spec, parameters)),
    },
  );
}

// Each of them looks for what its requests may have changed.
function aloneOf({ operationId, method }: OperationSpec): Pick<CaseOptions, 'alone'> {
  if (method === 'GET') return {};
  return { alone: operationId === 'updateOutputMetadata' ? 'outputs' : 'runs' };
}

function applies(spec: OperationSpec, how: ViolationClass): boolean {
  const bodies = bodySchemas(spec);
  if (how === 'extra' || wrongParameters(spec, how).length > 0) return true;
  if (['encoding', 'size', 'depth'].includes(how)) return bodies.length > 0;
  return bodies.some((schema) => deepClassesOf(schema).includes(how));
}

/** The parameters that can be wrong in a way. */
function wrongParameters(spec: OperationSpec, how: ViolationClass) {
  return spec.parameters.filter((parameter) => {
    const { in: place, required, type } = parameter;
    if (how === 'encoding') return place !== 'header';
    if (how === 'required') return place === 'query' && required;
    // Every text is a string, and what the pattern of a path keeps out of it is an encoding.
    if ((how === 'type' && type === 'string') || (how === 'pattern' && place === 'path')) return false;
    return classesOf(parameterSchema(spec, parameter)).includes(how);
  });
}

// Tokens of pages are what a server issued, whatever else their schema allows.
function parametersOf({ parameters }: OperationSpec) {
  return parameters.filter(({ name }) => name !== 'page_token');
}

// Without the feature of all of them there would be nothing to try; one of the operation goes first.
function featureOf(
  { feature }: OperationSpec,
  parameters: OperationSpec['parameters'],
): { feature?: string } {
  const [first, ...others] = parameters.map((parameter) => parameter.feature);
  const shared = feature === null && others.every((other) => other === first);
  return shared && typeof first === 'string' ? { feature: first } : {};
}
