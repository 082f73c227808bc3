import { now } from './clock.js';
import type { Run } from './models.js';
import type { Polling } from './options.js';

/** When to look next: soon after a change, and ever later while there is none. */
export interface Pace {
  /** Somebody waits for a run: at once if it is not known yet. */
  join(runId: string): void;
  /** Nobody waits for it any more. */
  forget(runId: string): void;
  /** What was seen now. */
  note(outcomes: ReadonlyMap<string, Run | Error>): void;
  /** Milliseconds until the next look. */
  wait(): number;
}

/** The pace of one poller. */
export function createPace({ least, most }: Polling): Pace {
  const statuses = new Map<string, string>();
  // Who joins while a look is under way is not in it.
  const awaited = new Set<string>();
  let interval = least;
  let nextAt = 0;
  return {
    join(runId) {
      if (statuses.has(runId)) return;
      awaited.add(runId);
      nextAt = 0;
    },
    forget(runId) {
      statuses.delete(runId);
      awaited.delete(runId);
    },
    note(outcomes) {
      const seen = Array.from(outcomes, ([id, outcome]) => [id, statusOf(outcome)] as const);
      const changed = seen.some(([id, status]) => statuses.get(id) !== status);
      for (const [id, status] of seen) {
        statuses.set(id, status);
        awaited.delete(id);
      }
      interval = changed ? least : Math.min(interval * 1.5, most);
      // Not all clients of a server at the same moment.
      nextAt = awaited.size > 0 ? 0 : now() + interval * (0.8 + 0.4 * Math.random());
    },
    wait: () => Math.max(0, nextAt - now()),
  };
}

function statusOf(outcome: Run | Error): string {
  return outcome instanceof Error ? outcome.name : outcome.status;
}
