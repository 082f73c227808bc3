import type { Command } from 'commander';
import type { WorkflowClient, WorkflowDetails, WorkflowParameter } from '../../client/index.js';
import { type ApiFlags, openClient, withApi } from '../api.js';
import { value } from '../format.js';
import { type Io, printJson } from '../io.js';
import { ownCommand } from '../shell.js';
import { details, table } from '../table.js';

interface Flags extends ApiFlags {
  selection?: string;
}

/** `workflows [ID]`: what the user may run, and with which parameters. */
export function addWorkflows(program: Command, io: Io): void {
  const command = program
    .command('workflows')
    .description('list the workflows that you may run, or show one with its parameters')
    .argument('[workflow]', 'id of the workflow to show')
    .option('-s, --selection <id>', 'list only those for this data selection');
  withApi(command).action(async (id: string | undefined, flags: Flags) => {
    const client = await openClient(flags, io);
    return id === undefined ? list(client, flags, io) : show(client, id, flags, io);
  });
}

async function list(client: WorkflowClient, flags: Flags, io: Io): Promise<void> {
  const { selection } = flags;
  const options = { signal: io.signal };
  const found =
    selection === undefined
      ? client.workflows.list(options)
      : client.dataSelections.workflows(selection, options);
  const workflows = await found.toArray();
  if (flags.json) return printJson(io, workflows);
  if (workflows.length === 0) return io.say('There are no workflows that you may run.');
  const rows = workflows.map(({ id, description }) => [id, description ?? '']);
  io.out(table([{ title: 'WORKFLOW' }, { title: 'DESCRIPTION', shrink: true }], rows, io.columns));
}

async function show(client: WorkflowClient, id: string, flags: ApiFlags, io: Io): Promise<void> {
  const workflow = await client.workflows.get(id, { signal: io.signal });
  if (flags.json) return printJson(io, workflow);
  io.out(
    details([
      ['Workflow', workflow.id],
      ['Description', workflow.description],
      ['Schedule', workflow.schedule],
      ['Selections', workflow.data_selections.join(', ')],
      ['Other parameters', workflow.additional_parameters ? 'passed on as they are' : undefined],
    ]),
  );
  io.out(`\n${parameterTable(workflow, io.columns)}`);
  const selection = workflow.data_selections[0] ?? 'SELECTION';
  io.say(`\nTo run it:\n  ${ownCommand('runs', 'start', workflow.id, '--selection', selection, '--wait')}`);
}

function parameterTable({ parameters }: WorkflowDetails, width: number | undefined): string {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return 'It takes no parameters.\n';
  const columns = [
    { title: 'PARAMETER' },
    { title: 'TAKES' },
    { title: 'DEFAULT' },
    { title: 'DESCRIPTION', shrink: true },
  ];
  const rows = entries.map(([name, parameter]) => [
    name,
    takes(parameter),
    parameter.required ? '(required)' : value(parameter.default),
    parameter.description ?? '',
  ]);
  return table(columns, rows, width);
}

/** What a parameter takes, briefly: its choices, or its type with its bounds. */
function takes({ schema }: WorkflowParameter): string {
  if (Array.isArray(schema.enum)) return schema.enum.map(value).join('|');
  const type = [schema.type].flat().filter(Boolean).map(String).join('|') || 'anything';
  const { minimum, maximum, maxLength } = schema;
  if (minimum !== undefined || maximum !== undefined)
    return `${type} ${value(minimum ?? '')}..${value(maximum ?? '')}`;
  return maxLength === undefined ? type : `${type}, up to ${value(maxLength)} characters`;
}
