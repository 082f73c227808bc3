import type { OperationId } from '../../src/generated/operations.js';
import { type Effect, effectOfRequest } from './case.js';
import type { StartedRun } from './ledger.js';
import { type ContractOptions, namedTargets, refusalOf } from './options.js';
import { readPath } from './routes.js';

/** A request that wants to leave. */
export interface Departure {
  method: string;
  /** Path and query below the base URL; null for a link to a file. */
  target: string | null;
  operation: OperationId | null;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** Which requests may leave: what the options allow, on what they name and on what the suite has made itself. */
export interface Permission {
  /** Why one may not; undefined when it may. */
  refusal(departure: Departure): string | undefined;
  /** Adds a workflow that the options name, with the data selection that was found for it. */
  name(workflow: string, selection: string): void;
}

/** The permission that the options give; `ownRuns` tells what the suite has started. */
export function createPermission(options: ContractOptions, ownRuns: () => readonly StartedRun[]): Permission {
  const named = namedTargets(options).map(({ workflow, selection }) => ({ workflow, selection }));
  const rules: Readonly<Partial<Record<OperationId, (departure: Departure) => string | undefined>>> = {
    createRun: (departure) => (options.allowCreate === true ? undefined : refuseCreation(departure, named)),
    cancelRun: ({ target }) => {
      const { run_id = '' } = readPath(target ?? '');
      if (isMadeUp(run_id) || ownRuns().some((run) => run.run_id === run_id)) return undefined;
      return `run ${run_id} is not the suite's own`;
    },
    updateOutputMetadata: (departure) => refuseWrite(departure, ownRuns()),
  };
  return {
    refusal(departure) {
      const effect = effectOfRequest(departure.method, departure.operation ?? undefined);
      if (effect === 'read') return undefined;
      const rule = departure.operation === null ? refuseStranger : rules[departure.operation];
      return refusalOf(effect, options) ?? (rule ?? refuseStranger)(departure);
    },
    name: (workflow, selection) => void named.push({ workflow, selection }),
  };
}

/** Whether a name is one of those that the suite makes up, which all begin in the same way. */
export function isMadeUp(name: string): boolean {
  return /^contract/i.test(name);
}

/** What a request of this effect would do in the worst case, as an order. */
export const ranks: Readonly<Record<Effect, number>> = { read: 0, creates: 1, changes: 2 };

interface Named {
  workflow: string;
  selection: string | undefined;
}

// A faulty server may start what a right one refuses, so that each workflow and selection has to be named.
function refuseCreation({ target, body }: Departure, named: readonly Named[]): string | undefined {
  const given: { in_data_selection?: unknown; workflow_id?: unknown } = Object(parse(body));
  const workflows = [readPath(target ?? '').id ?? '', ...texts(given.workflow_id)].filter(
    (id) => !isMadeUp(id),
  );
  const selections = texts(given.in_data_selection).filter((id) => !isMadeUp(id));
  const isNamed = (workflow: string) =>
    named.some(
      (pair) =>
        pair.workflow === workflow &&
        (pair.selection === undefined || selections.every((id) => id === pair.selection)),
    );
  const other = workflows.find((workflow) => !isNamed(workflow));
  if (other === undefined) return undefined;
  return `a faulty server might start ${[other, ...selections].join('@')}, which is not allowed (allowCreate)`;
}

function refuseWrite({ target, body }: Departure, runs: readonly StartedRun[]): string | undefined {
  const { files, prefix: inBody }: { files?: unknown; prefix?: unknown } = Object(parse(body));
  const names = Object.keys(Object(files));
  const isOwn = (prefix: string) =>
    runs.some(({ output_prefix: own }) => own !== undefined && strip(own) === strip(prefix));
  const isSafe = (prefix: string) =>
    isOwn(prefix) || prefix.split('/').some(isMadeUp) || names.every(isMadeUp) || prefix === '';
  const wrong = [readPath(target ?? '').prefix ?? '', ...texts(inBody)].find((prefix) => !isSafe(prefix));
  return wrong === undefined ? undefined : `${wrong} holds no outputs of the suite's own runs`;
}

// Methods that the document does not have go to what does not exist.
function refuseStranger({ method, target }: Departure): string | undefined {
  const known = Object.values(readPath(target ?? '')).find((value) => !value.split('/').some(isMadeUp));
  return known === undefined ? undefined : `${method} of ${known} might change what is not the suite's own`;
}

function parse(body: Departure['body']): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

function texts(value: unknown): string[] {
  return [value].flat().filter((item): item is string => typeof item === 'string' && item !== '');
}

function strip(prefix: string): string {
  return prefix.replace(/\/+$/, '');
}
