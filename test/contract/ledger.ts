import type { Exchange } from './exchange.js';
import type { Run } from './fixtures.js';
import type { Identity } from './identities.js';
import { findOperation, readPath } from './routes.js';
import type { Outgoing } from './sender.js';

/** A run that the suite has started. */
export interface StartedRun {
  workflow_id: string;
  run_id: string;
  identity: Identity;
  /** The folder of its outputs, when the answer said it. */
  output_prefix?: string;
}

/** The metadata of files by their names. */
export type Properties = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One line of what the suite does to a server: what it is about to do, and what came of it. */
export type LedgerEntry =
  | { type: 'begin'; tag: string; base_url: string; at: string }
  | { type: 'create'; number: number; tag: string; workflow_id: string; identity: Identity; at: string }
  | ({ type: 'run'; create: number } & StartedRun)
  /** The request for a run was refused. */
  | { type: 'refused'; create: number; status: number }
  /** Metadata is about to be written for `names`, of which `before` is what they had; `own` in a run's outputs. */
  | {
      type: 'metadata';
      prefix: string;
      names: string[];
      before: Properties;
      own: boolean;
      identity: Identity;
    }
  /** It was taken, though there should be nothing to write it for. */
  | { type: 'stray'; prefix: string }
  /** Everything is cleaned up that can be. */
  | { type: 'end'; at: string };

/** What the suite has made on the server. */
export interface Ledger {
  /** Notes what a request is about to do, which must not leave before; gives what to do with its answer. */
  announce(outgoing: Outgoing): Promise<(exchange: Exchange) => Promise<void>>;
  /** Takes note of where a run of the suite writes, which the answer that started it may not have said. */
  learn(run: Pick<Run, 'run_id' | 'output_prefix'>): void;
  /** Takes a run for the suite's own that carries its tag. */
  adopt(run: StartedRun): void;
  /** Notes that everything is cleaned up. */
  end(): Promise<void>;
  runs(): readonly StartedRun[];
  entries(): readonly LedgerEntry[];
}

export interface LedgerOptions {
  /** The address of the API, without a final slash. */
  base: string;
  tag: string;
  /** Keeps an entry; what it is about waits until it is kept. */
  write?: ((entry: LedgerEntry) => void | Promise<void>) | undefined;
  /** The metadata that the files of a folder have now. */
  readProperties(prefix: string, identity: Identity): Promise<Properties>;
}

/** A ledger with nothing in it. */
export function createLedger({ base, tag, write, readProperties }: LedgerOptions): Ledger {
  const runs = new Map<string, StartedRun>();
  const entries: LedgerEntry[] = [];
  const before = new Map<string, Promise<Properties>>();
  let creations = 0;

  async function add(entry: LedgerEntry): Promise<void> {
    if (entries.length === 0 && entry.type !== 'begin') {
      await add({ type: 'begin', tag, base_url: base, at: now() });
    }
    entries.push(entry);
    await write?.(entry);
  }

  function adopt(run: StartedRun): void {
    runs.set(`${run.workflow_id}/${run.run_id}`, run);
  }

  async function announceRun(target: string, identity: Identity) {
    const create = ++creations;
    const workflow_id = readPath(target).id ?? '';
    await add({ type: 'create', number: create, tag, workflow_id, identity, at: now() });
    return async ({ json, status }: Exchange) => {
      const run = status < 300 ? startedRun(json, workflow_id, identity) : undefined;
      if (run === undefined) return add({ type: 'refused', create, status });
      adopt(run);
      return add({ type: 'run', create, ...run });
    };
  }

  async function announceWrite(target: string, body: Outgoing['body'], identity: Identity) {
    const prefix = (readPath(target).prefix ?? '').replace(/\/$/, '');
    const names = namesOf(body);
    const owner = ownerOf(prefix);
    const all = owner === undefined ? {} : await propertiesBefore(prefix, owner);
    const had = Object.fromEntries(names.map((name) => [name, Object.hasOwn(all, name) ? all[name] : {}]));
    const entry = { prefix, names, before: had as Properties, own: owner !== undefined };
    await add({ type: 'metadata', ...entry, identity: owner ?? identity });
    return async ({ status }: Exchange) => {
      if (owner === undefined && status < 300) await add({ type: 'stray', prefix });
    };
  }

  // As it was before the suite wrote anything, whatever is written later.
  function propertiesBefore(prefix: string, owner: Identity): Promise<Properties> {
    const known = before.get(prefix) ?? readProperties(prefix, owner);
    before.set(prefix, known);
    return known;
  }

  function ownerOf(prefix: string): Identity | undefined {
    return [...runs.values()].find(({ output_prefix }) => output_prefix?.replace(/\/$/, '') === prefix)
      ?.identity;
  }

  return {
    async announce({ method, target: given, body, identity }) {
      // Clients send to whole addresses.
      const target = given.startsWith(`${base}/`) ? given.slice(base.length) : given;
      const operation = findOperation(method, target)?.operationId;
      if (operation === 'createRun') return announceRun(target, identity);
      return operation === 'updateOutputMetadata' ? announceWrite(target, body, identity) : async () => {};
    },
    adopt,
    learn({ run_id, output_prefix }) {
      const run = [...runs.values()].find((own) => own.run_id === run_id);
      if (run !== undefined && output_prefix !== null) run.output_prefix ??= output_prefix;
    },
    async end() {
      if (entries.length > 0) await add({ type: 'end', at: now() });
    },
    runs: () => [...runs.values()],
    entries: () => entries,
  };
}

function startedRun(json: unknown, workflow: string, identity: Identity): StartedRun | undefined {
  const { workflow_id = workflow, run_id, output_prefix }: Record<string, unknown> = Object(json);
  if (run_id === undefined) return undefined;
  const folder = typeof output_prefix === 'string' ? { output_prefix } : {};
  return { workflow_id: String(workflow_id), run_id: String(run_id), identity, ...folder };
}

function namesOf(body: Outgoing['body']): string[] {
  try {
    const { files }: { files?: unknown } = Object(JSON.parse(typeof body === 'string' ? body : ''));
    return typeof files === 'object' && files !== null ? Object.keys(files) : [];
  } catch {
    return [];
  }
}

function now(): string {
  return new Date().toISOString();
}
