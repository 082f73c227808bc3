import { type Access, selectionsFor } from '../access.js';
import type { Engine, EngineWorkflow } from '../engine.js';
import { HttpError } from '../errors.js';
import type { OperationsOf } from '../operation.js';
import { openParameters } from '../parameters.js';

export const workflows = {
  listWorkflows: async ({ access, engine }) => ({
    status: 200,
    type: 'application/json',
    body: { workflows: await briefWorkflows(engine, access.workflowIds) },
  }),
  getWorkflow: async ({ access, engine, path }) => {
    const workflow = await findWorkflow(access, engine, path.id);
    return {
      status: 200,
      type: 'application/json',
      body: {
        id: workflow.id,
        description: workflow.description,
        schedule: workflow.schedule,
        parameters: openParameters(workflow),
        additional_parameters: workflow.additionalParameters,
        data_selections: selectionsFor(access, workflow.id).map(({ id }) => id),
      },
    };
  },
} satisfies OperationsOf<'workflows'>;

/** Those of the workflows that the engine has, in the order of their ids. */
export async function briefWorkflows(engine: Engine, ids: readonly string[]) {
  const known = await engine.listWorkflows(ids);
  return known.map(({ id, description }) => ({ id, description })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A workflow that the caller may run; else a 404, whether it exists or not. */
export async function findWorkflow(access: Access, engine: Engine, id: string): Promise<EngineWorkflow> {
  requireWorkflow(access, id);
  const workflow = await engine.getWorkflow(id);
  if (workflow === undefined) throw workflowNotFound();
  return workflow;
}

/** Throws a 404 unless the caller may run the workflow somewhere. */
export function requireWorkflow(access: Access, id: string): void {
  if (!access.workflowIds.includes(id)) throw workflowNotFound();
}

function workflowNotFound(): HttpError {
  return new HttpError(404, 'workflow-not-found', 'There is no such workflow.');
}
