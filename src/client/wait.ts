import { within } from './abort.js';
import { now } from './clock.js';
import { endable } from './endable.js';
import { isWorkflowApiError, RunFailedError, TimeoutError, ValidationError } from './errors.js';
import type { Run, RunRef, Task } from './models.js';
import type { Polling } from './options.js';
import { createPoller, type Poller } from './poll.js';
import type { Runs } from './runs.js';

/** A run as it was seen at a change. */
export interface RunChange {
  /** The run as the server showed it. */
  run: Run;
  /** Its steps; undefined where they were not asked for or the deployment does not offer them. */
  tasks: Task[] | undefined;
}

/** Options of `runs.watch`. */
export interface WatchOptions {
  /** Ends the wait at once. */
  signal?: AbortSignal | undefined;
  /** Milliseconds after which the wait ends with a `TimeoutError`; 24 hours. The run goes on. */
  timeout?: number | undefined;
  /** Milliseconds for which a run that the server does not show (yet) is waited for; 60,000. */
  grace?: number | undefined;
  /** Whether the tasks are read as well; `watch` does unless told not to, `wait` only when told. */
  tasks?: boolean | undefined;
}

/** Options of `runs.wait`. */
export interface WaitOptions extends WatchOptions {
  /** Called with the run as first seen, and at each change. */
  onChange?: ((change: RunChange) => void) | undefined;
  /** `false` returns a failed run instead of throwing `RunFailedError`. */
  throwOnFailure?: boolean | undefined;
}

const day = 24 * 60 * 60 * 1000;
const tasksTimeout = 10_000;
// Each has been repeated by the transport before.
const failuresInARow = 5;

/** Waits for runs. All waits for one workflow share a poller. */
export function createWatcher(
  sources: Pick<Runs, 'get' | 'list' | 'tasks'>,
  polling: Polling,
): Pick<Runs, 'wait' | 'watch'> {
  const pollers = new Map<string, Poller>();
  const pollerOf = (workflowId: string): Poller => {
    const poller = pollers.get(workflowId) ?? createPoller(workflowId, sources, polling);
    pollers.set(workflowId, poller);
    return poller;
  };

  const watch: Runs['watch'] = (ref, options = {}) =>
    endable(options.signal, (signal) => changes(ref, { ...options, signal }));

  async function* changes(ref: RunRef, options: WatchOptions): AsyncGenerator<RunChange, void, undefined> {
    const { signal, timeout = day, grace = 60_000, tasks: withTasks = true } = options;
    if (!(timeout >= 0))
      throw new ValidationError('invalid-option', 'timeout must be a number of 0 or more.');
    const poller = pollerOf(ref.workflow_id);
    const start = now();
    const timedOut = () =>
      new TimeoutError('wait-timeout', `Run ${ref.run_id} has not ended within ${timeout} ms.`, {
        retryable: true,
      });
    const left = () => Math.max(0, start + timeout - now());
    let seen = '';
    try {
      for (;;) {
        const look = (signal: AbortSignal) =>
          patiently(() => poller.look(ref.run_id, signal), start + grace, signal);
        const run = await within(left(), signal, look, timedOut);
        const tasks = withTasks
          ? await within(left(), signal, (signal) => tasksOf(run, signal), timedOut)
          : undefined;
        const shown = JSON.stringify([run, tasks]);
        if (shown !== seen) yield { run, tasks };
        seen = shown;
        if (hasEnded(run)) return;
      }
    } finally {
      poller.forget(ref.run_id);
    }
  }

  function tasksOf(run: Run, signal: AbortSignal): Promise<Task[] | undefined> {
    // Once and not for long: the next look asks again.
    const options = { signal, retry: false, timeout: tasksTimeout } as const;
    const tasks = sources.tasks(run.workflow_id, run.run_id, options).toArray();
    return tasks.catch((error: unknown) => {
      // They are a help, not what is waited for.
      if (isWorkflowApiError(error) && !isWorkflowApiError(error, 'AbortedError')) return undefined;
      throw error;
    });
  }

  return { watch, wait: (ref, options) => waitFor((rest) => watch(ref, rest), options) };
}

/** The end of a watch. */
async function waitFor(
  watch: (options: WatchOptions) => AsyncIterable<RunChange>,
  { onChange, throwOnFailure = true, tasks = false, ...rest }: WaitOptions = {},
): Promise<Run> {
  let last: Run | undefined;
  for await (const change of watch({ ...rest, tasks })) {
    last = change.run;
    onChange?.(change);
  }
  // A watch ends with an ended run or throws.
  if (last === undefined) throw new TypeError('The watch ended without a run.');
  if (last.status === 'failed' && throwOnFailure) throw new RunFailedError(last);
  return last;
}

/** Looks again after what may pass: a run that is not shown yet, and a server that is away for a while. */
async function patiently(look: () => Promise<Run>, visibleBy: number, signal: AbortSignal): Promise<Run> {
  let failures = 0;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (signal.aborted) throw error;
      if (isWorkflowApiError(error, 'NotFoundError')) {
        if (now() >= visibleBy) throw error;
        continue;
      }
      failures += 1;
      if (!isWorkflowApiError(error) || !error.retryable || failures >= failuresInARow) throw error;
    }
  }
}

function hasEnded({ status }: Run): boolean {
  return status === 'success' || status === 'failed';
}
