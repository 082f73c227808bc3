import type { components } from '../../src/generated/types.js';
import type { Call } from './context.js';
import { PreparationError, SkipCase } from './errors.js';
import { readOk } from './expect.js';
import { type ContractOptions, type CreateTarget, wantedTarget } from './options.js';

type Schemas = components['schemas'];
type Parameters = Readonly<Record<string, unknown>>;

/** What the suite starts runs of. */
export interface Target {
  workflow: string;
  selection: string;
  /** Whether the second user may run it over the same selection. */
  shared: boolean;
  success: Parameters;
  failure: Parameters | undefined;
  long: Parameters | undefined;
  details: Schemas['WorkflowDetails'];
}

type Selections = (user: 'first' | 'second') => Promise<Schemas['DataSelection'][]>;

/** Finds the workflow to start runs of, and data that both users may run it over if there is any. */
export async function findTarget(
  call: Call,
  selections: Selections,
  options: ContractOptions,
  tag: string,
): Promise<Target> {
  const wanted: Partial<CreateTarget> = wantedTarget(options) ?? {};
  const workflow = wanted.workflow ?? 'rehearsal';
  const ids = async (user: 'first' | 'second') =>
    idsFor(await selections(user).catch((error: unknown) => emptyWhenNamed(error, wanted)), workflow);
  const own = await ids('first');
  const others = options.tokens.second === undefined ? [] : await ids('second');
  const selection = wanted.selection ?? own.find((id) => others.includes(id)) ?? own[0];
  if (selection === undefined) throw new SkipCase(`the first user may not run '${workflow}'`);
  const details = await describe(call, workflow, wanted);
  const shared = others.includes(selection);
  return { workflow, selection, shared, details, ...parametersOf(wanted, details, tag) };
}

// Whoever names what to run need not have it found; so much works on deployments that cannot list anything.
function emptyWhenNamed(error: unknown, { selection }: Partial<CreateTarget>): [] {
  if (error instanceof PreparationError && selection !== undefined) return [];
  throw error;
}

async function describe(
  call: Call,
  workflow: string,
  { selection }: Partial<CreateTarget>,
): Promise<Schemas['WorkflowDetails']> {
  const exchange = await call('getWorkflow', { path: { id: workflow } });
  if (exchange.status === 200 || selection === undefined) return readOk(exchange, 'WorkflowDetails');
  const unknown = { description: null, schedule: null, parameters: {}, additional_parameters: true };
  return { id: workflow, ...unknown, data_selections: [selection] };
}

function idsFor(selections: readonly Schemas['DataSelection'][], workflow: string): string[] {
  return selections.filter(({ workflows }) => workflows.includes(workflow)).map(({ id }) => id);
}

function parametersOf(wanted: Partial<CreateTarget>, details: Schemas['WorkflowDetails'], tag: string) {
  // A workflow that can be told how long to take and how to end, as `rehearsal` can.
  const steered = 'seconds' in details.parameters && 'outcome' in details.parameters;
  const mark = markOf(details, tag);
  const steer = (seconds: number, outcome: string) => (steered ? { seconds, outcome, ...mark } : undefined);
  const marked = (params: Parameters | undefined) => params && { ...mark, ...params };
  return {
    success: marked(wanted.success) ?? steer(0, 'success') ?? mark,
    failure: marked(wanted.failure) ?? steer(0, 'failure'),
    long: marked(wanted.long) ?? steer(300, 'success'),
  };
}

// By which a run is known as the suite's, should the answer that started it be lost.
function markOf(details: Schemas['WorkflowDetails'], tag: string): Parameters {
  if ('message' in details.parameters) return { message: tag };
  return details.additional_parameters ? { contract_tag: tag } : {};
}
