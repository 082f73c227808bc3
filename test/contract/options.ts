import type { Effect, Level } from './case.js';
import type { KnownFailure } from './known.js';
import type { LedgerEntry } from './ledger.js';
import type { CaseResult } from './report.js';

/** A token, or a function that gets a fresh one, for runs of the suite that outlive a token. */
export type TokenSource = string | (() => string | Promise<string>);

/** The identities that the suite acts under. */
export interface ContractTokens {
  /** Of a user who may run something. */
  first: TokenSource;
  /** Of another user; without it nothing can be said about what users see of each other. */
  second?: TokenSource;
  /** Of a user whom the configuration names nowhere; made with `jwtSecret` when not given. */
  nobody?: TokenSource;
  /** Once valid, expired since; made with `jwtSecret` when not given. */
  expired?: string;
}

/** The workflow whose runs the suite may start, and over which data. */
export interface CreateTarget {
  workflow: string;
  /** The first one that both users may use when not given. */
  selection?: string;
  /** The parameters of a run that succeeds; none when not given. */
  success?: Readonly<Record<string, unknown>>;
  /** The parameters of a run that fails. */
  failure?: Readonly<Record<string, unknown>>;
  /** The parameters of a run that goes on for a minute or more, so that it can be cancelled. */
  long?: Readonly<Record<string, unknown>>;
}

/** How the request is to go over the wire. */
export interface WireInfo {
  /** Path and query below `basePath`, as they are to be sent, where a URL parser may have changed them. */
  target: string;
  /** The path of the base URL: empty, or such as `/dev`. */
  basePath: string;
  /** Spelled as they are to be sent, where a request has them in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The id of the case that sends it, or what else it is for. */
  purpose: string;
  /** What it does to the server if that takes it. */
  effect: Effect;
}

/** Sends a request with exactly the target of `info`; the reference server's handler is one. */
export type ContractFetch = (request: Request, info: WireInfo) => Promise<Response>;

/** What happens while the suite runs. */
export type ContractEvent =
  | { type: 'start'; total: number; baseUrl: string }
  /** Generated inputs are tried from another seed, as `fuzz` asks. */
  | { type: 'fuzz'; seed: number }
  | { type: 'case'; done: number; total: number; result: CaseResult };

/** Options of `runContract`. */
export interface ContractOptions {
  /** The address of the API with its stage, such as `https://host/dev`. */
  baseUrl: string;
  tokens: ContractTokens;
  /** The secret that signs tokens, to make forged and expired ones. Refused unless the server is on loopback. */
  jwtSecret?: string;
  /**
   * Lets the suite start runs. The first of the named workflows is what it tries; the others may be in requests
   * that a right server refuses, and count as if it took them. `true` stands for `rehearsal`, and lets it try on
   * any workflow that such requests are refused: for servers that are there to be tested. Without it, and without
   * `allowChange`, nothing but GET, HEAD and OPTIONS is sent.
   */
  allowCreate?: boolean | CreateTarget | readonly [CreateTarget, ...CreateTarget[]];
  /**
   * What is tried where `allowCreate` names nothing, so that reads need not find it, and the parameters of runs
   * that `allowCreate` names. It allows nothing.
   */
  targets?: readonly CreateTarget[];
  /** Lets the suite cancel its own runs, write metadata beside their outputs, and try methods that do not exist. */
  allowChange?: boolean;
  /** Ids of cases, or beginnings of them up to a slash, such as `list-runs`; all when not given. */
  only?: readonly string[];
  levels?: readonly Level[];
  /** The features that the deployment offers; asked of /service-info when not given. */
  features?: readonly string[];
  /** Features that the deployment must offer: it is a failure when it does not. */
  expectFeatures?: readonly string[];
  /** Where generated inputs begin; always the same when not given, so that two runs try the same. */
  seed?: number;
  /** The one generated input of the case of `only` that is to be tried again, as its failure says. */
  path?: string;
  /** The one generated input to try again of each of these cases, by their ids. */
  inputs?: Readonly<Record<string, { seed: number; path: string }>>;
  /** Seconds to go on with generated inputs from other seeds, once every case was tried. */
  fuzz?: number;
  /** An origin that the deployment lets read its answers; `http://localhost:3000` when not given, on loopback. */
  origin?: string;
  /** Whether to send what an attacker would send; only on loopback when not given. */
  hostile?: boolean;
  /** Cases at a time: 16 on loopback and 1 elsewhere when not given. */
  concurrency?: number;
  /** Requests a second: unlimited on loopback and 2 elsewhere when not given. */
  rate?: number;
  /** Milliseconds for one request; 30,000 when not given. */
  timeout?: number;
  /** Milliseconds until a run of the suite must have ended; 120,000 when not given. */
  runTimeout?: number;
  /** Used instead of the global fetch, which counts as a server on this machine. */
  fetch?: ContractFetch;
  /** Whether the server counts as on this machine; told by `baseUrl` and `fetch` when not given. */
  local?: boolean;
  /** Failures that are put up with for a time. */
  knownFailures?: readonly KnownFailure[];
  /** Puts stand-ins, such as `user-1` and `file-2.csv`, for the names of users and files in the report. */
  hideNames?: boolean;
  /** Keeps the exchanges of all cases in the report, not only those of failures. */
  keepExchanges?: boolean;
  /**
   * Keeps what the suite is about to do and has done, for `sweepLedger`, should it be interrupted. Requests
   * that start or change something leave only once this has resolved.
   */
  onLedger?: (entry: LedgerEntry) => void | Promise<void>;
  onEvent?: (event: ContractEvent) => void;
  /** Ends the suite before its next case. */
  signal?: AbortSignal;
}

/** The workflows that runs may be started of, the one to try first; empty when the options name none. */
export function namedTargets({ allowCreate, targets = [] }: ContractOptions): readonly CreateTarget[] {
  const named = typeof allowCreate === 'object' ? [allowCreate].flat() : [];
  return named.map((target) => {
    const pinned = targets.find(
      ({ workflow, selection }) =>
        workflow === target.workflow && (selection === undefined || selection === target.selection),
    );
    return { ...pinned, ...target };
  });
}

/** What the options say to try. */
export function wantedTarget(options: ContractOptions): CreateTarget | undefined {
  return namedTargets(options)[0] ?? options.targets?.[0];
}

/** Says why a case of this effect may not run; `undefined` when it may. */
export function refusalOf(effect: Effect, { allowCreate, allowChange }: ContractOptions): string | undefined {
  if (effect === 'creates' && !allowCreate) return 'starting runs is not allowed (allowCreate)';
  if (effect === 'changes' && !allowChange) return 'changing things is not allowed (allowChange)';
  return undefined;
}

/** Whether the server is on this machine, or in this process. */
export function isLocal({ baseUrl, fetch, local }: ContractOptions): boolean {
  if (local !== undefined || fetch !== undefined) return local ?? true;
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(baseUrl).hostname);
}
