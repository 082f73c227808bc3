import type { Exchange } from './exchange.js';
import type { Identity } from './identities.js';
import { findOperation } from './routes.js';
import type { Outgoing } from './sender.js';

/** A run that the suite has started. */
export interface StartedRun {
  workflow_id: string;
  run_id: string;
  identity: Identity;
}

/** One line of what the suite does to a server: what it is about to do, and what came of it. */
export type LedgerEntry =
  | { type: 'create'; tag: string; workflow_id: string; identity: Identity; at: string }
  | ({ type: 'run' } & StartedRun)
  | { type: 'metadata'; prefix: string; names: string[]; identity: Identity };

/** What the suite has made on the server. */
export interface Ledger {
  /** Notes what a request is about to do. It must not leave before this resolves. */
  announce(outgoing: Outgoing): Promise<void>;
  /** Notes the run that an answer tells of, if it does. */
  note(exchange: Exchange): Promise<void>;
  runs(): readonly StartedRun[];
}

/** A ledger with nothing in it for the server at `base`, each of whose lines is given to `write` as well. */
export function createLedger(
  base: string,
  tag: string,
  write: (entry: LedgerEntry) => void | Promise<void> = () => {},
): Ledger {
  const runs = new Map<string, StartedRun>();
  return {
    async announce({ method, target: given, body, identity }) {
      // Clients send to whole addresses.
      const target = given.startsWith(`${base}/`) ? given.slice(base.length) : given;
      const operation = findOperation(method, target)?.operationId;
      const [, , parameter = ''] = (target.split('?')[0] ?? '').split('/');
      if (operation === 'createRun') {
        await write({
          type: 'create',
          tag,
          workflow_id: decode(parameter),
          identity,
          at: new Date().toISOString(),
        });
      }
      if (operation === 'updateOutputMetadata' && typeof body === 'string') {
        const prefix = decode(target.replace(/^\/output-data\//, '').replace(/\?.*$/, ''));
        await write({ type: 'metadata', prefix, names: namesOf(body), identity });
      }
    },
    async note({ operation, identity, json }) {
      if (operation !== 'createRun' || typeof json !== 'object' || json === null) return;
      if (!('run_id' in json && 'workflow_id' in json)) return;
      const run = { workflow_id: String(json.workflow_id), run_id: String(json.run_id), identity };
      if (runs.has(keyOf(run))) return;
      runs.set(keyOf(run), run);
      await write({ type: 'run', ...run });
    },
    runs: () => [...runs.values()],
  };
}

function keyOf({ workflow_id, run_id }: StartedRun): string {
  return `${workflow_id}/${run_id}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function namesOf(body: string): string[] {
  try {
    const { files }: { files?: unknown } = Object(JSON.parse(body));
    return typeof files === 'object' && files !== null ? Object.keys(files) : [];
  } catch {
    return [];
  }
}
