import type { MemoryEngine } from '../engines/memory.js';
import { confOf } from '../run.js';
import { randomRunId } from '../run-id.js';
import { createTimestamps } from '../timestamps.js';
import type { MockRun, MockSelection } from './options.js';
import type { MockUser } from './users.js';

/** What a run is placed among. */
export interface RunContext {
  selections: readonly MockSelection[];
  user: MockUser;
  outputBucket: string;
  now: () => Date;
}

/** Puts a run into the engine that was there before anybody asked. */
export function addRun(engine: MemoryEngine, run: MockRun, context: RunContext): void {
  const { selections, user, outputBucket, now } = context;
  const { createdAt = now(), runId = randomRunId(), params = {} } = run;
  const owner = run.user ?? (typeof user === 'string' ? user : undefined);
  if (owner === undefined) throw new TypeError(`The run of ${run.workflow} needs a user.`);
  const selection = selections.find(({ id }) => id === run.selection);
  if (selection === undefined) throw new TypeError(`There is no selection ${run.selection}.`);
  const conf = confOf({
    username: owner,
    collection: { id: selection.id, bucket: 'archive', prefix: `${selection.id}/` },
    outputBucket,
    timestamp: createTimestamps(() => createdAt)(),
    parameters: params,
  });
  engine.add({ workflowId: run.workflow, runId, conf }, createdAt);
}
