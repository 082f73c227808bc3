import { findSelection } from '../access.js';
import type { Collection } from '../config.js';
import type { EngineRun } from '../engine.js';
import { HttpError, invalid } from '../errors.js';
import { isSame, type JsonObject } from '../json.js';
import type { Call, ReplyOf } from '../operation.js';
import { readRunParameters } from '../parameters.js';
import { confOf, parametersOf, selectionOf, viewOf } from '../run.js';
import { randomRunId, runIdForKey } from '../run-id.js';
import { findWorkflow } from './workflows.js';

/** Starts a run, or finds the one that the same idempotency key has started. */
export async function createRun(call: Call<'createRun'>): Promise<ReplyOf<'createRun'>> {
  const { access, engine, links, path } = call;
  const workflow = await findWorkflow(access, engine, path.id);
  const collection = collectionOf(call);
  const parameters = readRunParameters(workflow, call.body);
  const { run, created } = await engine.createRun({
    workflowId: path.id,
    runId: await runIdOf(call),
    conf: confOf({
      username: access.user.name,
      collection,
      outputBucket: call.outputBucket,
      timestamp: call.nextTimestamp(),
      parameters,
    }),
  });
  if (!created) requireSameRequest(run, access.user.name, collection, parameters);
  const headers = { Location: links.run(run) };
  return { status: created ? 201 : 200, type: 'application/json', body: viewOf(run, links), headers };
}

function collectionOf({ access, body, path }: Call<'createRun'>): Collection {
  if (body.workflow_id !== undefined && body.workflow_id !== path.id) {
    throw invalid('invalid-body', [{ detail: 'must be the id in the path', pointer: '/workflow_id' }]);
  }
  const selection = findSelection(access, body.in_data_selection);
  if (selection?.workflowIds.includes(path.id)) return selection.collection;
  const detail = 'names no data selection that this workflow can be run over';
  throw invalid('unknown-data-selection', [{ detail, pointer: '/in_data_selection' }]);
}

async function runIdOf({ access, header, path }: Call<'createRun'>): Promise<string> {
  const key = header['Idempotency-Key'];
  return key === undefined ? randomRunId() : runIdForKey(access.user.name, path.id, key);
}

function requireSameRequest(
  { conf }: EngineRun,
  username: string,
  collection: Collection,
  parameters: JsonObject,
): void {
  // Somebody with access to the engine itself can give a run any id.
  const isOwn = conf.username === username && selectionOf(conf) === collection.id;
  if (isOwn && isSame(parametersOf(conf), parameters)) return;
  throw new HttpError(
    422,
    'idempotency-key-reused',
    'This Idempotency-Key was used for a different request.',
  );
}
