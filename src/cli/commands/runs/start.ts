import type { Command } from 'commander';
import { isWorkflowApiError, type Run, type WorkflowClient } from '../../../client/index.js';
import { type ApiFlags, openClient, withApi } from '../../api.js';
import { collect, nameAndValue } from '../../arguments.js';
import { type Io, printJson } from '../../io.js';
import { readParameters, untypedNotice } from '../../parameters.js';
import { ownCommand } from '../../shell.js';
import { line } from '../../text.js';
import { follow } from './watch.js';

interface Flags extends ApiFlags {
  selection: string;
  param?: string[];
  paramsFile?: string;
  key?: string;
  wait?: true;
}

/** `runs start`: prints the id of the run alone, so that scripts can keep it. */
export function addStart(runs: Command, io: Io): void {
  const command = runs
    .command('start')
    .description('start a run of a workflow over a data selection; prints the id of the run')
    .argument('<workflow>', 'id of the workflow')
    .requiredOption('-s, --selection <id>', 'data selection to run over')
    .option(
      '-p, --param <name=value>',
      'a parameter, typed as the workflow says; may be given again',
      collectParameter,
    )
    .option('--params-file <file>', 'JSON file of parameters by name; --param wins')
    .option('--key <key>', 'names this one run: started again with the same key, it is the same run')
    .option('--wait', 'wait until the run has ended; exit code 1 when it failed')
    .addHelpText('after', examples);
  withApi(command).action(async (workflowId: string, flags: Flags) => {
    const client = await openClient(flags, io);
    const params = await parametersOf(client, workflowId, flags, io);
    const { selection, key } = flags;
    const run = await client.runs.create(workflowId, {
      selection,
      params,
      signal: io.signal,
      ...(key !== undefined && { idempotencyKey: key }),
    });
    return report(client, run, flags, io);
  });
}

const examples = `
Examples:
  $ labcas-workflow-api runs start nebraska --selection colon/fhl2 --param tile_size=128 --wait
  $ RUN=$(labcas-workflow-api runs start nebraska --selection colon/fhl2 --params-file params.json)`;

function collectParameter(text: string, previous: string[] | undefined): string[] {
  nameAndValue(text);
  return collect(text, previous);
}

async function parametersOf(
  client: WorkflowClient,
  id: string,
  { param = [], paramsFile }: Flags,
  io: Io,
): Promise<Record<string, unknown>> {
  const given = new Map(param.map(nameAndValue));
  // Types are needed for texts only, and what the server refuses it says better.
  const workflow =
    given.size === 0 ? undefined : await client.workflows.get(id, { signal: io.signal }).catch(untyped(io));
  return readParameters(paramsFile, given, workflow ?? { id, parameters: {}, additional_parameters: true });
}

function untyped(io: Io): (error: unknown) => undefined {
  return (error) => {
    const isMissing =
      isWorkflowApiError(error, 'ServerError') || isWorkflowApiError(error, 'NotOfferedError');
    if (!isMissing) throw error;
    io.say(line(untypedNotice(error)));
    return undefined;
  };
}

async function report(client: WorkflowClient, run: Run, { json, wait }: Flags, io: Io): Promise<void> {
  const { workflow_id: workflow, run_id: id } = run;
  if (!json) io.out(`${line(id)}\n`);
  if (wait) {
    const ended = await follow(client, run, json === true, io);
    if (!json && ended.output_prefix) {
      io.say(`Its outputs:\n  ${ownCommand('outputs', 'ls', line(ended.output_prefix))}`);
    }
    return;
  }
  if (json) return printJson(io, run);
  io.say(`The run is ${line(run.status)}. Follow it:\n  ${ownCommand('runs', 'watch', workflow, line(id))}`);
}
