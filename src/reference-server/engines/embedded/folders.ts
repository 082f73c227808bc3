import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRef } from '../../engine.js';

/** The files and folders of one run. */
export interface RunFolder {
  path: string;
  record: string;
  conf: string;
  log: string;
  work: string;
}

/** Where the engine keeps everything. */
export interface Folders {
  data: string;
  runs: string;
  lock: string;
  run(ref: RunRef): RunFolder;
  /** The folder of a bucket's prefix; `undefined` when it would lie outside of the bucket. */
  bucket(bucket: string, prefix: string): string | undefined;
}

/** Lays out a data directory; `bucketsDir` is where the buckets lie. */
export function createFolders(dataDir: string, bucketsDir: string): Folders {
  const runs = join(dataDir, 'runs');
  return {
    data: dataDir,
    runs,
    lock: join(dataDir, 'lock'),
    run({ workflowId, runId }) {
      const path = join(runs, workflowId, runId);
      return {
        path,
        record: join(path, 'run.json'),
        conf: join(path, 'conf.json'),
        log: join(path, 'log.txt'),
        work: join(path, 'work'),
      };
    },
    bucket(bucket, prefix) {
      const segments = [bucket, ...prefix.replace(/\/$/, '').split('/')];
      if (prefix === '') segments.pop();
      return segments.every(isSegment) ? join(bucketsDir, ...segments) : undefined;
    },
  };
}

/** Whether a name can be one level of a path without leading elsewhere. */
function isSegment(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name);
}

/** Makes the names in a folder last through a power cut, as `fsync` does for the content of a file. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
