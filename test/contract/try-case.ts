import type { ContractCase } from './case.js';
import { type CaseContext, createCall, createFetch, originOf } from './context.js';
import { ContractFailure, PreparationError, SkipCase, UnreachableError } from './errors.js';
import type { Features } from './features.js';
import type { Fixtures } from './fixtures.js';
import type { Identities } from './identities.js';
import { type ContractOptions, isLocal, refusalOf } from './options.js';
import { type Redact, reportExchange, toCurl } from './redact.js';
import type { CaseFailure, CaseResult, Finding, ReportedExchange } from './report.js';
import { createScope, type Scope, type Send } from './sender.js';

/** What the cases of one pass share. */
export interface Tools {
  options: ContractOptions;
  send: Send;
  identities: Identities;
  features: Features;
  fixtures: Fixtures;
  /** Takes out what may not be shown, as far as it is known by now. */
  redact(): Redact;
  /** Where the requests of the fixtures are noted. */
  preparations: Scope;
}

/** Why a case is not tried at all; undefined when it is. */
export function skipReason(
  { effect, feature, hostile }: ContractCase,
  { options, features }: Tools,
): string | undefined {
  if (options.signal?.aborted) return 'the suite was ended';
  if (feature !== undefined && !features.offers(feature)) return `the deployment does not offer '${feature}'`;
  if (hostile && !(options.hostile ?? isLocal(options))) return 'hostile requests are not allowed (hostile)';
  return refusalOf(effect, options);
}

/** Tries one case, whatever happens in it. What its scope has noted before counts too. */
export async function tryCase(
  item: ContractCase,
  tools: Tools,
  scope: Scope = createScope(item.id, item.effect),
): Promise<CaseResult> {
  const started = performance.now();
  const reason = skipReason(item, tools);
  const error = reason === undefined ? await attempt(item, tools, scope) : new SkipCase(reason);
  const result = { ...describe(item), ms: performance.now() - started };
  const findings = findingsOf(error, scope, tools.preparations);
  if (findings.length > 0) return { ...result, outcome: 'fail', failure: toFailure(findings, scope, tools) };
  const kept = tools.options.keepExchanges ? { exchanges: reported(scope, tools) } : {};
  return error === undefined
    ? { ...result, ...kept, outcome: 'pass' }
    : { ...result, outcome: 'skip', reason: tools.redact()(reasonOf(error)) };
}

async function attempt(item: ContractCase, tools: Tools, scope: Scope): Promise<unknown> {
  try {
    const { options } = tools;
    const again = options.inputs?.[item.id];
    await item.run(createContext({ ...tools, options: { ...options, ...again } }, scope));
    return undefined;
  } catch (error) {
    return error ?? new Error('nothing was thrown');
  }
}

function createContext(tools: Tools, scope: Scope): CaseContext {
  const { options, send, identities, features, fixtures } = tools;
  return {
    options,
    fixtures,
    call: createCall(send, identities, scope),
    offers: features.offers,
    origin: () => originOf(options),
    fetchAs: (identity) => createFetch(send, identity, scope),
    token: identities.token,
  };
}

function describe({ id, operation, level, feature, effect, sentence }: ContractCase) {
  return { id, operation, level, ...(feature === undefined ? {} : { feature }), effect, sentence };
}

/** What was found wrong, with what the answers themselves show; what ended the case comes first. */
function findingsOf(error: unknown, scope: Scope, preparations: Scope): [Finding, object | undefined][] {
  const seen = scope.findings.map((finding, index): [Finding, object | undefined] => [
    finding,
    scope.culprits[index],
  ]);
  if (error instanceof PreparationError) notePreparation(error, preparations);
  if (error === undefined || error instanceof SkipCase || error instanceof PreparationError) return seen;
  const culprit = error instanceof ContractFailure ? error.exchange : undefined;
  const first = toFinding(error);
  // A status that the case did not expect and the document does not have is one finding.
  const same = seen.find(
    ([{ kind }, exchange]) => kind === 'status' && kind === first.kind && exchange === culprit,
  );
  const { pointer } = same?.[0] ?? {};
  const rest = seen.filter((finding) => finding !== same);
  return [[{ ...first, ...(pointer === undefined ? {} : { pointer }) }, culprit], ...rest];
}

// When a fixture fails, that is one failure, of the case that speaks for the fixtures.
function notePreparation({ cause }: PreparationError, preparations: Scope): void {
  if (!(cause instanceof ContractFailure) || preparations.findings.includes(cause.finding)) return;
  const culprit = preparations.exchanges.find((exchange) => exchange === cause.exchange);
  preparations.findings.push(cause.finding);
  if (culprit !== undefined) preparations.culprits.push(culprit);
}

function toFinding(error: unknown): Finding {
  if (error instanceof ContractFailure) return error.finding;
  const actual = error instanceof Error ? error.message : String(error);
  if (error instanceof UnreachableError) return { kind: 'connection', expected: 'an answer', actual };
  return { kind: 'semantics', expected: 'what the suite can make sense of', actual };
}

/** Findings with the exchanges that show them, as they may be printed. */
function toFailure(
  findings: readonly [Finding, object | undefined][],
  scope: Scope,
  tools: Tools,
): CaseFailure {
  const redact = tools.redact();
  const shown = findings.slice(0, 10).map(([finding]) => ({
    ...finding,
    expected: redact(finding.expected),
    actual: redact(finding.actual),
  }));
  const culprit = scope.exchanges.find((exchange) => exchange === findings[0]?.[1]) ?? scope.exchanges.at(-1);
  return {
    expected: shown[0]?.expected ?? '',
    actual: shown[0]?.actual ?? '',
    findings: shown,
    exchanges: reported(scope, tools).slice(-20),
    curl: culprit === undefined ? null : toCurl(culprit, redact),
  };
}

function reported({ exchanges }: Scope, tools: Tools): ReportedExchange[] {
  const redact = tools.redact();
  return exchanges.map((exchange) => reportExchange(exchange, redact));
}

function reasonOf(error: unknown): string {
  if (error instanceof SkipCase) return error.message;
  return `its preparation failed: ${error instanceof Error ? error.message : String(error)}`;
}
