import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Engine, EngineError } from '../engine.js';
import type { Log } from '../log.js';
import type { Catalog } from './embedded/catalog.js';
import { createExecutor } from './embedded/executor.js';
import { createFolders } from './embedded/folders.js';
import { takeLock } from './embedded/lock.js';
import { createOperations } from './embedded/operations.js';
import { createProcessTable } from './embedded/process-table.js';
import { createQueue } from './embedded/queue.js';
import type { RunRecord } from './embedded/record.js';
import { recoverRuns } from './embedded/recovery.js';
import { keyOf, openRuns } from './embedded/runs.js';
import { unavailable } from './embedded/trouble.js';

/** How workflows run on this machine. */
export interface EmbeddedEngineOptions {
  /** Where runs are kept. One engine at a time uses it. */
  dataDir: string;
  /** Where the buckets lie, each a folder; `buckets` in the data directory unless given. */
  bucketsDir?: string;
  /** What can be run. */
  catalog: Catalog;
  log: Log;
  /** How many runs are in flight at a time; 2 unless given. */
  concurrency?: number;
  /** How many more may wait before new ones are refused as `busy`; 1000 unless given. */
  queueLimit?: number;
  /** Between TERM and KILL when a run is ended, in ms; 5000 unless given. */
  killGrace?: number;
  /** The most bytes that are kept of a run's output; 16 MiB unless given. */
  logLimit?: number;
  now?: () => Date;
}

/** An engine that holds its data directory until it is closed. */
export interface EmbeddedEngine extends Engine {
  /** Ends the runs in flight, as `interrupted`; those that wait are kept, and start with the next engine. */
  close(): Promise<void>;
}

/**
 * Runs workflows as child processes of this one, and keeps their state on disk, so that it outlives the
 * server, however that ends. Fails with an `EngineError` of the kind `unavailable` when the data directory
 * is in use or cannot be used.
 */
export async function createEmbeddedEngine(options: EmbeddedEngineOptions): Promise<EmbeddedEngine> {
  if (process.platform === 'win32') {
    throw new EngineError('unavailable', 'The embedded engine needs Linux or macOS; on Windows, use WSL.');
  }
  try {
    return await open(options);
  } catch (error) {
    throw error instanceof EngineError ? error : unavailable('The data directory cannot be used', error);
  }
}

async function open(options: EmbeddedEngineOptions): Promise<EmbeddedEngine> {
  const {
    catalog,
    log,
    concurrency = 2,
    queueLimit = 1000,
    killGrace = 5000,
    now = () => new Date(),
  } = options;
  const dataDir = resolve(options.dataDir);
  const folders = createFolders(dataDir, resolve(options.bucketsDir ?? join(dataDir, 'buckets')));
  const table = createProcessTable();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = await takeLock(folders.lock, table);
  try {
    const runs = await openRuns(folders, log);
    const waiting = await recoverRuns({ runs, folders, table, log, now });
    const resumed = new Set(waiting.map(keyOf));
    const logLimit = options.logLimit ?? 16 * 1024 * 1024;
    const executor = createExecutor({
      runs,
      catalog,
      folders,
      table,
      log,
      now,
      killGrace,
      logLimit,
      resumed,
    });
    const queue = createQueue<RunRecord>({ concurrency, limit: queueLimit, work: executor.execute });
    for (const run of waiting) queue.add(run, { reserved: false });
    const closing = new AbortController();
    const operations = createOperations({
      runs,
      catalog,
      folders,
      executor,
      queue,
      now,
      closing: closing.signal,
    });
    let closed: Promise<void> | undefined;
    const close = async () => {
      closing.abort();
      await Promise.all([queue.close(), executor.close()]);
      await lock.release();
    };
    return {
      ...operations,
      close: () => {
        closed ??= close();
        return closed;
      },
    };
  } catch (error) {
    await lock.release().catch(() => {});
    throw error;
  }
}
