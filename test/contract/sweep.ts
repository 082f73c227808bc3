import { type Call, createCall } from './context.js';
import { createIdentities, type Identity } from './identities.js';
import type { LedgerEntry, StartedRun } from './ledger.js';
import type { ContractOptions } from './options.js';
import { pause } from './pace.js';
import { runOf, runsOf } from './read-runs.js';
import { suite } from './report.js';
import { createScope, createSender } from './sender.js';

/** What was done about each thing that the suite had made. */
export interface SweepResult {
  /** Runs that went on and were cancelled, as `workflow/run`. */
  cancelled: string[];
  /** Files whose metadata was taken away, as their paths. */
  restored: string[];
  /** What no operation can take away, or what could not be reached; for people. */
  remains: string[];
}

/**
 * Finishes the clean-up of an interrupted suite from its ledger, newest first. It touches nothing but what the
 * ledger names, and runs that carry the suite's tag.
 */
export async function sweepLedger(
  options: ContractOptions,
  entries: readonly LedgerEntry[],
): Promise<SweepResult> {
  const sender = createSender(
    { ...options, allowChange: true },
    `labcas-workflow-api-contract/${suite.version} (sweep)`,
  );
  const call = createCall(
    sender,
    createIdentities(options),
    createScope('the sweep', 'changes', Number.POSITIVE_INFINITY),
  );
  const result: SweepResult = { cancelled: [], restored: [], remains: [] };
  const attempt = async (what: string, work: () => Promise<void>) => {
    await work().catch((error: unknown) =>
      result.remains.push(`${what}: ${error instanceof Error ? error.message : error}`),
    );
  };
  const runs = new Map<string, StartedRun>();
  for (const entry of entries) if (entry.type === 'run') runs.set(nameOf(entry), entry);
  for (const entry of lost(entries)) {
    await attempt(`runs of ${entry.workflow_id} begun at ${entry.at}`, async () => {
      for (const run of await findTagged(call, entry)) runs.set(nameOf(run), run);
    });
  }
  for (const entry of [...entries].reverse()) {
    if (entry.type === 'metadata')
      await attempt(`metadata in ${entry.prefix}`, () => restore(call, entry, result));
  }
  for (const run of [...runs.values()].reverse()) await attempt(nameOf(run), () => end(call, run, result));
  return result;
}

type Creation = Extract<LedgerEntry, { type: 'create' }>;
type Write = Extract<LedgerEntry, { type: 'metadata' }>;

/** Requests for runs of which no answer was noted; only users can have started any. */
function lost(entries: readonly LedgerEntry[]): Creation[] {
  const creations = entries
    .filter((entry) => entry.type === 'create')
    .filter(({ identity }) => isUser(identity));
  return [...new Map(creations.map((entry) => [`${entry.workflow_id} ${entry.identity}`, entry])).values()];
}

async function findTagged(call: Call, { workflow_id, identity, tag }: Creation): Promise<StartedRun[]> {
  const exchange = await call('listRuns', { path: { id: workflow_id }, as: identity });
  if (exchange.status === 404) return [];
  const tagged = runsOf(exchange, workflow_id).filter(({ params }) => Object.values(params).includes(tag));
  return tagged.map(({ run_id }) => ({ workflow_id, run_id, identity }));
}

async function restore(call: Call, { prefix, names, identity }: Write, result: SweepResult): Promise<void> {
  if (!isUser(identity) || names.length === 0) return;
  const path = { prefix: prefix.replace(/\/$/, '') };
  const listing = await call('browseOutputs', { path, as: identity });
  const { files = {} }: { files?: Record<string, { properties?: object }> } = Object(listing.json);
  const changed = names.filter((name) => Object.keys(files[name]?.properties ?? {}).length > 0);
  if (changed.length === 0) return;
  const json = { files: Object.fromEntries(changed.map((name) => [name, { properties: {} }])) };
  const exchange = await call('updateOutputMetadata', { path, json, as: identity });
  const paths = changed.map((name) => `${path.prefix}/${name}`);
  if (exchange.status === 200) result.restored.push(...paths);
  else result.remains.push(...paths.map((name) => `metadata of ${name}: ${exchange.status}`));
}

async function end(call: Call, run: StartedRun, result: SweepResult): Promise<void> {
  if (!isUser(run.identity)) return;
  const request = { path: { id: run.workflow_id, run_id: run.run_id }, as: run.identity };
  const cancelled = await call('cancelRun', request);
  if (cancelled.status === 202) result.cancelled.push(nameOf(run));
  for (let delay = 50; ; delay *= 2) {
    const exchange = await call('getRun', request);
    if (exchange.status === 404) return;
    const { status, output_prefix } = runOf(exchange, run.workflow_id);
    if (status === 'success' || status === 'failed') {
      result.remains.push(
        `${nameOf(run)} with its outputs in ${output_prefix ?? 'no folder'}: no operation deletes runs`,
      );
      return;
    }
    if (delay > 10_000) throw new Error(`it is still ${status}`);
    await pause(delay);
  }
}

function isUser(identity: Identity): identity is 'first' | 'second' {
  return identity === 'first' || identity === 'second';
}

function nameOf({ workflow_id, run_id }: StartedRun): string {
  return `${workflow_id}/${run_id}`;
}
