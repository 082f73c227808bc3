import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreError } from '../../store.js';
import { temporaryName } from './names.js';

/** A text file to be written, or removed when `text` is not given. */
export interface Change {
  path: string;
  text: string | undefined;
  /** What it holds now; not given when it does not exist. */
  previous: string | undefined;
}

/**
 * Changes files of one folder, all or none: whatever needs room on the disk is written first beside them, then
 * only names are changed, and should one refuse, those before it are changed back. Each file on its own is
 * always either the old or the new one, even after a crash.
 */
export async function replaceFiles(folder: string, changes: readonly Change[]): Promise<void> {
  const temporary: string[] = [];
  try {
    const steps: Step[] = [];
    for (const change of changes) steps.push(await prepare(change, temporary));
    await applyAll(steps);
  } finally {
    await Promise.all(temporary.map((path) => rm(path, { force: true }).catch(ignore)));
  }
  await syncFolder(folder);
}

interface Step {
  apply(): Promise<void>;
  undo(): Promise<void>;
}

async function prepare({ path, text, previous }: Change, temporary: string[]): Promise<Step> {
  const stage = (content: string) => {
    const staged = join(dirname(path), temporaryName());
    temporary.push(staged);
    return writeNew(staged, content).then(() => staged);
  };
  const remove = () => rm(path, { force: true });
  const before = previous === undefined ? undefined : await stage(previous);
  const after = text === undefined ? undefined : await stage(text);
  return {
    apply: () => (after === undefined ? remove() : rename(after, path)),
    undo: () => (before === undefined ? remove() : rename(before, path)),
  };
}

async function applyAll(steps: readonly Step[]): Promise<void> {
  const done: Step[] = [];
  try {
    for (const step of steps) {
      await step.apply();
      done.push(step);
    }
  } catch (error) {
    await undoAll(done, error);
    throw error;
  }
}

async function undoAll(steps: readonly Step[], cause: unknown): Promise<void> {
  let failed = false;
  for (const step of [...steps].reverse()) {
    await step.undo().catch(() => {
      failed = true;
    });
  }
  if (!failed) return;
  throw new StoreError('unavailable', 'The storage failed when a part of the metadata was written.', {
    cause,
  });
}

async function writeNew(path: string, content: string): Promise<void> {
  await using(await open(path, 'wx'), async (file) => {
    await file.writeFile(content);
    await file.sync();
  });
}

// Makes the names last through a power cut; some systems cannot, and the files are whole in any case.
async function syncFolder(path: string): Promise<void> {
  await open(path, 'r')
    .then((folder) => using(folder, () => folder.sync()))
    .catch(ignore);
}

async function using(handle: FileHandle, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}

function ignore(): void {}
