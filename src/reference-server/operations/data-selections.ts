import { type Access, findSelection } from '../access.js';
import type { Engine } from '../engine.js';
import { HttpError } from '../errors.js';
import type { OperationsOf } from '../operation.js';
import { briefWorkflows } from './workflows.js';

export const dataSelections = {
  listDataSelections: async ({ access }) => ({
    status: 200,
    type: 'application/json',
    body: {
      data_selections: access.selections.map(({ collection: { id, description }, workflowIds }) => ({
        id,
        description,
        workflows: [...workflowIds],
      })),
    },
  }),
  listDataSelectionWorkflows: ({ access, engine, query }) => listWorkflows(access, engine, query.data_id),
  listDataSelectionWorkflowsByPath: ({ access, engine, path }) => listWorkflows(access, engine, path.data_id),
} satisfies OperationsOf<'data-selections'>;

async function listWorkflows(access: Access, engine: Engine, id: string) {
  const selection = findSelection(access, id);
  if (selection === undefined) {
    throw new HttpError(404, 'data-selection-not-found', 'There is no such data selection.');
  }
  return {
    status: 200 as const,
    type: 'application/json' as const,
    body: { workflows: await briefWorkflows(engine, selection.workflowIds) },
  };
}
