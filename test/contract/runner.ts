import { documentVersion } from '../../src/generated/operations.js';
import type { ContractCase } from './case.js';
import { allCases } from './cases/all.js';
import { createCall } from './context.js';
import { createCoverage } from './coverage.js';
import { ContractOptionsError } from './errors.js';
import type { Exchange } from './exchange.js';
import { discoverFeatures } from './features.js';
import { createFixtures } from './fixtures.js';
import { createIdentities, type Identities } from './identities.js';
import { readClaims } from './jwt.js';
import { applyKnown } from './known.js';
import { createLedger } from './ledger.js';
import { type ContractOptions, isLocal } from './options.js';
import { describeStatus } from './oracle.js';
import { inParallel } from './pace.js';
import { preparationsCase } from './preparations.js';
import { type CaseResult, type Report, suite } from './report.js';
import { createScope, createSender, type Scope } from './sender.js';
import { type Tools, tryCase } from './try-case.js';
import { countOutcomes, levelOf, verdictOf } from './verdict.js';

/** Tries the contract on a server, and reports on every case; an `UnreachableError` when no server answers. */
export async function runContract(options: ContractOptions): Promise<Report> {
  checkOptions(options);
  const cases = selectCases(options);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  let requests = 0;
  const coverage = createCoverage();
  const tools = await prepare(options, (exchange) => {
    requests += 1;
    coverage.note(exchange);
  });
  const tried = await tryAll(cases, tools);
  const results = applyKnown(tried, options.knownFailures ?? [], startedAt.slice(0, 10));
  return {
    verdict: verdictOf(results),
    level: levelOf(results),
    suite: { ...suite, contract: documentVersion },
    baseUrl: options.baseUrl,
    startedAt,
    ms: performance.now() - started,
    requests,
    counts: countOutcomes(results),
    features: tools.features.names,
    coverage: coverage.cells(),
    cases: results,
  };
}

function checkOptions(options: ContractOptions): void {
  const { baseUrl, jwtSecret } = options;
  if (!/^https?:\/\/[^?#]+$/.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new ContractOptionsError(
      'baseUrl must be an absolute address without query, such as https://host/dev.',
    );
  }
  if (jwtSecret !== undefined && !isLocal(options)) {
    throw new ContractOptionsError(
      'jwtSecret is for servers on loopback only: keep the secret of any other at home.',
    );
  }
}

// Otherwise every case would fail, or what one user sees of another would be what they see of themselves.
async function checkIdentities(identities: Identities, { tokens }: ContractOptions): Promise<void> {
  const first = readClaims((await identities.token('first')) ?? '');
  if (Number(first?.exp ?? Number.POSITIVE_INFINITY) * 1000 < Date.now()) {
    throw new ContractOptionsError('The first token has expired.');
  }
  const second =
    tokens.second === undefined ? undefined : readClaims((await identities.token('second')) ?? '');
  if (first?.sub !== undefined && first.sub === second?.sub) {
    throw new ContractOptionsError('Both tokens are of the same user.');
  }
}

function refuseUnknown(ids: readonly string[]): void {
  const missing = ids.find((name) => !allCases.some(({ id }) => id === name || id.startsWith(`${name}/`)));
  if (missing !== undefined) throw new ContractOptionsError(`There is no case '${missing}'.`);
}

function selectCases({ only, levels, knownFailures }: ContractOptions): ContractCase[] {
  const isNamed = (id: string) =>
    only === undefined || only.some((name) => id === name || id.startsWith(`${name}/`));
  refuseUnknown([...(only ?? []), ...(knownFailures ?? []).map(({ id }) => id)]);
  return allCases.filter(({ id, level }) => isNamed(id) && (levels === undefined || levels.includes(level)));
}

async function prepare(options: ContractOptions, onExchange: (exchange: Exchange) => void): Promise<Tools> {
  const tag = `contract-${crypto.randomUUID().slice(0, 8)}`;
  const identities = createIdentities(options);
  await checkIdentities(identities, options);
  const sender = createSender(options, `labcas-workflow-api-contract/${suite.version} (${tag})`);
  const ledger = createLedger(options.baseUrl.replace(/\/+$/, ''), tag, options.onLedger);
  const send: typeof sender = async (outgoing, scope) => {
    await ledger.announce(outgoing);
    const exchange = await sender(outgoing, scope);
    onExchange(exchange);
    await ledger.note(exchange);
    return exchange;
  };
  const reads = createScope('the preparations', 'read', Number.POSITIVE_INFINITY);
  // One note of what fixtures did, whatever they were allowed to do.
  const allowed = (effect: 'read' | 'creates' | 'changes') =>
    createCall(send, identities, { ...reads, effect });
  const calls = { read: allowed('read'), creates: allowed('creates'), changes: allowed('changes') };
  // What is not offered is no failure, so this is noted apart; a case of its own asks again.
  const discovery = createCall(send, identities, createScope('the discovery of features', 'read'));
  const features = await discoverFeatures(discovery, options);
  const probe = await discovery('listWorkflows');
  // Every case would say the same.
  if (probe.status === 401)
    throw new ContractOptionsError(`The first token is refused: ${describeStatus(probe)}.`);
  const fixtures = createFixtures(calls, options, features.offers, tag, ledger);
  return { options, send, identities, features, fixtures, preparations: reads };
}

async function tryAll(cases: readonly ContractCase[], tools: Tools): Promise<CaseResult[]> {
  const { options } = tools;
  const results = new Map<string, CaseResult>();
  const total = cases.length + 1;
  options.onEvent?.({ type: 'start', total, baseUrl: options.baseUrl });
  const tryOne = async (item: ContractCase, scope?: Scope) => {
    const result = await tryCase(item, tools, scope);
    results.set(item.id, result);
    options.onEvent?.({ type: 'case', done: results.size, total, result });
  };
  const together = cases.filter(({ alone }) => !alone);
  await inParallel(together, options.concurrency ?? (isLocal(options) ? 16 : 1), (item) => tryOne(item));
  for (const item of cases.filter(({ alone }) => alone === true)) await tryOne(item);
  // What is still going on is ended or waited for, so that the suite leaves nothing running.
  await tools.fixtures.settled().catch(() => undefined);
  const preparations = preparationsCase(tools.preparations);
  await tryOne(preparations, tools.preparations);
  return [...cases, preparations].flatMap(({ id }) => results.get(id) ?? []);
}
