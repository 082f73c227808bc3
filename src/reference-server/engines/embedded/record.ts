import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { EngineRun } from '../../engine.js';
import { type RunFolder, syncFolder } from './folders.js';
import type { RecordedProcess } from './process-group.js';

/** Why the engine ends a run that has not come to its own end. */
export type StopReason = 'cancelled' | 'interrupted' | 'timeout';

/** What is kept of a run in its `run.json`. */
export interface RunRecord extends EngineRun {
  version: 1;
  /** Counts the runs of a data directory in the order in which they were accepted, from 1. */
  sequence: number;
  /** Set while the run is in flight. */
  process: RecordedProcess | null;
  /** Set as soon as the engine has decided to end the run, before it does. */
  stopping: StopReason | null;
}

/** Writes a new run and the folders above it, to last. Rejects with `EEXIST` when the run has a folder. */
export async function writeNewRecord(folder: RunFolder, record: RunRecord): Promise<void> {
  const workflow = dirname(folder.path);
  const isNew = (await mkdir(workflow, { recursive: true })) !== undefined;
  await mkdir(folder.path);
  try {
    await writeRecord(folder, record);
    await syncFolder(workflow);
    if (isNew) await syncFolder(dirname(workflow));
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
}

/** Replaces the record of a run, all or nothing, to last. */
export async function writeRecord(folder: RunFolder, record: RunRecord): Promise<void> {
  const text = `${JSON.stringify(record)}\n`;
  // On a disk that fills up a single write may stop short, which the library does not look at: the content
  // is written in full beforehand, so that its own write finds the room already taken.
  const tmpfileCreated = (path: string) => writeFile(path, text);
  await writeFileAtomic(folder.record, text, { mode: 0o600, tmpfileCreated });
  await syncFolder(folder.path);
}

/** What lies in the folder of a run: its record, nothing (it was never accepted), or something unreadable. */
export async function readRecord(folder: RunFolder): Promise<RunRecord | 'absent' | 'damaged'> {
  const names = await readdir(folder.path);
  const leftovers = names.filter((name) => name.startsWith('run.json.'));
  await Promise.all(leftovers.map((name) => rm(join(folder.path, name), { force: true })));
  if (!names.includes('run.json')) return 'absent';
  const value = parse(await readFile(folder.record, 'utf8'));
  return isRecord(value) ? value : 'damaged';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is RunRecord {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const texts = ['runId', 'workflowId', 'status', 'createdAt'];
  return (
    fields.get('version') === 1 &&
    Number.isSafeInteger(fields.get('sequence')) &&
    texts.every((name) => typeof fields.get(name) === 'string') &&
    typeof fields.get('conf') === 'object' &&
    fields.get('conf') !== null &&
    ['startTime', 'endTime', 'failure', 'process', 'stopping'].every((name) => fields.has(name))
  );
}
