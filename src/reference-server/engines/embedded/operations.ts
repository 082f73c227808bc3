import {
  type Engine,
  EngineError,
  type EngineRun,
  type EngineWorkflow,
  type LogPart,
  type LogQuery,
  type RunRef,
  type TaskPage,
  type TaskQuery,
} from '../../engine.js';
import { PageTokenError } from '../../page-token.js';
import { createAcceptance } from './acceptance.js';
import type { Catalog, CatalogWorkflow } from './catalog.js';
import type { Executor } from './executor.js';
import type { Folders } from './folders.js';
import { isEnded, viewOf } from './life.js';
import { readLogPart } from './log-file.js';
import type { Queue } from './queue.js';
import type { RunRecord } from './record.js';
import { keyOf, type Runs } from './runs.js';
import { unavailable } from './trouble.js';

/** What the engine's operations work on. */
export interface OperationsOptions {
  runs: Runs;
  catalog: Catalog;
  folders: Folders;
  executor: Executor;
  queue: Queue<RunRecord>;
  now: () => Date;
  /** Aborted once the engine is being closed. */
  closing: AbortSignal;
}

/** The one task that a run of this engine has. */
const mainTask = 'main';

/** The operations of the port, over runs that are kept on disk. */
export function createOperations(options: OperationsOptions): Engine {
  const { runs, catalog, folders } = options;
  const accept = createAcceptance(options);
  return {
    async listWorkflows(ids) {
      const found = [...new Set(ids)].map((id) => catalog.workflows.get(id));
      return found.filter((workflow) => workflow !== undefined).map(viewOfWorkflow);
    },
    async getWorkflow(id) {
      const workflow = catalog.workflows.get(id);
      return workflow && viewOfWorkflow(workflow);
    },
    createRun: accept,
    async listRuns(query) {
      const page = runs.list(query);
      return { ...page, runs: page.runs.map(viewOf) };
    },
    async getRun(ref) {
      const run = runs.get(ref);
      return run && viewOf(run);
    },
    cancelRun: (ref) => cancelRun(options, ref),
    listTasks: async (query) => listTasks(runs.get(query), query),
    getTaskLog: async (query) => getTaskLog(runs.get(query), folders, query),
  };
}

function viewOfWorkflow(workflow: CatalogWorkflow): EngineWorkflow {
  const { id, description, schedule, parameters, additionalParameters } = workflow;
  return { id, description, schedule, parameters, additionalParameters };
}

async function cancelRun({ runs, executor, queue, closing }: OperationsOptions, ref: RunRef) {
  const run = runs.get(ref);
  if (run === undefined) return undefined;
  if (isEnded(run)) return 'ended';
  if (closing.aborted) throw new EngineError('unavailable', 'The server is being stopped.');
  try {
    const stopping = await executor.stop(ref, 'cancelled');
    queue.remove((item) => keyOf(item) === keyOf(ref));
    return stopping === undefined ? 'ended' : viewOf(stopping);
  } catch (error) {
    throw unavailable('The cancellation could not be recorded', error);
  }
}

function listTasks(run: RunRecord | undefined, { pageToken }: TaskQuery): TaskPage | undefined {
  if (run === undefined) return undefined;
  if (pageToken !== undefined) throw new PageTokenError('This page token was not issued for this list.');
  const { startTime, endTime } = run;
  const status: TaskPage['tasks'][number]['status'] =
    isEnded(run) && startTime === null ? 'skipped' : run.status;
  const end_time = startTime === null ? null : endTime;
  const task = {
    task_id: mainTask,
    map_index: null,
    status,
    tries: triesOf(run),
    start_time: startTime,
    end_time,
  };
  return { tasks: [task] };
}

const triesOf = ({ startTime }: EngineRun): number => (startTime === null ? 0 : 1);

async function getTaskLog(
  run: RunRecord | undefined,
  folders: Folders,
  { taskId, try: attempt, mapIndex, pageToken }: LogQuery,
): Promise<LogPart | undefined> {
  if (run === undefined || taskId !== mainTask || mapIndex !== undefined) return undefined;
  if (attempt !== undefined && (attempt < 1 || attempt > triesOf(run))) return undefined;
  try {
    return await readLogPart(folders.run(run).log, `log:${keyOf(run)}`, pageToken, isEnded(run));
  } catch (error) {
    throw error instanceof PageTokenError ? error : unavailable('The log cannot be read', error);
  }
}
