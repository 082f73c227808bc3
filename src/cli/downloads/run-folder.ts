import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../../client/index.js';
import { usageError } from '../errors.js';
import { quote } from '../shell.js';
import { line } from '../text.js';
import { type Folder, openFolder } from './folder.js';
import { type Manifest, manifestName, manifestOf, readManifest, writeManifest } from './manifest.js';

/** A folder for the outputs of one run. */
export interface RunFolder extends Folder {
  /** What it said when it was opened. */
  manifest: Manifest | undefined;
  /** Writes down, before a run is asked for, that it is; so a folder that cannot be written is found out before. */
  ask(key: string, workflowId: string): Promise<void>;
  /** Takes that back: no run was made. */
  unask(): Promise<void>;
  /** Writes down which run the folder belongs to; what is known of its files stays. */
  record(run: Run, key: string): Promise<Manifest>;
}

/** Opens a folder for the run that a key names; a usage error, before anything is started, when it is another's. */
export async function openRunFolder(path: string, key: string | undefined): Promise<RunFolder> {
  if (path === '') throw usageError('--download must name a folder.');
  const folder = openFolder(path);
  await folder.make();
  let manifest = await readManifest(path);
  if (manifest !== undefined && (key === undefined || keyOf(manifest) !== key)) {
    throw usageError(line(`${path} holds ${contentOf(manifest)}choose another folder.`));
  }
  return {
    ...folder,
    manifest,
    async ask(key, workflow_id) {
      if (manifest !== undefined) return writeManifest(path, manifest);
      const asked = { key, workflow_id, at: new Date().toISOString() };
      await writeManifest(path, {
        manifest: 1,
        run: null,
        asked,
        output_prefix: null,
        complete: false,
        files: [],
      });
    },
    async unask() {
      if (manifest === undefined) await rm(join(path, manifestName), { force: true });
    },
    async record(run, key) {
      const { run: now, ...rest } = manifestOf(run, key);
      const before = manifest?.run?.run_id === run.run_id ? manifest : undefined;
      // What a run was started with is known best then: the 1.0 deployment may not say it later.
      const kept = before?.run ? { ...before.run, created_at: run.created_at } : now;
      manifest = { ...rest, run: kept, files: before?.files ?? [] };
      await writeManifest(path, manifest);
      return manifest;
    },
  };
}

function keyOf({ run, asked }: Manifest): string | undefined {
  return run?.key ?? asked?.key;
}

function contentOf({ run, asked, output_prefix }: Manifest): string {
  if (run !== null)
    return `the outputs of run ${run.run_id}; go on with them by --key ${quote(run.key)}, or `;
  if (asked) return `a start that was asked for; go on with it by --key ${quote(asked.key)}, or `;
  return `the outputs ${output_prefix}; `;
}
