import type { OperationId } from '../../src/generated/operations.js';
import type { components } from '../../src/generated/types.js';
import { type Baseline, createBaseline } from './baseline.js';
import type { Call, Input } from './context.js';
import { ContractFailure, PreparationError, SkipCase, UnreachableError } from './errors.js';
import type { Exchange } from './exchange.js';
import { readOk } from './expect.js';
import type { Ledger } from './ledger.js';
import { type ContractOptions, refusalOf, wantedTarget } from './options.js';
import type { Permission } from './permission.js';
import { listingOf } from './read-outputs.js';
import { runsOf } from './read-runs.js';
import { createRuns, type RunKind, type Runs } from './runs.js';
import { createSamples, prefixOf } from './samples.js';
import { findTarget, type Target } from './target.js';

type Schemas = components['schemas'];
export type Run = Schemas['Run'];
export type User = 'first' | 'second';

/** What cases need of the deployment, found through the API, made once, and shared. */
export interface Fixtures extends Baseline {
  selections(user: User): Promise<Schemas['DataSelection'][]>;
  workflows(user: User): Promise<Schemas['Workflow'][]>;
  /** What runs may be started of, and with which parameters. */
  target(): Promise<Target>;
  /** The answer by which the run `success` was accepted. */
  creation(): Promise<{ exchange: Exchange; run: Run }>;
  /** A run that was started under an idempotency key, and the request that did it. */
  keyed(): Promise<{ first: Run; key: string; input: Input }>;
  /** The answer by which the run `cancelled` was ended. */
  cancellation(): Promise<{ exchange: Exchange }>;
  /** A run of the first user (of the second for `second`) that has just been accepted. */
  run(kind: RunKind): Promise<Run>;
  /** The same once it has ended. */
  ended(kind: RunKind): Promise<Run>;
  /** Any run of the first user: one that is there, else one that is made for it. */
  anyRun(): Promise<Run>;
  /** A file among the outputs of the suite's own run, whose metadata may be changed. */
  file(): Promise<OwnFile>;
  /** Resolves when no run of the suite goes on. */
  settled(): Promise<void>;
  /** Parameters for a request that succeeds. */
  sample(operation: OperationId): Promise<Input>;
  /** The same where the deployment has what it takes; else one with ids of nothing. */
  anySample(operation: OperationId): Promise<Input>;
  /** Waits until a run has ended. */
  wait(run: Pick<Run, 'workflow_id' | 'run_id'>): Promise<Run>;
}

/** A file that the suite may write metadata for. */
export interface OwnFile {
  /** The folder, without its final slash. */
  prefix: string;
  name: string;
  /** The names of all files of the folder. */
  names: readonly string[];
}

/** What the fixtures send with: each for requests that have the effect of its name. */
export interface FixtureCalls {
  read: Call;
  creates: Call;
  changes: Call;
}

/** Fixtures for one pass of the suite. */
export function createFixtures(
  calls: FixtureCalls,
  options: ContractOptions,
  offers: (feature: string) => boolean,
  tag: string,
  ledger: Ledger,
  permission: Permission,
): Fixtures {
  const selections = memo(async (user: User) => {
    const body = readOk(await calls.read('listDataSelections', { as: user }), 'DataSelectionList');
    return body.data_selections;
  });
  const workflows = memo(
    async (user: User) => readOk(await calls.read('listWorkflows', { as: user }), 'WorkflowList').workflows,
  );
  const target = memo(async (_: 'target') => {
    const found = await findTarget(calls.read, selections, options, tag);
    permission.name(found.workflow, found.selection);
    return found;
  });
  const runs = createRuns(calls, () => target('target'), options, offers, ledger.learn);

  const anyRun = memo(async (_: 'run') => {
    if (refusalOf('creates', options) === undefined) return runs.ended('success');
    const wanted = wantedTarget(options)?.workflow;
    const pinned = wanted === undefined ? [] : [wanted];
    const listed = await workflows('first').catch((error: unknown) => {
      if (wanted === undefined) throw error;
      return [];
    });
    for (const id of new Set([...pinned, ...listed.map((workflow) => workflow.id)])) {
      const listed = runsOf(await calls.read('listRuns', { path: { id } }), id);
      const known = listed.find(({ status }) => status === 'success') ?? listed[0];
      if (known !== undefined) return known;
    }
    throw new SkipCase('this user has no runs, and starting one is not allowed');
  });
  const { sample, anySample } = createSamples(calls.read, {
    selections,
    workflows,
    target: () => target('target'),
    anyRun: () => anyRun('run'),
    ended: runs.ended,
  });

  const keyed = memo(async (_: 'key') => {
    const key = `${tag}-${crypto.randomUUID()}`;
    const input = { ...(await sample('createRun')), headers: { 'Idempotency-Key': key } };
    return { key, input, first: readOk(await calls.creates('createRun', input), 'Run', 201) };
  });

  const file = memo(async (_: 'file') => {
    const prefix = prefixOf(await runs.ended('success'));
    const listing = listingOf(await calls.read('browseOutputs', { path: { prefix } }));
    const names = Object.keys(listing.files);
    const [name] = names;
    if (name === undefined) throw new SkipCase('the run has written no file');
    return { prefix, name, names };
  });

  const baseline = createBaseline({ read: calls.read, anySample, creation: runs.creation });
  return {
    ...baseline,
    selections,
    workflows,
    target: () => target('target'),
    creation: runs.creation,
    cancellation: runs.cancellation,
    keyed: () => keyed('key'),
    file: () => file('file'),
    settled: () => settle(runs, ledger),
    run: runs.run,
    ended: runs.ended,
    wait: (run) => runs.wait(run).catch(asPreparation),
    anyRun: () => anyRun('run'),
    sample,
    anySample,
  };
}

/** Ends what would go on for long, and waits for the rest. */
async function settle(runs: Runs, ledger: Ledger): Promise<void> {
  if (runs.wasStarted('cancelled')) await runs.ended('cancelled');
  for (const run of ledger.runs()) {
    if (run.identity === 'first' || run.identity === 'second') await runs.wait(run, run.identity);
  }
}

/** Does the work once for each key; whoever asks again gets the same promise. */
export function memo<Key extends string, Value>(
  work: (key: Key) => Promise<Value>,
): (key: Key) => Promise<Value> {
  const known = new Map<Key, Promise<Value>>();
  return (key) => {
    const value = known.get(key) ?? work(key).catch(asPreparation);
    known.set(key, value);
    return value;
  };
}

/** Tells what goes wrong in a fixture from what goes wrong in the case that uses it. */
export function asPreparation(error: unknown): never {
  const isFailure = error instanceof ContractFailure || error instanceof UnreachableError;
  throw isFailure ? new PreparationError(error) : error;
}
