import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engine.js';
import type { ProcessTable } from './process-table.js';

/** Says that this process alone uses a data directory. */
export interface Lock {
  release(): Promise<void>;
}

interface Owner {
  /** Null once the owner has let go. */
  pid: number | null;
  startedAt: string | null;
}

/**
 * Takes the lock in the folder `path`, or fails with `unavailable` when a living process has it.
 *
 * The folder holds numbered files, each naming an owner, and the highest number counts. A lock whose owner
 * is gone is taken by creating the next number, which only one process can. The highest file is never
 * removed, so that whoever was slow to look at an old one finds a higher one in place, and steps back.
 */
export async function takeLock(path: string, table: ProcessTable): Promise<Lock> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const entry = await table.find(process.pid);
  const self: Owner = { pid: process.pid, startedAt: entry?.startedAt ?? null };
  for (;;) {
    const highest = await highestOf(path);
    await refuseLiving(join(path, String(highest)), table);
    const mine = highest + 1;
    if (!(await claim(path, mine, self))) continue;
    if ((await highestOf(path)) === mine) {
      await removeBelow(path, mine);
      return { release: () => replace(join(path, String(mine)), { pid: null, startedAt: null }) };
    }
    await rm(join(path, String(mine)), { force: true });
  }
}

async function highestOf(path: string): Promise<number> {
  return Math.max(0, ...(await numbersIn(path)));
}

async function numbersIn(path: string): Promise<number[]> {
  const names = await readdir(path);
  return names.filter((name) => /^\d{1,15}$/.test(name)).map(Number);
}

async function refuseLiving(file: string, table: ProcessTable): Promise<void> {
  const owner = await readOwner(file);
  if (owner?.pid == null) return;
  const entry = await table.find(owner.pid);
  const lives =
    owner.startedAt === null ? isRunning(owner.pid) : entry?.startedAt === owner.startedAt && entry.alive;
  if (!lives) return;
  const message = `The data directory is in use by another server, process ${owner.pid}. Stop it, or choose another directory.`;
  throw new EngineError('unavailable', message);
}

/** What cannot be read as an owner was cut off by a power cut, and nobody's. */
async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isOwner(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value))
    return false;
  const { pid, startedAt } = value;
  return (pid === null || Number.isSafeInteger(pid)) && (startedAt === null || typeof startedAt === 'string');
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A hard link appears with its content complete, and fails when the name is taken. */
async function claim(path: string, number: number, owner: Owner): Promise<boolean> {
  const draft = join(path, `draft-${process.pid}-${crypto.randomUUID()}`);
  try {
    await writeFile(draft, JSON.stringify(owner), { mode: 0o600 });
    await link(draft, join(path, String(number)));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function removeBelow(path: string, number: number): Promise<void> {
  const older = (await numbersIn(path)).filter((other) => other < number);
  await Promise.all(older.map((other) => rm(join(path, String(other)), { force: true })));
}

async function replace(file: string, owner: Owner): Promise<void> {
  const draft = `${file}.released`;
  await writeFile(draft, JSON.stringify(owner), { mode: 0o600 });
  await rename(draft, file);
}
