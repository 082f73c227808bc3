import { isDeepStrictEqual } from 'node:util';
import { isWorkflowApiError, type Run, type WorkflowClient } from '../client/index.js';
import { lacksServiceInfo } from '../client/service.js';
import type { AskedRun, ManifestRun } from './downloads/manifest.js';
import { CliError, exitCodes, usageError } from './errors.js';
import type { Io } from './io.js';
import type { Launch } from './launch.js';
import { ownCommand } from './shell.js';
import { line } from './text.js';

/** How a run is started at most once. */
export interface Once {
  key: string;
  /** Whether the user chose the key, and so relies on it. */
  chosen: boolean;
  /** The command that starts the same again. */
  again: string;
  /** The run that was started with this key before, as far as this machine knows. */
  known: ManifestRun | null | undefined;
  /** A start with this key that was asked for from this machine before, and of which no run is known. */
  asked: AskedRun | undefined;
  /** Whether the user says that the deployment is the first one. */
  isOld: boolean;
  io: Io;
}

/** Starts a run, or finds the one that was started with the same key, also where the deployment knows no keys. */
export async function startOnce(client: WorkflowClient, request: Launch, once: Once): Promise<Run> {
  const { key, chosen, known, asked, isOld, io } = once;
  const { workflowId, selection, params } = request;
  if (chosen && (isOld || !(await knowsKeys(client, io.signal)))) {
    if (known) {
      refuseOther(known, request);
      return client.runs.get(workflowId, known.run_id, { signal: io.signal });
    }
    if (asked) throw mayBeThere(asked);
    io.say(
      'This deployment knows no keys: the same command starts another run, unless --download finds this one.',
    );
  }
  const options = { selection, params, idempotencyKey: key, signal: io.signal };
  const run = await client.runs.create(workflowId, options).catch(async (error: unknown) => {
    throw io.signal?.aborted ? stopped(error, request, once) : error;
  });
  if (known && known.run_id !== run.run_id) {
    throw new CliError(
      line(`The folder holds the outputs of run ${known.run_id}, but the key now names run ${run.run_id}.`),
    );
  }
  return run;
}

async function knowsKeys(client: WorkflowClient, signal?: AbortSignal): Promise<boolean> {
  try {
    const { features } = await client.serviceInfo({ retry: false, timeout: 10_000, signal });
    return features.includes('idempotency');
  } catch (error) {
    if (lacksServiceInfo(error)) return false;
    throw error;
  }
}

function mayBeThere({ key, workflow_id, at }: AskedRun): CliError {
  return new CliError(
    line(
      `A start with --key ${key} was asked for at ${at}, and whether it made a run is not known. Look for it: ${ownCommand('runs', 'list', workflow_id)} To start another, choose another key and folder.`,
    ),
  );
}

/** What servers that know keys refuse themselves. */
function refuseOther(known: ManifestRun, { workflowId, selection, params }: Launch): void {
  const isSame =
    known.workflow_id === workflowId &&
    known.in_data_selection === selection &&
    isDeepStrictEqual(known.params, params);
  if (isSame) return;
  throw usageError(
    line(`--key ${known.key} named run ${known.run_id}, of another workflow, selection or parameters.`),
  );
}

/** Whether a run may have been started by a call that ended with this error. */
export function isOpen(error: unknown): boolean {
  const cause = error instanceof CliError ? error.cause : error;
  return isWorkflowApiError(cause, 'OutcomeUnknownError');
}

/** What to say when the start was interrupted; any other error is itself. */
function stopped(error: unknown, { workflowId }: Launch, { again }: Once): unknown {
  if (isWorkflowApiError(error, 'AbortedError')) {
    return new CliError('Stopped before a run was asked for.', exitCodes.interrupted);
  }
  if (!isWorkflowApiError(error, 'OutcomeUnknownError')) return error;
  const remedy = error.repeatable
    ? `This starts it if it was not, and no second run: ${again}`
    : `Look for it before starting another: ${ownCommand('runs', 'list', workflowId)}`;
  return new CliError(
    line(`Stopped while the run was being started; it may have been. ${remedy}`),
    exitCodes.interrupted,
    { cause: error },
  );
}
