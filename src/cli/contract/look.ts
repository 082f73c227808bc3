import type { ContractOptions, CreateTarget, TokenSource } from '../../../test/contract/index.js';
import { createClient, type WorkflowClient, type WorkflowDetails } from '../../client/index.js';

/** The users under whose tokens the suite acts. */
export const users = ['first', 'second'] as const;
export type User = (typeof users)[number];

/** What an API offers, as far as it tells. */
export interface Seen {
  /** Who may run each workflow over each data selection. */
  access: Map<string, Map<string, Set<User>>>;
  /** Of the workflows that runs may be started of. */
  details: Map<string, WorkflowDetails>;
  features: string[];
  /** How many requests it took. */
  reads: number;
}

/**
 * Looks, by reads alone, at what an API offers. What it cannot say, as the first deployment cannot list data
 * selections, is taken from the targets that the options name.
 */
export async function look(options: ContractOptions, tokens: ReadonlyMap<User, string>): Promise<Seen> {
  const seen: Seen = { access: new Map(), details: new Map(), features: [], reads: 0 };
  const fetch = (request: Request) => {
    seen.reads += 1;
    return globalThis.fetch(request);
  };
  const open = (token: string): WorkflowClient =>
    createClient({ baseUrl: options.baseUrl, token, fetch, retry: false });
  const first = open(tokens.get('first') ?? '');
  const info = await first.serviceInfo().catch(() => undefined);
  seen.features = [...(options.features ?? info?.features ?? [])];
  for (const [user, token] of tokens) {
    const listed = await open(token)
      .dataSelections.list()
      .toArray()
      .catch(() => []);
    for (const { id, workflows } of listed) for (const workflow of workflows) allow(seen, user, workflow, id);
  }
  for (const { workflow, selection } of targetsOf(options)) {
    if (selection !== undefined) allow(seen, 'first', workflow, selection);
    const details = await first.workflows.get(workflow).catch(() => undefined);
    if (details !== undefined) seen.details.set(workflow, details);
  }
  return seen;
}

/** The targets that the options name, and those that they only pin. */
export function targetsOf({ allowCreate, targets = [] }: ContractOptions): readonly CreateTarget[] {
  return [...(typeof allowCreate === 'object' ? [allowCreate].flat() : []), ...targets];
}

/** The tokens of the users who have one. */
export async function tokensOf({ tokens }: ContractOptions): Promise<Map<User, string>> {
  const found = new Map<User, string>();
  for (const user of users) {
    const source: TokenSource | undefined = tokens[user];
    if (source !== undefined) found.set(user, await (typeof source === 'string' ? source : source()));
  }
  return found;
}

function allow({ access }: Seen, user: User, workflow: string, selection: string): void {
  const workflows = access.get(selection) ?? new Map<string, Set<User>>();
  workflows.set(workflow, (workflows.get(workflow) ?? new Set()).add(user));
  access.set(selection, workflows);
}
