import type { Command } from 'commander';
import { isWorkflowApiError, type WorkflowClient } from '../../../client/index.js';
import { openClient, withApi } from '../../api.js';
import { collect, nameAndValue } from '../../arguments.js';
import type { Io } from '../../io.js';
import { type LaunchFlags, launch, withLaunch } from '../../launch.js';
import { readParameters, untypedNotice } from '../../parameters.js';
import { line } from '../../text.js';

interface Flags extends LaunchFlags {
  selection: string;
  param?: string[];
  paramsFile?: string;
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
    .addHelpText('after', examples);
  withApi(withLaunch(command)).action(async (workflowId: string, flags: Flags) => {
    const client = await openClient(flags, io);
    const params = await parametersOf(client, workflowId, flags, io);
    const { selection } = flags;
    return launch(client, { workflowId, selection, params, words: wordsOf(workflowId, flags) }, flags, io);
  });
}

const examples = `
Examples:
  $ labcas-workflow-api runs start nebraska --selection colon/fhl2 --param tile_size=128 --wait
  $ RUN=$(labcas-workflow-api runs start nebraska --selection colon/fhl2 --params-file params.json)
  $ labcas-workflow-api runs start nebraska --selection colon/fhl2 --download results --key my-first`;

function wordsOf(workflowId: string, { selection, param = [], paramsFile }: Flags): string[] {
  const file = paramsFile === undefined ? [] : ['--params-file', paramsFile];
  const params = param.flatMap((each) => ['--param', each]);
  return ['runs', 'start', workflowId, '--selection', selection, ...file, ...params];
}

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
