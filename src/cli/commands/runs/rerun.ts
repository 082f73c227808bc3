import type { Command } from 'commander';
import { isWorkflowApiError, type Run, type WorkflowClient } from '../../../client/index.js';
import { openClient, withApi } from '../../api.js';
import { CliError, usageError } from '../../errors.js';
import type { Io } from '../../io.js';
import { type LaunchFlags, launch, withLaunch } from '../../launch.js';
import { line } from '../../text.js';

interface Flags extends LaunchFlags {
  workflow?: string;
}

/** `runs rerun`: another run like one that there was. */
export function addRerun(runs: Command, io: Io): void {
  const command = runs
    .command('rerun')
    .description('start another run with the workflow, selection and parameters of a run; prints its id')
    .argument('<run>', 'id of the run')
    .option('--workflow <id>', 'workflow of the run (default: it is looked for among all your runs)');
  withApi(withLaunch(command)).action(async (id: string, flags: Flags) => {
    const client = await openClient(flags, io);
    const run = await find(client, id, flags.workflow, io.signal);
    const { workflow_id: workflowId, in_data_selection: selection, params } = run;
    if (selection === null) throw new CliError(line(`Run ${id} does not say over which selection it went.`));
    const words = ['runs', 'rerun', id, '--workflow', workflowId];
    return launch(client, { workflowId, selection, params, words }, flags, io);
  });
}

async function find(
  client: WorkflowClient,
  id: string,
  workflow: string | undefined,
  signal: AbortSignal,
): Promise<Run> {
  if (workflow !== undefined) return client.runs.get(workflow, id, { signal });
  try {
    for await (const run of client.runs.listAll({ signal })) if (run.run_id === id) return run;
  } catch (error) {
    if (!isWorkflowApiError(error, 'NotOfferedError')) throw error;
    throw usageError('This deployment cannot list all runs: say with --workflow which workflow it was.');
  }
  throw new CliError(line(`There is no run ${id} among yours.`));
}
