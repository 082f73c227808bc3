import type { ContractCase } from './case.js';
import { type CaseContext, createCall, createFetch, originOf } from './context.js';
import { ContractFailure, PreparationError, SkipCase } from './errors.js';
import { explainedElsewhere } from './explained.js';
import { type Shown, toFailure, toFinding } from './failure.js';
import { isLocal, refusalOf } from './options.js';
import { preparationsCase } from './preparations.js';
import type { CaseResult } from './report.js';
import { createScope, type Scope } from './sender.js';
import { reported, type Tools } from './tools.js';

/** Why a case is not tried at all; undefined when it is. */
export function skipReason(
  { effect, feature, hostile }: ContractCase,
  { options, features }: Tools,
): string | undefined {
  if (options.signal?.aborted) return 'the suite was ended';
  if (feature !== undefined && !features.offers(feature))
    return `the deployment does not offer '${feature}': ${features.reason(feature)}`;
  if (hostile && !(options.hostile ?? isLocal(options))) return 'hostile requests are not allowed (hostile)';
  return refusalOf(effect, options);
}

/** Tries one case, whatever happens in it. How the answers are made is judged apart, with all others. */
export async function tryCase(item: ContractCase, tools: Tools): Promise<CaseResult> {
  if (item === preparationsCase) return judgePreparations(item, tools);
  return item.judges === undefined ? tryOut(item, tools) : judgeAnswers(item, tools);
}

async function tryOut(item: ContractCase, tools: Tools): Promise<CaseResult> {
  const started = performance.now();
  // A round of generated inputs has no end that a server could keep it from.
  const limit = tools.options.fuzz === undefined ? undefined : Number.POSITIVE_INFINITY;
  const scope = createScope(item.id, item.effect, limit);
  const reason = skipReason(item, tools);
  const thrown = reason === undefined ? await attempt(item, tools, scope) : new SkipCase(reason);
  const error = await explainedElsewhere(thrown, scope, tools);
  tools.answers.collect(scope, item.operation);
  return toResult(item, error, scope, tools, started);
}

// What was found in all answers of an operation; asks for one where there was none.
async function judgeAnswers(item: ContractCase, tools: Tools): Promise<CaseResult> {
  const started = performance.now();
  const scope = createScope(item.id, item.effect);
  const reason = skipReason(item, tools);
  const asked = tools.answers.count(item.operation) > 0;
  const thrown = reason === undefined && !asked ? await attempt(item, tools, scope) : undefined;
  tools.answers.collect(scope, item.operation);
  const found = item.judges === undefined ? [] : tools.answers.found(item.operation, item.judges);
  const offered = item.feature === undefined || tools.features.offers(item.feature);
  if (offered && found.length > 0)
    return { ...describe(item), ...since(started), ...failed(found, scope, tools) };
  const answered = tools.answers.count(item.operation) > 0;
  const skipped = reason ?? (answered ? undefined : reasonOf(thrown));
  return toResult(item, skipped === undefined ? undefined : new SkipCase(skipped), scope, tools, started);
}

function judgePreparations(item: ContractCase, tools: Tools): CaseResult {
  const { preparations, mishaps } = tools;
  const reason = preparations.exchanges.length === 0 ? 'nothing had to be prepared' : undefined;
  if (mishaps.length > 0) return { ...describe(item), ms: 0, ...failed(mishaps, preparations, tools) };
  const outcome = reason === undefined ? { outcome: 'pass' as const } : { outcome: 'skip' as const, reason };
  return { ...describe(item), ms: 0, ...outcome };
}

function toResult(
  item: ContractCase,
  error: unknown,
  scope: Scope,
  tools: Tools,
  started: number,
): CaseResult {
  const result = { ...describe(item), ...since(started) };
  if (error === undefined) {
    const kept = tools.options.keepExchanges ? { exchanges: reported(scope, tools) } : {};
    return { ...result, ...kept, outcome: 'pass' };
  }
  if (error instanceof SkipCase || error instanceof PreparationError) {
    return { ...result, outcome: 'skip', reason: tools.redact()(reasonOf(error)) };
  }
  const culprit = error instanceof ContractFailure ? error.exchange : undefined;
  return { ...result, ...failed([[toFinding(error, item.pointer), culprit]], scope, tools) };
}

function failed(shown: readonly Shown[], scope: Scope, tools: Tools) {
  return { outcome: 'fail' as const, failure: toFailure(shown, scope, tools) };
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
    features,
    origin: () => originOf(options),
    fetchAs: (identity) => createFetch(send, identity, scope),
    token: identities.token,
  };
}

function describe(item: ContractCase) {
  const { id, operation, level, feature, effect, class: about, sentence, pointer } = item;
  const named = feature === undefined ? {} : { feature };
  return { id, operation, level, ...named, effect, class: about, sentence, pointer };
}

function since(started: number) {
  return { ms: performance.now() - started };
}

function reasonOf(error: unknown): string {
  if (error instanceof SkipCase) return error.message;
  if (error instanceof PreparationError) return `its preparation failed: ${error.message}`;
  return 'nothing was asked of it';
}
