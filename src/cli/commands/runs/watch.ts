import type { Command } from 'commander';
import { isWorkflowApiError, type Run, type RunRef, type WorkflowClient } from '../../../client/index.js';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { lengthOfTime } from '../../arguments.js';
import { CliError, exitCodes } from '../../errors.js';
import { type Io, printJson } from '../../io.js';
import { changeLine, runFailed } from '../../run-text.js';
import { ownCommand } from '../../shell.js';
import { line } from '../../text.js';

interface Flags extends ApiFlags {
  timeout?: number;
}

/** `runs watch`: shows each change of a run until it has ended. */
export function addWatch(runs: Command, io: Io): void {
  const command = runs
    .command('watch')
    .description('show each change of a run until it has ended; exit code 1 when it failed')
    .argument('<workflow>', 'id of the workflow')
    .argument('<run>', 'id of the run')
    .option('--timeout <time>', 'stop watching after so long, such as 30m (the run goes on)', lengthOfTime);
  withApi(command).action(async (workflow_id: string, run_id: string, flags: Flags) => {
    const client = await openClient(flags, io);
    await follow(client, { workflow_id, run_id }, flags.json === true, io, { timeout: flags.timeout });
  });
}

/**
 * Shows a run until it has ended, and throws when it failed: changes go to the side, and with `json` the ended
 * run to the output.
 */
export async function follow(
  client: WorkflowClient,
  ref: RunRef,
  json: boolean,
  io: Io,
  options?: FollowOptions,
): Promise<Run> {
  const run = await followToEnd(client, ref, io, options);
  if (json) printJson(io, run);
  if (run.status === 'failed') throw runFailed(run);
  return run;
}

/** How a run is followed. */
export interface FollowOptions {
  /** Seconds after which to stop. */
  timeout?: number | undefined;
  /** The command with which to go on; `runs watch` unless it is another. */
  again?: string | undefined;
}

/** Shows the changes of a run on the side until it has ended, in whatever way. */
export async function followToEnd(
  client: WorkflowClient,
  ref: RunRef,
  io: Io,
  { timeout, again }: FollowOptions = {},
): Promise<Run> {
  const options = {
    signal: io.signal,
    // A run that was named by hand is there or it is not.
    grace: 'status' in ref ? 60_000 : 0,
    ...(timeout !== undefined && { timeout: timeout * 1000 }),
  };
  let last: Run | undefined;
  try {
    for await (const change of client.runs.watch(ref, options)) {
      last = change.run;
      io.say(changeLine(change));
    }
  } catch (error) {
    throw stopped(error, ref, again) ?? error;
  }
  if (last === undefined) throw new CliError('The run is not shown by the server.');
  return last;
}

function stopped(error: unknown, { workflow_id, run_id }: RunRef, again?: string): CliError | undefined {
  const remedy = line(
    again === undefined
      ? `To watch it again: ${ownCommand('runs', 'watch', workflow_id, run_id)}`
      : `To go on with it: ${again}`,
  );
  if (isWorkflowApiError(error, 'AbortedError')) {
    return new CliError(`Stopped watching; the run goes on. ${remedy}`, exitCodes.interrupted);
  }
  if (isWorkflowApiError(error) && error.code === 'wait-timeout') {
    return new CliError(`The run has not ended in that time, and goes on. ${remedy}`);
  }
  return undefined;
}
