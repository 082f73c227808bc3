import { type OperationId, operations } from '../../src/generated/operations.js';
import { type CaseClass, classOf } from './classes.js';
import type { CaseContext } from './context.js';
import { casePointer } from './pointers.js';
import type { FindingKind } from './report.js';

/** `core` is what every deployment offers; `extended` belongs to a feature that one may leave out. */
export type Level = 'core' | 'extended';

/**
 * What a case does to the server in the worst case: a request that is expected to be refused counts as if it
 * were accepted, because a faulty server accepts it.
 */
export type Effect = 'read' | 'creates' | 'changes';

/** What stays as it is while a case is tried: which runs there are, or the outputs of the suite's own run. */
export type Solitude = 'runs' | 'outputs';

/** One requirement of the contract and how it is tried. */
export interface ContractCase {
  /** Stable: the operation in kebab case, a slash, and what is tried. */
  id: string;
  /** `unrouted` for what no operation takes. */
  operation: OperationId | 'unrouted';
  level: Level;
  /** What it is about. */
  class: CaseClass;
  /** Skipped where the deployment does not list this feature. */
  feature?: string;
  effect: Effect;
  /** Runs after the others, and by turns with those of the same word, which says what nobody else may change. */
  alone?: Solitude;
  /** Makes many runs one after the other, so that it begins before the others. */
  long?: boolean;
  /** Sends what an attacker would send. */
  hostile?: boolean;
  /** Stands for what was found of this kind in all answers of its operation; `run` asks for one. */
  judges?: Judged;
  /** The requirement: `The server MUST ...`. */
  sentence: string;
  /** Where openapi.yml says so, as a JSON Pointer. */
  pointer: string;
  /** The version of the contract that first had it. */
  since: string;
  run(context: CaseContext): Promise<void>;
}

/** What a case does not take from its operation. */
export interface CaseOptions {
  class?: CaseClass;
  pointer?: string;
  since?: string;
  level?: Level;
  feature?: string;
  effect?: Effect;
  alone?: Solitude;
  long?: boolean;
  hostile?: boolean;
  judges?: Judged;
}

/** What the check of every answer finds. */
export type Judged = Exclude<FindingKind, 'semantics' | 'connection'>;

/** Makes a case; what is not given is that of its operation, or follows from its name. */
export function contractCase(
  operation: OperationId | 'unrouted',
  name: string,
  sentence: string,
  run: (context: CaseContext) => Promise<void>,
  options: CaseOptions = {},
): ContractCase {
  const feature = options.feature ?? featureOf(operation);
  return {
    class: classOf(operation, name),
    pointer: casePointer(operation, name, sentence),
    since: firstVersion,
    effect: effectOf(operation),
    ...options,
    id: `${kebab(operation)}/${name}`,
    operation,
    level: options.level ?? (feature === undefined ? 'core' : 'extended'),
    ...(feature === undefined ? {} : { feature }),
    sentence: `The server MUST ${sentence}.`,
    run,
  };
}

// The first version that had cases; a case of a later one says so by `since`.
const firstVersion = '1.1.0';

/** What a request does in the worst case. */
export function effectOfRequest(method: string, operation: OperationId | undefined): Effect {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return 'read';
  return method === 'POST' && operation === 'createRun' ? 'creates' : 'changes';
}

/** `listRuns` as `list-runs`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function featureOf(operation: OperationId | 'unrouted'): string | undefined {
  return operation === 'unrouted' ? undefined : (operations[operation].feature ?? undefined);
}

function effectOf(operation: OperationId | 'unrouted'): Effect {
  return operation === 'unrouted' ? 'read' : effectOfRequest(operations[operation].method, operation);
}
