import { formatCfg } from '../../cfg.js';
import { type FolderRef, type PropertiesByFile, StoreError, type WriteOutcome } from '../../store.js';
import { metadataName } from '../metadata.js';
import { mapParallel } from '../parallel.js';
import { maxKeyBytes } from './limits.js';
import type { Objects } from './objects.js';
import { createFolderReader, type FolderReader } from './reader.js';

// How many objects are looked into at once.
const parallel = 16;

type Plan = 'missing' | 'conflicting' | Change;

interface Change {
  name: string;
  /** What is to lie beside the file; nothing when not given. */
  text: string | undefined;
  previous: string | undefined;
  etag: string | undefined;
}

/**
 * Writes the metadata of files of one folder; see `Store.writeProperties`. S3 changes one object at a time: when
 * one refuses, those before it are written back, which a crash in between would leave undone.
 */
export async function writeMetadata(
  objects: Objects,
  ref: FolderRef,
  properties: PropertiesByFile,
  signal: AbortSignal,
): Promise<WriteOutcome> {
  const reader = createFolderReader(objects, ref, signal);
  const plan = (name: string) => planChange(reader, name, properties.get(name) ?? {});
  const names = [...properties.keys()];
  const plans = await mapParallel(names, parallel, plan);
  const named = (wanted: Plan) => names.filter((_, index) => plans[index] === wanted);
  const outcome = { missing: named('missing'), conflicting: named('conflicting') };
  const changes = plans.filter((one) => typeof one === 'object');
  if (changes.length < names.length) return outcome;
  const replan = async ({ name }: Change) => {
    reader.forgetBeside(name);
    return plan(name);
  };
  const apply = (change: Change) =>
    applyChange(objects, ref.bucket, reader.keyOf(change.name), change, signal);
  await applyAll(changes, apply, replan);
  return outcome;
}

async function planChange(
  reader: FolderReader,
  name: string,
  values: Readonly<Record<string, string>>,
): Promise<Plan> {
  if (!(await reader.isFile(name))) return 'missing';
  const key = new TextEncoder().encode(reader.keyOf(metadataName(name)));
  if (key.byteLength > maxKeyBytes) return 'conflicting';
  const { beside, etag } = await reader.readBeside(name);
  if (beside === 'other') return 'conflicting';
  const text = Object.keys(values).length === 0 ? undefined : formatCfg(name, values);
  return { name, text, previous: beside?.text, etag };
}

/** False when the object is not the one that was read any more. */
async function applyChange(
  objects: Objects,
  bucket: string,
  fileKey: string,
  { text, previous, etag }: Change,
  signal: AbortSignal,
): Promise<boolean> {
  const ref = { bucket, key: metadataName(fileKey) };
  if (text === previous) return true;
  if (text !== undefined) return await objects.write(ref, text, etag, signal);
  await objects.remove(ref, signal);
  return true;
}

async function applyAll(
  changes: readonly Change[],
  apply: (change: Change) => Promise<boolean>,
  replan: (change: Change) => Promise<Plan>,
): Promise<void> {
  const done: Change[] = [];
  try {
    for (const change of changes) done.push(await applyOnce(change, apply, replan));
  } catch (error) {
    for (const change of done.reverse()) await undo(change, apply, replan);
    throw error;
  }
}

/** Reads again when another writer was faster, but only once: whoever writes that often needs no help. */
async function applyOnce(
  change: Change,
  apply: (change: Change) => Promise<boolean>,
  replan: (change: Change) => Promise<Plan>,
): Promise<Change> {
  if (await apply(change)) return change;
  const again = await replan(change);
  if (typeof again === 'object' && (await apply(again))) return again;
  throw new StoreError('unavailable', 'The metadata is being changed by somebody else; nothing was changed.');
}

async function undo(
  { name, text, previous }: Change,
  apply: (change: Change) => Promise<boolean>,
  replan: (change: Change) => Promise<Plan>,
): Promise<void> {
  try {
    const now = await replan({ name, text, previous, etag: undefined });
    // What somebody else has written since is theirs.
    if (typeof now === 'object' && now.previous === text) await apply({ ...now, text: previous });
  } catch (cause) {
    throw new StoreError('unavailable', 'The storage failed when a part of the metadata was written.', {
      cause,
    });
  }
}
