import { documentVersion } from '../../src/generated/operations.js';
import type { ContractCase } from './case.js';
import { allCases } from './cases/all.js';
import { selectCases } from './check-options.js';
import { defaultSeed, fuzzCases } from './fuzz.js';
import { applyKnown } from './known.js';
import { type ContractOptions, isLocal } from './options.js';
import { inParallel } from './pace.js';
import { preparationsCase } from './preparations.js';
import { type CaseResult, type Report, suite } from './report.js';
import { openSession } from './session.js';
import type { Tools } from './tools.js';
import { tryCase } from './try-case.js';
import { countOutcomes, levelOf, verdictOf } from './verdict.js';

/** Tries the contract on a server, and reports on every case; an `UnreachableError` when no server answers. */
export async function runContract(options: ContractOptions): Promise<Report> {
  const cases = selectCases(options);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const { fuzz, ...rest } = options;
  const { tools, coverage, unchecked, requests, cleanUp } = await openSession(rest);
  const tried = await tryAll(cases, tools, fuzz);
  const cleanup = await cleanUp();
  const results = applyKnown(tried, options.knownFailures ?? [], startedAt.slice(0, 10));
  return {
    verdict: verdictOf(results),
    level: levelOf(results),
    suite: { ...suite, contract: documentVersion },
    baseUrl: options.baseUrl,
    startedAt,
    ms: performance.now() - started,
    seed: options.seed ?? defaultSeed,
    requests: requests(),
    counts: countOutcomes(results),
    features: tools.features.names,
    coverage: coverage.cells(),
    cleanup,
    cases: results,
    unchecked: unchecked(),
  };
}

async function tryAll(
  cases: readonly ContractCase[],
  tools: Tools,
  fuzz: number | undefined,
): Promise<CaseResult[]> {
  const { options } = tools;
  const results = new Map<string, CaseResult>();
  const total = cases.length + 1;
  options.onEvent?.({ type: 'start', total, baseUrl: options.baseUrl });
  const note = (result: CaseResult) => {
    results.set(result.id, result);
    options.onEvent?.({ type: 'case', done: results.size, total, result });
  };
  const tryOne = async (item: ContractCase) => note(await tryCase(item, tools));
  const tried = cases.filter(({ judges }) => judges === undefined);
  const together = tried.filter(({ alone }) => !alone);
  const ordered = [...together.filter(({ long }) => long), ...together.filter(({ long }) => !long)];
  await inParallel(ordered, concurrencyOf(options), tryOne);
  await tryAlone(tried, tools, tryOne);
  if (fuzz !== undefined) await fuzzCases(cases, tools, fuzz, note);
  // What is still going on is ended or waited for, so that the suite leaves nothing running.
  await tools.fixtures.settled().catch(() => undefined);
  tools.answers.collect(tools.preparations, 'unrouted');
  for (const item of [...judges(cases, tools), preparationsCase]) await tryOne(item);
  return [...allCases, preparationsCase].flatMap(({ id }) => results.get(id) ?? []);
}

// Cases of the one kind leave alone what the other kind is about, so that both may go on side by side.
async function tryAlone(
  cases: readonly ContractCase[],
  { fixtures, options }: Tools,
  tryOne: (item: ContractCase) => Promise<void>,
): Promise<void> {
  const lanes = (['runs', 'outputs'] as const).map((word) => cases.filter(({ alone }) => alone === word));
  // The run whose outputs are changed has to be there before runs are counted.
  if (lanes.every((lane) => lane.length > 0)) await fixtures.file().catch(() => undefined);
  await inParallel(lanes, concurrencyOf(options), async (lane) => {
    for (const item of lane) await tryOne(item);
  });
}

function concurrencyOf(options: ContractOptions): number {
  return options.concurrency ?? (isLocal(options) ? 16 : 1);
}

// What was seen to be wrong on the way is told, though it was not asked for.
function judges(cases: readonly ContractCase[], { answers, features }: Tools): readonly ContractCase[] {
  return allCases.filter((item) => {
    if (item.judges === undefined) return false;
    const offered = item.feature === undefined || features.offers(item.feature);
    return cases.includes(item) || (offered && answers.found(item.operation, item.judges).length > 0);
  });
}
