import type { components } from '../generated/types.js';
import type { Collection } from './config.js';
import type { EngineRun } from './engine.js';
import type { JsonObject } from './json.js';
import type { Links } from './links.js';
import { serverKeys } from './parameters.js';

export interface RunConf {
  username: string;
  collection: Pick<Collection, 'id' | 'bucket' | 'prefix'>;
  outputBucket: string;
  /** Names the folder of the run's outputs, unique among those of the user. */
  timestamp: string;
  parameters: JsonObject;
}

/** What a run is started with; the names are those of the first deployment, so that old runs stay readable. */
export function confOf({ username, collection, outputBucket, timestamp, parameters }: RunConf): JsonObject {
  return {
    ...parameters,
    in_data_selection: collection.id,
    in_bucket: collection.bucket,
    in_prefix: collection.prefix,
    out_bucket: outputBucket,
    out_prefix: `${username}/${timestamp}`,
    username,
  };
}

/** A run as its owner sees it. */
export function viewOf(run: EngineRun, links: Links): components['schemas']['Run'] {
  const prefix = outputPrefixOf(run.conf);
  const params = parametersOf(run.conf);
  return {
    run_id: run.runId,
    workflow_id: run.workflowId,
    status: run.status,
    created_at: run.createdAt,
    start_time: run.startTime,
    end_time: run.endTime,
    in_data_selection: selectionOf(run.conf),
    params,
    output_url: prefix === null ? null : links.outputs(prefix),
    output_prefix: prefix,
    failure: run.failure,
    conf: params,
    state: run.status,
  };
}

/** The parameters of a run, as they were given. */
export function parametersOf(conf: JsonObject): JsonObject {
  const own = (name: string) =>
    name !== 'in_data_selection' && name !== 'workflow_id' && !serverKeys.includes(name);
  return Object.fromEntries(Object.entries(conf).filter(([name]) => own(name)));
}

/** The data selection of a run; null for one that was not started over any. */
export function selectionOf({ in_data_selection: id }: JsonObject): string | null {
  return typeof id === 'string' ? id : null;
}

// Runs that something else started may hold anything here; only what lies below the owner's folder can be browsed.
function outputPrefixOf({ out_prefix: prefix, username }: JsonObject): string | null {
  if (typeof prefix !== 'string' || !prefix.startsWith(`${username}/`)) return null;
  const relative = prefix.slice(`${username}/`.length).replace(/\/$/, '');
  const isSafe =
    relative.split('/').every((part) => !['', '.', '..'].includes(part)) &&
    !/[\\\p{Cc}\p{Cs}]/u.test(relative);
  return isSafe ? `${relative}/` : null;
}
