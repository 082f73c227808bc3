import type { ContractCase, Effect, Level } from './case.js';
import { selectCases } from './check-options.js';
import { applyKnown } from './known.js';
import type { ContractOptions } from './options.js';
import { preparationsCase } from './preparations.js';
import type { CaseResult } from './report.js';
import { describeFailure } from './reports/failure.js';
import { openSession } from './session.js';
import { tryCase } from './try-case.js';

/** What a test runner gives to a test, as far as it is used here; those of vitest and of node:test have it. */
export interface TestContext {
  skip(reason?: string): void;
}

/** A case of the contract as a test of any runner. */
export interface ContractTest {
  /** Of the case; a good name for the test. */
  id: string;
  /** The requirement: `The server MUST ...`. */
  sentence: string;
  level: Level;
  effect: Effect;
  /** Rejects when the server is not as the sentence says; skips through the runner, with the reason. */
  run(context?: TestContext): Promise<void>;
}

/**
 * The cases that the options select, each as a test, for a runner of your own. Nothing is sent before the first of
 * them runs. The last one cleans up what the others made, so run them all, in this order.
 *
 * @example
 * ```ts
 * for (const { id, run } of contractCases({ baseUrl, tokens: { first } })) test(id, run);
 * ```
 */
export function contractCases(options: ContractOptions): ContractTest[] {
  const cases = selectCases(options);
  let session: ReturnType<typeof openSession> | undefined;
  const open = () => {
    session ??= openSession(options);
    return session;
  };
  // By themselves and last: what others do would disturb them, and they disturb others.
  const tried = cases.filter(({ judges }) => judges === undefined);
  const ordered = [...tried.filter(({ alone }) => !alone), ...tried.filter(({ alone }) => alone)];
  const judges = cases.filter((item) => item.judges !== undefined);
  const attempt = async (item: ContractCase, context: TestContext | undefined) => {
    const { tools } = await open();
    const result = await tryCase(item, tools);
    const today = new Date().toISOString().slice(0, 10);
    for (const known of applyKnown([result], options.knownFailures ?? [], today)) conclude(known, context);
  };
  const tests = ordered.map((item) => ({
    ...describe(item),
    run: (context?: TestContext) => attempt(item, context),
  }));
  let collected = false;
  const judging = judges.map((item) => ({
    ...describe(item),
    async run(context?: TestContext) {
      const { tools } = await open();
      if (!collected) tools.answers.collect(tools.preparations, 'unrouted');
      collected = true;
      await attempt(item, context);
    },
  }));
  const last = {
    ...describe(preparationsCase),
    async run(context?: TestContext) {
      const { tools, cleanUp } = await open();
      await tools.fixtures.settled().catch(() => undefined);
      await cleanUp();
      await attempt(preparationsCase, context);
    },
  };
  return [...tests, ...judging, last];
}

function describe({ id, sentence, level, effect }: ContractCase): Omit<ContractTest, 'run'> {
  return { id, sentence, level, effect };
}

function conclude(
  { outcome, reason, sentence, failure }: CaseResult,
  context: TestContext | undefined,
): void {
  if (outcome === 'skip') context?.skip(reason);
  if (outcome === 'fail' && failure !== undefined) {
    throw new Error([sentence, ...describeFailure(failure)].join('\n'));
  }
}
