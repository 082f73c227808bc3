import { type CreateRunOptions, createRun, type WorkflowRef } from './create-run.js';
import { NotFoundError } from './errors.js';
import { type LogOptions, readLog, type TaskLog } from './log.js';
import type { Run, RunParameters, RunRef, Task } from './models.js';
import { toRun } from './normalize.js';
import { type CallOptions, pollingOf } from './options.js';
import type { List, ListOptions } from './pages.js';
import { createRunLists, type RunListOptions } from './run-lists.js';
import { createService, type Service } from './service.js';
import { initOf, read, type Transport } from './transport.js';
import { createWatcher, type RunChange, type WaitOptions, type WatchOptions } from './wait.js';

/** `client.runs`: the caller's runs, their tasks and logs. */
export interface Runs {
  /**
   * Starts a run. It is started at most once, however often the request has to be sent: where that cannot be
   * made sure, a failure on the way is an `OutcomeUnknownError`.
   *
   * @example
   * await client.runs.create('nebraska', { selection: 'colon/fhl2', params: { tile_size: 128 } });
   */
  create<P extends object = RunParameters>(
    workflowId: string | WorkflowRef<P>,
    options: CreateRunOptions<P>,
  ): Promise<Run>;
  /** The runs of one workflow, newest first; the 1.0 deployment shows the oldest hundred of all users' only. */
  list(workflowId: string, options?: RunListOptions): List<Run>;
  /** The runs of every workflow, newest first. `NotOfferedError` on the 1.0 deployment. */
  listAll(options?: RunListOptions): List<Run>;
  /** One run; on the 1.0 deployment it is looked for in the list. */
  get(workflowId: string, runId: string, options?: CallOptions): Promise<Run>;
  /** Asks for a run to be ended; `ConflictError` when it has. `NotOfferedError` on the 1.0 deployment. */
  cancel(workflowId: string, runId: string, options?: CallOptions): Promise<Run>;
  /** The run once it has ended; `RunFailedError` when it failed. All waits for one workflow share their requests. */
  wait(run: RunRef, options?: WaitOptions): Promise<Run>;
  /** The run now and at each change, up to its end. */
  watch(run: RunRef, options?: WatchOptions): AsyncGenerator<RunChange, void, undefined>;
  /** The steps of a run. `NotOfferedError` on the 1.0 deployment. */
  tasks(workflowId: string, runId: string, options?: CallOptions & ListOptions): List<Task>;
  /** What a task printed: `await` gives it as one text, `for await` part by part. */
  log(workflowId: string, runId: string, taskId: string, options?: LogOptions): TaskLog;
}

/** The runs of the API at the end of a transport. */
export function createRuns(transport: Transport, service: Service = createService(transport)): Runs {
  const { api } = transport;
  const { list, listAll, tasks } = createRunLists(transport, service);

  function get(workflowId: string, runId: string, options: CallOptions = {}): Promise<Run> {
    const params = { path: { id: workflowId, run_id: runId } };
    const what = 'GET /workflows/{id}/runs/{run_id}';
    const call = () => api.GET('/workflows/{id}/runs/{run_id}', { ...initOf(options), params });
    return service.using(
      'runs-detail',
      () => read(what, call(), (data) => toRun(data, workflowId)),
      () => findListed(workflowId, runId, options),
    );
  }

  async function findListed(workflowId: string, runId: string, options: CallOptions): Promise<Run> {
    for await (const run of list(workflowId, options)) if (run.run_id === runId) return run;
    throw new NotFoundError(
      'run-not-listed',
      `Run ${runId} is not among the runs of ${workflowId} that this deployment lists; it shows only its oldest.`,
    );
  }

  function cancel(workflowId: string, runId: string, options: CallOptions = {}): Promise<Run> {
    const what = 'POST /workflows/{id}/runs/{run_id}/cancel';
    const params = { path: { id: workflowId, run_id: runId } };
    const call = () => api.POST('/workflows/{id}/runs/{run_id}/cancel', { ...initOf(options), params });
    return service.using('cancel', () => read(what, call(), (data) => toRun(data, workflowId)));
  }

  const watcher = createWatcher({ get, list, tasks }, pollingOf(transport.options.polling));
  return {
    create: (workflowId, options) => createRun(transport, service, workflowId, options),
    list,
    listAll,
    get,
    cancel,
    wait: watcher.wait,
    watch: watcher.watch,
    tasks,
    log: (workflowId, runId, taskId, options) =>
      readLog(transport, service, { workflowId, runId, taskId }, options),
  };
}
