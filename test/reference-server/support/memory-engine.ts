import type {
  Engine,
  EngineRun,
  EngineWorkflow,
  RunQuery,
  RunRef,
} from '../../../src/reference-server/engine.js';
import { decodePageToken, encodePageToken } from '../../../src/reference-server/page-token.js';

/** An engine that keeps everything in memory and runs nothing: its runs move when `set` says so. */
export interface MemoryEngine extends Engine {
  /** Changes a run, as an engine would while it works. */
  set(ref: RunRef, change: Partial<EngineRun>): void;
  /** What the task `main` of a run has printed so far. */
  print(ref: RunRef, text: string): void;
  /** Every run, oldest first. */
  readonly runs: readonly EngineRun[];
}

export interface MemoryEngineOptions {
  workflows: readonly EngineWorkflow[];
  now?: () => Date;
  /** The greatest number of characters in a part of a log. */
  partLength?: number;
}

export function createMemoryEngine({
  workflows,
  now = () => new Date(),
  partLength = 16,
}: MemoryEngineOptions): MemoryEngine {
  const runs: EngineRun[] = [];
  const logs = new Map<string, string>();
  const find = ({ workflowId, runId }: RunRef) =>
    runs.find((run) => run.workflowId === workflowId && run.runId === runId);

  return {
    runs,
    set(ref, change) {
      Object.assign(find(ref) ?? {}, change);
    },
    print(ref, text) {
      logs.set(keyOf(ref), (logs.get(keyOf(ref)) ?? '') + text);
    },
    async listWorkflows(ids) {
      return workflows.filter(({ id }) => ids.includes(id)).reverse();
    },
    async getWorkflow(id) {
      return workflows.find((workflow) => workflow.id === id);
    },
    async createRun({ workflowId, runId, conf }) {
      const existing = find({ workflowId, runId });
      if (existing !== undefined) return { run: structuredClone(existing), created: false };
      const run: EngineRun = {
        runId,
        workflowId,
        status: 'queued',
        createdAt: now().toISOString(),
        startTime: null,
        endTime: null,
        conf: structuredClone(conf),
        failure: null,
      };
      runs.push(run);
      return { run: structuredClone(run), created: true };
    },
    async listRuns(query) {
      const { items, next } = paged(newestFirst(runs, query), 'runs', query);
      return { runs: structuredClone(items), nextPageToken: next };
    },
    async getRun(ref) {
      return structuredClone(find(ref));
    },
    async cancelRun(ref) {
      const run = find(ref);
      if (run === undefined) return undefined;
      if (run.endTime !== null) return 'ended';
      const failure = { code: 'cancelled' as const, message: 'Cancelled by its owner.' };
      Object.assign(run, { status: 'failed', endTime: now().toISOString(), failure });
      return structuredClone(run);
    },
    async listTasks(query) {
      const run = find(query);
      if (run === undefined) return undefined;
      const { status, startTime, endTime } = run;
      const task = {
        map_index: null,
        status,
        tries: startTime === null ? 0 : 1,
        start_time: startTime,
        end_time: endTime,
      };
      const tasks = ['main', 'report'].map((task_id) => ({ task_id, ...task }));
      const { items, next } = paged(tasks, 'tasks', query);
      return { tasks: items, nextPageToken: next };
    },
    async getTaskLog(query) {
      const run = find(query);
      const isKnown = query.taskId === 'main' && (query.try ?? 1) === 1 && query.mapIndex === undefined;
      if (run === undefined || !isKnown) return undefined;
      const start = query.pageToken === undefined ? 0 : decodePageToken('log', 'number', query.pageToken);
      const all = logs.get(keyOf(query)) ?? '';
      const text = all.slice(start, start + partLength);
      const end = start + text.length;
      const goesOn = end < all.length || run.endTime === null;
      return { text, nextPageToken: goesOn ? encodePageToken('log', end) : undefined };
    },
  };
}

function newestFirst(runs: readonly EngineRun[], { workflowIds, username, status }: RunQuery): EngineRun[] {
  const isAsked = (run: EngineRun) =>
    workflowIds.includes(run.workflowId) &&
    run.conf.username === username &&
    (status === undefined || run.status === status);
  return runs.filter(isAsked).reverse();
}

interface PageQuery {
  pageSize: number;
  pageToken?: string | undefined;
}

function paged<T>(items: readonly T[], kind: string, { pageSize, pageToken }: PageQuery) {
  const start = pageToken === undefined ? 0 : decodePageToken(kind, 'number', pageToken);
  const end = start + pageSize;
  return {
    items: items.slice(start, end),
    next: end < items.length ? encodePageToken(kind, end) : undefined,
  };
}

function keyOf({ workflowId, runId }: RunRef): string {
  return JSON.stringify([workflowId, runId]);
}
