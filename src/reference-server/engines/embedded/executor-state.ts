import type { RunRef } from '../../engine.js';
import type { Log } from '../../log.js';
import type { Catalog } from './catalog.js';
import type { Child } from './child.js';
import type { Folders } from './folders.js';
import type { ProcessTable } from './process-table.js';
import type { StopReason } from './record.js';
import type { Runs } from './runs.js';

/** What runs are executed with. */
export interface ExecutorOptions {
  runs: Runs;
  catalog: Catalog;
  folders: Folders;
  table: ProcessTable;
  log: Log;
  now: () => Date;
  /** Between TERM and KILL, in ms. */
  killGrace: number;
  /** The most bytes of a log. */
  logLimit: number;
  /** Keys of the runs that an earlier server accepted. */
  resumed: ReadonlySet<string>;
}

/** A run whose process exists. */
export interface Flight {
  ref: RunRef;
  child: Child;
  /** Why it is being ended, when that could not be written down. */
  reason?: StopReason | undefined;
}

/** The options, and what is in flight. */
export interface ExecutorState extends ExecutorOptions {
  flights: Map<string, Flight>;
  closing: AbortSignal;
}
