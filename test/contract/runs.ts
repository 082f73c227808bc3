import { SkipCase } from './errors.js';
import type { Exchange } from './exchange.js';
import { type FixtureCalls, memo, type Run } from './fixtures.js';
import { type ContractOptions, refusalOf } from './options.js';
import { pause } from './pace.js';
import { runOf, runsOf } from './read-runs.js';
import type { Target } from './target.js';

/** `second` is a success of the second user. `cancelled` was asked to end while it ran. */
export type RunKind = 'success' | 'failure' | 'cancelled' | 'second';

export interface Runs {
  /** Whether a run of this kind was asked for. */
  wasStarted(kind: RunKind): boolean;
  creation(): Promise<{ exchange: Exchange; run: Run }>;
  cancellation(): Promise<{ exchange: Exchange }>;
  run(kind: RunKind): Promise<Run>;
  ended(kind: RunKind): Promise<Run>;
  wait(run: Pick<Run, 'workflow_id' | 'run_id'>, as?: 'first' | 'second'): Promise<Run>;
}

/** The runs that cases share. */
export function createRuns(
  calls: FixtureCalls,
  target: () => Promise<Target>,
  options: ContractOptions,
  offers: (feature: string) => boolean,
  onEnd: (run: Run) => void,
): Runs {
  const started = new Set<RunKind>();
  const creation = memo(async (kind: RunKind) => {
    refuse(kind, options, offers);
    const { workflow, selection, shared, ...parameters } = await target();
    if (kind === 'second' && !shared) throw new SkipCase('the second user may not run the same workflow');
    const params = parameters[kind === 'second' ? 'success' : kind === 'cancelled' ? 'long' : kind];
    if (params === undefined) throw new SkipCase(`it is not known how to make '${workflow}' end as ${kind}`);
    const input = { path: { id: workflow }, json: { in_data_selection: selection, ...params } };
    started.add(kind);
    const exchange = await calls.creates('createRun', {
      ...input,
      as: kind === 'second' ? 'second' : 'first',
    });
    return { exchange, run: runOf(exchange, workflow) };
  });
  const run = async (kind: RunKind) => (await creation(kind)).run;

  async function look(
    ref: Pick<Run, 'workflow_id' | 'run_id'>,
    as: 'first' | 'second',
  ): Promise<Run | undefined> {
    const path = { id: ref.workflow_id, run_id: ref.run_id };
    if (offers('runs-detail')) return runOf(await calls.read('getRun', { path, as }), ref.workflow_id);
    const list = await calls.read('listRuns', { path: { id: ref.workflow_id }, as });
    return runsOf(list, ref.workflow_id).find(({ run_id }) => run_id === ref.run_id);
  }

  async function wait(
    ref: Pick<Run, 'workflow_id' | 'run_id'>,
    as: 'first' | 'second' = 'first',
  ): Promise<Run> {
    const deadline = Date.now() + (options.runTimeout ?? 120_000);
    for (let delay = 20; Date.now() < deadline; delay = Math.min(delay * 1.5, 2000)) {
      const run = await look(ref, as);
      if (run?.status === 'success' || run?.status === 'failed') return run;
      await pause(delay);
    }
    throw new SkipCase(`run ${ref.run_id} did not end in time (runTimeout)`);
  }

  const cancellation = memo(async (_: 'cancel') => {
    const { workflow_id: id, run_id } = await run('cancelled');
    return { exchange: await calls.changes('cancelRun', { path: { id, run_id } }) };
  });

  const ended = memo(async (kind: RunKind) => {
    const accepted = await run(kind);
    if (kind === 'cancelled') await cancellation('cancel');
    const last = await wait(accepted, kind === 'second' ? 'second' : 'first');
    onEnd(last);
    return last;
  });
  return {
    wasStarted: (kind) => started.has(kind),
    creation: () => creation('success'),
    cancellation: () => cancellation('cancel'),
    run,
    ended,
    wait,
  };
}

function refuse(kind: RunKind, options: ContractOptions, offers: (feature: string) => boolean): void {
  const refusal =
    refusalOf('creates', options) ?? (kind === 'cancelled' ? refusalOf('changes', options) : undefined);
  if (refusal !== undefined) throw new SkipCase(refusal);
  // What cannot be cancelled would go on long after the suite.
  if (kind === 'cancelled' && !offers('cancel')) throw new SkipCase("the deployment does not offer 'cancel'");
}
