import { type Engine, EngineError, type EngineRun, type RunRequest } from '../../engine.js';
import { viewOf } from './life.js';
import type { OperationsOptions } from './operations.js';
import { folderOf } from './preparation.js';
import type { RunRecord } from './record.js';
import { keyOf } from './runs.js';
import { unavailable } from './trouble.js';

/** When a caller whose run was refused for want of room may try again, in seconds. */
const busyFor = 30;

/** Accepts runs: written to disk, then queued. Requests with one id at the same time are one run. */
export function createAcceptance(options: OperationsOptions): Engine['createRun'] {
  const arriving = new Map<string, Promise<EngineRun>>();
  return async (request) => {
    const known = options.runs.get(request);
    if (known !== undefined) return { run: viewOf(known), created: false };
    const key = keyOf(request);
    const twin = arriving.get(key);
    if (twin !== undefined) return { run: await twin, created: false };
    const run = accept(options, request);
    arriving.set(key, run);
    try {
      return { run: await run, created: true };
    } finally {
      arriving.delete(key);
    }
  };
}

async function accept(options: OperationsOptions, request: RunRequest): Promise<EngineRun> {
  const { runs, queue, closing } = options;
  check(options, request);
  if (closing.aborted) throw new EngineError('unavailable', 'The server is being stopped.');
  if (!queue.reserve()) {
    throw new EngineError('busy', 'Too many runs are waiting. Try again later.', { retryAfter: busyFor });
  }
  try {
    const run = await runs.add(newRun(request, options.now()));
    queue.add(run, { reserved: true });
    return viewOf(run);
  } catch (error) {
    queue.release();
    throw unavailable('The run could not be recorded', error);
  }
}

/** Ids become names of folders, and the conf says where files are read and written. */
function check({ catalog, folders }: OperationsOptions, { workflowId, runId, conf }: RunRequest): void {
  if (!catalog.workflows.has(workflowId)) throw new EngineError('rejected', 'There is no such workflow.');
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(runId)) {
    throw new EngineError('rejected', 'The run id may hold letters, digits, ".", "_" and "-" only.');
  }
  const input = folderOf(folders, conf.in_bucket, conf.in_prefix);
  const output = folderOf(folders, conf.out_bucket, conf.out_prefix);
  if (input === undefined || output === undefined) {
    throw new EngineError('rejected', 'The folders of the run are not those of a bucket.');
  }
}

function newRun({ workflowId, runId, conf }: RunRequest, now: Date): Omit<RunRecord, 'sequence'> {
  const createdAt = now.toISOString();
  const unset = { startTime: null, endTime: null, failure: null, process: null, stopping: null };
  return { version: 1, runId, workflowId, status: 'queued', createdAt, ...unset, conf };
}
