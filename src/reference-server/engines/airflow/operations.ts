import {
  type Engine,
  EngineError,
  type EngineRun,
  type LogQuery,
  type RunRef,
  type TaskPage,
} from '../../engine.js';
import type { JsonObject } from '../../json.js';
import { decodePageToken, encodePageToken } from '../../page-token.js';
import { type HistoryLimits, readHistory } from './history.js';
import { logTextOf } from './log.js';
import { arrayOf, numberOf, objectOf } from './read.js';
import { cancellationNote, isOwnStart, isRevived, runOf, taskOf } from './run.js';
import type { AirflowRequest, AirflowTransport } from './transport.js';
import { trigger } from './trigger.js';
import { isPresent, workflowOf } from './workflow.js';

// Airflow's own grammar of ids, without those that a URL parser folds away. Anything else is no workflow, and `~`
// would mean all of them.
const dagIdPattern = /^(?!\.{1,2}$)[\w.-]{1,250}$/;
const logPartLength = 256 * 1024;

/** The operations of an engine over one transport. */
export function createOperations(transport: AirflowTransport, limits: HistoryLimits): Engine {
  async function send(request: AirflowRequest): Promise<JsonObject | undefined> {
    const { status, body } = await transport.send(request);
    if (status === 404) return undefined;
    if (status >= 400)
      throw new EngineError('failed', 'The workflow engine failed.', {
        cause: new Error(`Airflow answered ${status}`),
      });
    return objectOf(body);
  }

  async function getRun(ref: RunRef): Promise<EngineRun | undefined> {
    const row = await send({ method: 'GET', path: runPath(ref) });
    return row && (isRevived(row) ? end(ref) : runOf(row));
  }

  async function end(ref: RunRef): Promise<EngineRun | undefined> {
    const row = await send({ method: 'PATCH', path: runPath(ref), body: { state: 'failed' } });
    return row && runOf(row);
  }

  async function tasksFrom(ref: RunRef, offset: number, limit: number): Promise<TaskPage | undefined> {
    const body = await send({
      method: 'GET',
      path: `${runPath(ref)}/taskInstances`,
      query: { limit, offset },
    });
    if (!body) return undefined;
    const rows = arrayOf(body.task_instances);
    // v1 answers no tasks for a run that it does not have.
    if (rows.length === 0 && !(await getRun(ref))) return undefined;
    const next = offset + rows.length;
    const more = rows.length > 0 && next < numberOf(body.total_entries);
    return {
      tasks: rows.map(taskOf),
      ...(more ? { nextPageToken: encodePageToken('airflow-tasks', next) } : {}),
    };
  }

  /** A task's log is read by try and instance, and only the task says whether more is to come. */
  async function findTask({
    taskId,
    mapIndex,
    ...ref
  }: LogQuery): Promise<TaskPage['tasks'][number] | undefined> {
    for (let offset: number | undefined = 0; offset !== undefined; ) {
      const page: TaskPage | undefined = await tasksFrom(ref, offset, 100);
      const found = page?.tasks.find(
        (task) => task.task_id === taskId && task.map_index === (mapIndex ?? null),
      );
      if (found || !page?.nextPageToken) return found;
      offset = decodePageToken('airflow-tasks', 'number', page.nextPageToken);
    }
    return undefined;
  }

  return {
    async listWorkflows(ids) {
      const found = await Promise.all(
        ids.filter(isDagId).map((id) => send({ method: 'GET', path: `/dags/${id}` })),
      );
      return found
        .filter((dag) => dag !== undefined)
        .filter(isPresent)
        .map(workflowOf);
    },

    async getWorkflow(id) {
      const dag = isDagId(id) ? await send({ method: 'GET', path: `/dags/${id}/details` }) : undefined;
      return dag && isPresent(dag) ? workflowOf(dag) : undefined;
    },

    async createRun({ workflowId, runId, conf }) {
      const ref = { workflowId, runId };
      for (let tries = 0; tries < 3; tries++) {
        const outcome = await trigger(transport, ref, conf, tries).catch(async (error: unknown) => {
          // Whether Airflow took it is not known; asking for the id tells, and the output folder whose start it was.
          const run = isAmbiguous(error) ? await getRun(ref).catch(() => undefined) : undefined;
          if (run) return { run, created: isOwnStart(run, conf, error) };
          throw error;
        });
        if (outcome) return outcome;
        const run = await getRun(ref);
        if (run) return { run, created: false };
      }
      throw new EngineError('busy', 'The workflow engine is starting other runs; try again.', {
        retryAfter: 1,
      });
    },

    listRuns(query) {
      return readHistory(transport, limits, { ...query, workflowIds: query.workflowIds.filter(isDagId) });
    },

    async getRun(ref) {
      return isDagId(ref.workflowId) ? getRun(ref) : undefined;
    },

    async cancelRun(ref) {
      const run = isDagId(ref.workflowId) ? await getRun(ref) : undefined;
      if (!run) return undefined;
      if (run.status === 'success' || run.status === 'failed') return 'ended';
      // The note goes first: without it a run that Airflow has ended could not be told from one that failed.
      const v1 = (await transport.version()) === 'v1';
      await send({
        method: 'PATCH',
        path: v1 ? `${runPath(ref)}/setNote` : runPath(ref),
        body: { note: cancellationNote() },
      });
      return end(ref);
    },

    async listTasks({ pageSize, pageToken, ...ref }) {
      if (!isDagId(ref.workflowId)) return undefined;
      const offset = pageToken === undefined ? 0 : decodePageToken('airflow-tasks', 'number', pageToken);
      return tasksFrom(ref, Math.max(0, offset), Math.min(pageSize, 100));
    },

    async getTaskLog(query) {
      const from =
        query.pageToken === undefined ? 0 : decodePageToken('airflow-log', 'number', query.pageToken);
      const task = isDagId(query.workflowId) ? await findTask(query) : undefined;
      const number = query.try ?? Math.max(1, task?.tries ?? 1);
      if (!task || number > Math.max(1, task.tries)) return undefined;
      const text = task.tries === 0 ? '' : await readLog(transport, query, number);
      const part = text.slice(from, from + logPartLength);
      const next = from + part.length;
      const running = number >= task.tries && !ended.has(task.status);
      return {
        text: part,
        ...(next < text.length || running ? { nextPageToken: encodePageToken('airflow-log', next) } : {}),
      };
    },
  };
}

const ended = new Set<TaskPage['tasks'][number]['status']>([
  'success',
  'failed',
  'upstream_failed',
  'skipped',
]);

function isDagId(id: string): boolean {
  return dagIdPattern.test(id);
}

function runPath({ workflowId, runId }: RunRef): string {
  return `/dags/${workflowId}/dagRuns/${encodeURIComponent(runId)}`;
}

function isAmbiguous(error: unknown): error is EngineError {
  return (
    error instanceof EngineError &&
    (error.kind === 'timeout' || error.kind === 'unavailable' || error.kind === 'failed')
  );
}

async function readLog(
  transport: AirflowTransport,
  { taskId, mapIndex, ...ref }: LogQuery,
  number: number,
): Promise<string> {
  const accept = (await transport.version()) === 'v1' ? 'text/plain' : 'application/json';
  const path = `${runPath(ref)}/taskInstances/${encodeURIComponent(taskId)}/logs/${number}`;
  const { status, body } = await transport.send({
    method: 'GET',
    path,
    accept,
    query: { full_content: true, map_index: mapIndex ?? -1 },
  });
  return status === 200 ? logTextOf(body) : '';
}
