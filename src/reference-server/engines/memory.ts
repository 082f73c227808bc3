import {
  type Engine,
  EngineError,
  type EngineRun,
  type RunQuery,
  type RunRef,
  type RunRequest,
} from '../engine.js';
import { decodePageToken, encodePageToken } from '../page-token.js';
import { advance, type Life, logOf, tasksOf } from './memory/life.js';
import type { ScriptedWorkflow } from './memory/script.js';

export type { Script, ScriptedWorkflow, ScriptTask } from './memory/script.js';

export interface MemoryEngineOptions {
  workflows: readonly ScriptedWorkflow[];
  /** Puts a file that a run has written into a bucket. */
  write?: ((bucket: string, key: string, content: string | Uint8Array, changedAt: Date) => void) | undefined;
  /** The clock. */
  now?: (() => Date) | undefined;
  /** The greatest number of characters in a part of a log; 65,536 when not given. */
  partLength?: number | undefined;
}

/** An engine in memory: a run is no process but a script, and where it stands follows from the time. */
export interface MemoryEngine extends Engine {
  /** Every run, oldest first. */
  readonly runs: readonly EngineRun[];
  /** Starts a run as if at an earlier time. */
  add(request: RunRequest, createdAt: Date): EngineRun;
  /** Changes a run, which leaves its script for good. */
  set(ref: RunRef, change: Partial<EngineRun>): void;
  /** Adds to what a task has printed. */
  print(ref: RunRef, taskId: string, text: string): void;
  /** Brings every run and its outputs to where they are now. */
  advance(): void;
}

/** An engine without timers: whoever asks finds everything as it is at that time. */
export function createMemoryEngine(options: MemoryEngineOptions): MemoryEngine {
  const { workflows, write, now = () => new Date(), partLength = 65_536 } = options;
  const lives: Life[] = [];
  const find = ({ workflowId, runId }: RunRef) =>
    lives.find(({ run }) => run.workflowId === workflowId && run.runId === runId);
  const time = () => now().getTime();

  function advanceAll(): void {
    for (const life of lives) if (advance(life, time())) writeOutputs(life);
  }

  function writeOutputs({ run, script }: Life): void {
    const { out_bucket: bucket, out_prefix: prefix } = run.conf;
    for (const [path, content] of Object.entries(script.outputs ?? {})) {
      write?.(String(bucket), `${prefix}/${path}`, content, new Date(run.endTime ?? time()));
    }
  }

  function add({ workflowId, runId, conf }: RunRequest, createdAt: Date): EngineRun {
    const workflow = workflows.find(({ id }) => id === workflowId);
    if (workflow === undefined) throw new EngineError('rejected', `There is no workflow ${workflowId}.`);
    const run: EngineRun = {
      runId,
      workflowId,
      status: 'queued',
      createdAt: createdAt.toISOString(),
      startTime: null,
      endTime: null,
      conf: structuredClone(conf),
      failure: null,
    };
    lives.push({ run, script: workflow.script(run.conf), taken: false, printed: new Map() });
    return run;
  }

  return {
    get runs() {
      return lives.map(({ run }) => run);
    },
    add,
    advance: advanceAll,
    set(ref, change) {
      const life = find(ref);
      if (life === undefined) return;
      life.taken = true;
      Object.assign(life.run, change);
    },
    print(ref, taskId, text) {
      const printed = find(ref)?.printed;
      printed?.set(taskId, (printed.get(taskId) ?? '') + text);
    },
    listWorkflows: async (ids) => workflows.filter(({ id }) => ids.includes(id)).map(describe),
    async getWorkflow(id) {
      const workflow = workflows.find((each) => each.id === id);
      return workflow && describe(workflow);
    },
    async createRun(request) {
      advanceAll();
      const existing = find(request)?.run;
      const run = existing ?? add(request, now());
      return { run: structuredClone(run), created: existing === undefined };
    },
    async listRuns(query) {
      advanceAll();
      const { found, next } = pageOf(lives, query);
      return { runs: structuredClone(found), nextPageToken: next };
    },
    async getRun(ref) {
      advanceAll();
      return structuredClone(find(ref)?.run);
    },
    async cancelRun(ref) {
      advanceAll();
      const run = find(ref)?.run;
      if (run === undefined) return undefined;
      if (run.endTime !== null) return 'ended';
      const failure = { code: 'cancelled' as const, message: 'Cancelled by its owner.' };
      Object.assign(run, { status: 'failed', endTime: now().toISOString(), failure });
      return structuredClone(run);
    },
    async listTasks({ pageSize, pageToken, ...ref }) {
      advanceAll();
      const life = find(ref);
      if (life === undefined) return undefined;
      const start = pageToken === undefined ? 0 : decodePageToken('tasks', 'number', pageToken);
      const end = start + pageSize;
      const tasks = tasksOf(life, time());
      return {
        tasks: tasks.slice(start, end),
        nextPageToken: end < tasks.length ? encodePageToken('tasks', end) : undefined,
      };
    },
    async getTaskLog({ taskId, try: attempt = 1, mapIndex, pageToken, ...ref }) {
      advanceAll();
      const life = find(ref);
      const all = life && logOf(life, taskId, time());
      if (all === undefined || attempt !== 1 || mapIndex !== undefined) return undefined;
      const start = pageToken === undefined ? 0 : decodePageToken(`log of ${taskId}`, 'number', pageToken);
      const text = all.slice(start, start + partLength);
      const end = start + text.length;
      const goesOn = end < all.length || life?.run.endTime === null;
      return { text, nextPageToken: goesOn ? encodePageToken(`log of ${taskId}`, end) : undefined };
    },
  };
}

function describe({ script, ...workflow }: ScriptedWorkflow) {
  return workflow;
}

/** A page of runs, newest first. Its token is a place among all runs, which is the same when others arrive. */
function pageOf(lives: readonly Life[], query: RunQuery) {
  const { pageSize, pageToken } = query;
  const found: EngineRun[] = [];
  const start = pageToken === undefined ? lives.length : decodePageToken('runs', 'number', pageToken);
  for (let at = Math.min(start, lives.length) - 1; at >= 0; at -= 1) {
    const run = lives[at]?.run;
    if (run === undefined || !isAsked(run, query)) continue;
    if (found.length === pageSize) return { found, next: encodePageToken('runs', at + 1) };
    found.push(run);
  }
  return { found, next: undefined };
}

function isAsked(run: EngineRun, { workflowIds, username, status }: RunQuery): boolean {
  return (
    workflowIds.includes(run.workflowId) &&
    run.conf.username === username &&
    (status === undefined || run.status === status)
  );
}
