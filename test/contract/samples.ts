import type { OperationId } from '../../src/generated/operations.js';
import type { components } from '../../src/generated/types.js';
import type { Call, Input } from './context.js';
import { PreparationError, SkipCase } from './errors.js';
import { readOk } from './expect.js';
import { type Fixtures, memo, type Run } from './fixtures.js';
import { listingOf } from './read-outputs.js';

type Sources = Pick<Fixtures, 'selections' | 'workflows' | 'target' | 'anyRun' | 'ended'>;

/** Ids under which nothing is to be found. */
export const unknown = {
  selection: 'contract-unknown-selection',
  workflow: 'contract-unknown-workflow',
  run: 'contract-unknown-run',
  task: 'contract-unknown-task',
  prefix: 'contract-unknown-folder',
  below: 'contract-unknown-folder/nothing',
} as const;

/** Finds parameters with which operations succeed. */
export function createSamples(call: Call, sources: Sources): Pick<Fixtures, 'sample' | 'anySample'> {
  const sample = memo((operation: OperationId) => samplers[operation](call, sources));
  return {
    sample,
    async anySample(operation) {
      try {
        return await sample(operation);
      } catch (error) {
        if (error instanceof SkipCase || error instanceof PreparationError) return placeholders[operation];
        throw error;
      }
    },
  };
}

type Sampler = (call: Call, sources: Sources) => Promise<Input>;

const nothing: Sampler = async () => ({});
const ofRun: Sampler = async (_, { anyRun }) => ({ path: runPath(await anyRun()) });
// What changes something is tried on the suite's own runs only.
const ofOwnRun: Sampler = async (_, { ended }) => ({ path: runPath(await ended('success')) });
const ofPrefix: Sampler = async (_, { anyRun }) => ({ path: { prefix: prefixOf(await anyRun()) } });

const samplers: Readonly<Record<OperationId, Sampler>> = {
  listDataSelections: nothing,
  listDataSelectionWorkflows: async (_, sources) => ({ query: { data_id: await selectionOf(sources) } }),
  listDataSelectionWorkflowsByPath: async (_, sources) => ({ path: { data_id: await selectionOf(sources) } }),
  listWorkflows: nothing,
  getWorkflow: async (_, sources) => ({ path: { id: await workflowOf(sources) } }),
  listRuns: async (_, sources) => ({ path: { id: await workflowOf(sources) } }),
  async createRun(_, { target }) {
    const { workflow, selection, success } = await target();
    return { path: { id: workflow }, json: { in_data_selection: selection, ...success } };
  },
  getRun: ofRun,
  cancelRun: ofOwnRun,
  listRunTasks: ofRun,
  async getTaskLog(call, { anyRun }) {
    const path = runPath(await anyRun());
    return { path: { ...path, task_id: (await taskOf(call, path)).task_id } };
  },
  listAllRuns: nothing,
  browseOutputRoot: nothing,
  browseOutputs: ofPrefix,
  async updateOutputMetadata(call, { ended }) {
    const prefix = prefixOf(await ended('success'));
    const listing = listingOf(await call('browseOutputs', { path: { prefix } }));
    const [name] = Object.keys(listing.files);
    if (name === undefined) throw new SkipCase('the run has written no file');
    return { path: { prefix }, json: { files: { [name]: { properties: {} } } } };
  },
  getServiceInfo: nothing,
};

const placeholderRun = { path: { id: unknown.workflow, run_id: unknown.run, task_id: unknown.task } };
const placeholderSelection = { path: { data_id: unknown.selection } };

/** Parameters of what does not exist, for each operation. */
export const placeholders: Readonly<Record<OperationId, Input>> = {
  listDataSelections: {},
  listDataSelectionWorkflows: { query: { data_id: unknown.selection } },
  listDataSelectionWorkflowsByPath: placeholderSelection,
  listWorkflows: {},
  getWorkflow: placeholderRun,
  listRuns: placeholderRun,
  createRun: { ...placeholderRun, json: { in_data_selection: unknown.selection } },
  getRun: placeholderRun,
  cancelRun: placeholderRun,
  listRunTasks: placeholderRun,
  getTaskLog: placeholderRun,
  listAllRuns: {},
  browseOutputRoot: {},
  browseOutputs: { path: { prefix: unknown.prefix } },
  updateOutputMetadata: {
    path: { prefix: unknown.prefix },
    json: { files: { 'nothing.csv': { properties: {} } } },
  },
  getServiceInfo: {},
};

/** The path parameters that lead to a run. */
export function runPath({ workflow_id, run_id }: Pick<Run, 'workflow_id' | 'run_id'>): {
  id: string;
  run_id: string;
} {
  return { id: workflow_id, run_id };
}

/** The folder of a run's outputs, without its final slash; skips the case when the run has none. */
export function prefixOf({ output_prefix }: Run): string {
  if (output_prefix === null) throw new SkipCase('the run has no output folder');
  return output_prefix.replace(/\/$/, '');
}

async function selectionOf({ selections, target }: Sources): Promise<string> {
  const all = await selections('first').catch(async (error: unknown) => {
    const { selection: id } = await target().catch(() => {
      throw error;
    });
    return [{ id }];
  });
  // An id with a slash shows most.
  const found = all.find(({ id }) => id.includes('/')) ?? all[0];
  if (found === undefined) throw new SkipCase('this user may use no data selection');
  return found.id;
}

async function workflowOf({ workflows, target }: Sources): Promise<string> {
  const wanted = await target().catch(() => undefined);
  if (wanted !== undefined) return wanted.workflow;
  const [first] = await workflows('first');
  if (first === undefined) throw new SkipCase('this user may run no workflow');
  return first.id;
}

async function taskOf(
  call: Call,
  path: Readonly<Record<string, string>>,
): Promise<components['schemas']['Task']> {
  const { tasks } = readOk(await call('listRunTasks', { path }), 'TaskList');
  const task = tasks.find(({ map_index }) => map_index === null) ?? tasks[0];
  if (task === undefined) throw new SkipCase('the run has no tasks');
  return task;
}
