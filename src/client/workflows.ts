import type { Workflow, WorkflowDetails, WorkflowParameter } from './models.js';
import { pageOf, textOf } from './normalize.js';
import type { CallOptions } from './options.js';
import { createList, type List, type ListOptions } from './pages.js';
import { isRecord } from './responses.js';
import { initOf, read, type Transport } from './transport.js';

/** `client.workflows`: what can be run, and with which parameters. */
export interface Workflows {
  /** Those that the caller may run. */
  list(options?: CallOptions & Pick<ListOptions, 'limit'>): List<Workflow>;
  /** One workflow with its parameters. The 1.0 deployment fails at this. */
  get(workflowId: string, options?: CallOptions): Promise<WorkflowDetails>;
}

/** The workflows of the API at the end of a transport. */
export function createWorkflows({ api }: Transport): Workflows {
  return {
    list({ limit, ...options } = {}) {
      const call = () => api.GET('/workflows', initOf(options));
      return createList(
        () => read('GET /workflows', call(), (data) => pageOf(data, 'workflows', toWorkflow)),
        { limit, signal: options.signal },
      );
    },
    get(workflowId, options = {}) {
      const call = api.GET('/workflows/{id}', { ...initOf(options), params: { path: { id: workflowId } } });
      return read('GET /workflows/{id}', call, toDetails);
    },
  };
}

/** The workflow that an answer describes; undefined for anything else. */
export function toWorkflow(raw: unknown): Workflow | undefined {
  if (!isRecord(raw) || typeof raw.id !== 'string') return undefined;
  return { id: raw.id, description: textOf(raw.description) };
}

function toDetails(raw: unknown): WorkflowDetails | undefined {
  const workflow = toWorkflow(raw);
  if (!isRecord(raw) || workflow === undefined) return undefined;
  const parameters = Object.entries(isRecord(raw.parameters) ? raw.parameters : {});
  const selections = Array.isArray(raw.data_selections) ? raw.data_selections : [];
  return {
    ...workflow,
    schedule: textOf(raw.schedule),
    parameters: Object.fromEntries(parameters.map(([name, parameter]) => [name, toParameter(parameter)])),
    additional_parameters: raw.additional_parameters === true,
    data_selections: selections.filter((id) => typeof id === 'string'),
  };
}

function toParameter(raw: unknown): WorkflowParameter {
  const parameter = isRecord(raw) ? raw : {};
  return {
    description: textOf(parameter.description),
    ...('default' in parameter && { default: parameter.default }),
    required: parameter.required === true,
    schema: isRecord(parameter.schema) ? parameter.schema : {},
  };
}
