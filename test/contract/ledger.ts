import type { Exchange } from './exchange.js';
import type { Identity } from './identities.js';

/** A run that the suite has started. */
export interface StartedRun {
  workflow_id: string;
  run_id: string;
  identity: Identity;
}

/** What the suite has made on the server. */
export interface Ledger {
  /** Notes the run that an answer tells of, if it does. */
  note(exchange: Exchange): void;
  runs(): readonly StartedRun[];
}

/** A ledger with nothing in it. */
export function createLedger(): Ledger {
  const runs = new Map<string, StartedRun>();
  return {
    note({ operation, identity, json }) {
      if (operation !== 'createRun' || typeof json !== 'object' || json === null) return;
      if (!('run_id' in json && 'workflow_id' in json)) return;
      const run = { workflow_id: String(json.workflow_id), run_id: String(json.run_id), identity };
      runs.set(`${run.workflow_id}/${run.run_id}`, run);
    },
    runs: () => [...runs.values()],
  };
}
