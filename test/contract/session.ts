import { createAnswers } from './answers.js';
import type { Effect } from './case.js';
import { createChannel } from './channel.js';
import { checkIdentities, selectCases } from './check-options.js';
import { type Cleanup, cleanUp } from './cleanup.js';
import { createCall } from './context.js';
import { type Coverage, createCoverage } from './coverage.js';
import { ContractOptionsError, SkipCase, UnreachableError } from './errors.js';
import { discoverFeatures } from './features.js';
import { createFixtures } from './fixtures.js';
import { createIdentities } from './identities.js';
import { createNames } from './names.js';
import type { ContractOptions } from './options.js';
import { describeStatus } from './oracle.js';
import { createRedact } from './redact.js';
import { createScope } from './sender.js';
import type { Tools } from './tools.js';
import { createUnchecked, type Unchecked } from './unchecked.js';

/** A pass of the suite over one server: what its cases share, and what is kept of it. */
export interface Session {
  tools: Tools;
  coverage: Coverage;
  /** What the check of answers passed over. */
  unchecked(): Unchecked[];
  requests(): number;
  /** Ends and puts back what the suite made; what it started must have been waited for. */
  cleanUp(): Promise<Cleanup>;
}

/** Finds out what there is; an `UnreachableError` when no server answers. */
export async function openSession(options: ContractOptions): Promise<Session> {
  const tag = `contract-${crypto.randomUUID().slice(0, 8)}`;
  const identities = createIdentities(options);
  await checkIdentities(identities, options);
  const coverage = createCoverage();
  const unchecked = createUnchecked();
  const names = createNames();
  const redact = () => createRedact(identities.known(), names.known());
  let requests = 0;
  const { send, ledger, permission } = createChannel(options, identities, tag, (exchange) => {
    requests += 1;
    coverage.note(exchange);
    unchecked.note(exchange);
    if (options.hideNames) names.learn(exchange);
  });
  const reads = createScope('the preparations', 'read', Number.POSITIVE_INFINITY);
  // One note of what fixtures did, whatever they were allowed to do.
  const allowed = (effect: Effect) => createCall(send, identities, { ...reads, effect });
  const calls = { read: allowed('read'), creates: allowed('creates'), changes: allowed('changes') };
  // What is not offered is no failure, so this is noted apart; a case of its own asks again.
  const discovery = createCall(send, identities, createScope('the discovery of features', 'read'));
  const features = await discoverFeatures(discovery, options).catch(asUnreachable);
  const probe = await discovery('listWorkflows').catch(asUnreachable);
  // Every case would say the same.
  if (probe.status === 401)
    throw new ContractOptionsError(`The first token is refused: ${describeStatus(probe)}.`);
  const fixtures = createFixtures(calls, options, features.offers, tag, ledger, permission);
  return {
    tools: {
      options,
      send,
      identities,
      features,
      fixtures,
      answers: createAnswers(),
      selected: new Set(selectCases(options).map(({ id }) => id)),
      preparations: reads,
      mishaps: [],
      redact,
    },
    coverage,
    unchecked: unchecked.list,
    requests: () => requests,
    async cleanUp() {
      const scope = createScope('the clean-up', 'changes', Number.POSITIVE_INFINITY);
      const call = createCall(send, identities, scope);
      const { runTimeout } = options;
      const done = await cleanUp(call, ledger.entries(), { runTimeout, adopt: ledger.adopt });
      await ledger.end();
      const { cancelled, restored, remains } = done;
      const hide = redact();
      return { cancelled, restored: restored.map(hide), remains: remains.map(hide) };
    },
  };
}

// Who is refused whatever they ask has not reached the API.
function asUnreachable(error: unknown): never {
  throw error instanceof SkipCase ? new UnreachableError(error.message) : error;
}
