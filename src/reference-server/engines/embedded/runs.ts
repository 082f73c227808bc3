import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunQuery, RunRef } from '../../engine.js';
import type { Log } from '../../log.js';
import { decodePageToken, encodePageToken } from '../../page-token.js';
import type { Folders } from './folders.js';
import { type RunRecord, readRecord, writeNewRecord, writeRecord } from './record.js';

/** Every run of a data directory: written to disk first, then shown. */
export interface Runs {
  get(ref: RunRef): RunRecord | undefined;
  /** In the order in which they were accepted. */
  all(): Iterable<RunRecord>;
  add(run: Omit<RunRecord, 'sequence'>): Promise<RunRecord>;
  /**
   * Changes a run after every earlier change of it; the record as it then is. `change` gives `undefined` to
   * leave it alone, and the answer is `undefined` too.
   */
  update(ref: RunRef, change: (run: RunRecord) => RunRecord | undefined): Promise<RunRecord | undefined>;
  list(query: RunQuery): RecordPage;
}

/** One page of runs, newest first. */
export interface RecordPage {
  runs: RunRecord[];
  nextPageToken?: string | undefined;
}

/** Reads the runs of a data directory; what was never accepted is removed, what is damaged is left alone. */
export async function openRuns(folders: Folders, log: Log): Promise<Runs> {
  await mkdir(folders.runs, { recursive: true, mode: 0o700 });
  const byKey = new Map<string, RunRecord>();
  const byUser = new Map<unknown, RunRecord[]>();
  const changes = new Map<string, Promise<unknown>>();
  let sequence = 0;

  const show = (run: RunRecord) => {
    byKey.set(keyOf(run), run);
    const own = byUser.get(run.conf.username) ?? [];
    byUser.set(run.conf.username, own);
    const at = positionOf(own, run.sequence);
    own.splice(at, own[at]?.sequence === run.sequence ? 1 : 0, run);
  };
  for (const run of await readAll(folders, log)) {
    sequence = Math.max(sequence, run.sequence);
    show(run);
  }

  return {
    get: (ref) => byKey.get(keyOf(ref)),
    all: () => [...byKey.values()].sort((a, b) => a.sequence - b.sequence),
    async add(run) {
      sequence += 1;
      const record = { ...run, sequence };
      await writeNewRecord(folders.run(run), record);
      show(record);
      return record;
    },
    update(ref, change) {
      const key = keyOf(ref);
      const result = (changes.get(key) ?? Promise.resolve()).then(async () => {
        const run = byKey.get(key);
        const next = run && change(run);
        if (next === undefined) return undefined;
        await writeRecord(folders.run(ref), next);
        show(next);
        return next;
      });
      const forget = () => {
        if (changes.get(key) === settled) changes.delete(key);
      };
      const settled: Promise<void> = result.then(forget, forget);
      changes.set(key, settled);
      return result;
    },
    list: (query) => listPage(byUser.get(query.username) ?? [], query),
  };
}

/** Names a run within its data directory; neither id can hold a `/`. */
export const keyOf = ({ workflowId, runId }: RunRef): string => `${workflowId}/${runId}`;

/** A token holds the sequence number of the last run that was shown: runs that arrive later shift nothing. */
function listPage(own: readonly RunRecord[], query: RunQuery): RecordPage {
  const { pageToken, pageSize, status } = query;
  const before =
    pageToken === undefined ? own.length : positionOf(own, decodePageToken('runs', 'number', pageToken));
  const workflowIds = new Set(query.workflowIds);
  const runs: RunRecord[] = [];
  for (let at = before - 1; at >= 0; at -= 1) {
    const run = own[at];
    if (run === undefined || !workflowIds.has(run.workflowId)) continue;
    if (status !== undefined && run.status !== status) continue;
    const last = runs.at(-1);
    if (last !== undefined && runs.length >= pageSize) {
      return { runs, nextPageToken: encodePageToken('runs', last.sequence) };
    }
    runs.push(run);
  }
  return { runs };
}

/** Where a sequence number stands, or would stand, among ascending ones. */
function positionOf(runs: readonly RunRecord[], sequence: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function readAll(folders: Folders, log: Log): Promise<RunRecord[]> {
  const found: RunRecord[] = [];
  for (const workflowId of await listFolders(folders.runs)) {
    const runIds = await listFolders(join(folders.runs, workflowId));
    for (let at = 0; at < runIds.length; at += 64) {
      const part = runIds.slice(at, at + 64).map((runId) => readOne(folders, { workflowId, runId }, log));
      found.push(...(await Promise.all(part)).filter((run) => run !== undefined));
    }
  }
  return found;
}

async function readOne(folders: Folders, ref: RunRef, log: Log): Promise<RunRecord | undefined> {
  const folder = folders.run(ref);
  const record = await readRecord(folder);
  if (record === 'absent') {
    await rm(folder.path, { recursive: true, force: true });
    return undefined;
  }
  if (record !== 'damaged' && keyOf(record) === keyOf(ref)) return record;
  log.error('run-damaged', { workflow: ref.workflowId, run: ref.runId });
  return undefined;
}

async function listFolders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
