import { abortError } from './abort.js';
import { isWorkflowApiError } from './errors.js';
import type { Run } from './models.js';
import type { Polling } from './options.js';
import { createPace } from './pace.js';
import type { Runs } from './runs.js';

/** The requests that a poller makes. */
export type PollSources = Pick<Runs, 'get' | 'list'>;

/** Looks at the runs of one workflow for all who wait for them. */
export interface Poller {
  /** The run at the next look; the first time for a run that is at once. */
  look(runId: string, signal: AbortSignal): Promise<Run>;
  /** Nobody waits for this run any more. */
  forget(runId: string): void;
}

interface Look {
  runId: string;
  settle(outcome: Run | Error): void;
}

// A list is read this far for the runs that are looked for; what lies deeper is asked for one by one.
const listed = 300;

/** Makes a poller: however many runs are waited for, one request at a time. */
export function createPoller(workflowId: string, sources: PollSources, polling: Polling): Poller {
  const looks = new Set<Look>();
  const pace = createPace(polling);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let requests: AbortController | undefined;

  function look(runId: string, signal: AbortSignal): Promise<Run> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(abortError(signal));
      const leave = (then: () => void) => {
        looks.delete(entry);
        signal.removeEventListener('abort', onAbort);
        if (looks.size === 0) stop();
        then();
      };
      const entry: Look = {
        runId,
        settle: (outcome) => leave(() => (outcome instanceof Error ? reject(outcome) : resolve(outcome))),
      };
      const onAbort = () => leave(() => reject(abortError(signal)));
      signal.addEventListener('abort', onAbort);
      looks.add(entry);
      pace.join(runId);
      schedule();
    });
  }

  function schedule(): void {
    if (requests || looks.size === 0) return;
    clearTimeout(timer);
    timer = setTimeout(poll, pace.wait());
  }

  function stop(): void {
    clearTimeout(timer);
    requests?.abort();
  }

  async function poll(): Promise<void> {
    const controller = new AbortController();
    requests = controller;
    const ids = new Set(Array.from(looks, ({ runId }) => runId));
    const outcomes = await readRuns(workflowId, ids, sources, controller.signal);
    requests = undefined;
    // Nobody waited any more; who does now joined since, and is not to get what became of the aborted requests.
    if (!controller.signal.aborted) deliver(outcomes);
    schedule();
  }

  function deliver(outcomes: ReadonlyMap<string, Run | Error>): void {
    pace.note(outcomes);
    for (const { runId, settle } of [...looks]) {
      const outcome = outcomes.get(runId);
      if (outcome) settle(outcome);
    }
  }

  return { look, forget: pace.forget };
}

/** The runs by their ids, from one list where there are several. */
async function readRuns(
  workflowId: string,
  ids: ReadonlySet<string>,
  sources: PollSources,
  signal: AbortSignal,
): Promise<Map<string, Run | Error>> {
  const outcomes = new Map<string, Run | Error>();
  if (ids.size > 1) {
    try {
      for await (const run of sources.list(workflowId, { limit: listed, signal })) {
        if (ids.has(run.run_id)) outcomes.set(run.run_id, run);
        if (outcomes.size === ids.size) break;
      }
    } catch (error) {
      // A list that makes no sense says nothing of the runs: each is asked for by itself then.
      const isPassing = signal.aborted || !isWorkflowApiError(error) || error.retryable;
      if (isPassing) for (const id of ids) outcomes.set(id, asError(error));
    }
  }
  for (const id of ids) {
    if (!outcomes.has(id)) outcomes.set(id, await sources.get(workflowId, id, { signal }).catch(asError));
  }
  return outcomes;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
