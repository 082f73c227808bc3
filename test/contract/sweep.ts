import { type Cleanup, cleanUp } from './cleanup.js';
import { createCall } from './context.js';
import { ContractOptionsError } from './errors.js';
import { createIdentities } from './identities.js';
import type { LedgerEntry, StartedRun } from './ledger.js';
import type { ContractOptions } from './options.js';
import { createPermission } from './permission.js';
import { suite } from './report.js';
import { createScope, createSender } from './sender.js';

/**
 * Finishes the clean-up of an interrupted suite from its ledger, newest first. It touches nothing but what the
 * ledger names, and runs that carry the suite's tag; a `ContractOptionsError` when the ledger is of another server.
 */
export async function sweepLedger(
  options: ContractOptions,
  entries: readonly LedgerEntry[],
): Promise<Cleanup> {
  const [begin] = entries.filter((entry) => entry.type === 'begin');
  const base = options.baseUrl.replace(/\/+$/, '');
  if (begin !== undefined && begin.base_url !== base) {
    throw new ContractOptionsError(`baseUrl is not that of the ledger, which is ${begin.base_url}.`);
  }
  const runs: StartedRun[] = entries.filter((entry) => entry.type === 'run');
  const permission = createPermission({ ...options, allowChange: true }, () => runs);
  const userAgent = `labcas-workflow-api-contract/${suite.version} (sweep)`;
  const send = createSender(options, { permission, userAgent });
  const scope = createScope('the sweep', 'changes', Number.POSITIVE_INFINITY);
  const call = createCall(send, createIdentities(options), scope);
  return cleanUp(call, entries, { runTimeout: options.runTimeout, adopt: (run) => void runs.push(run) });
}
