import { join } from 'node:path';
import { formatCfg } from '../../cfg.js';
import type { FolderRef, PropertiesByFile, WriteOutcome } from '../../store.js';
import { metadataName } from '../metadata.js';
import { mapParallel } from '../parallel.js';
import type { Serial } from '../serial.js';
import { isMetadata, readBeside } from './metadata.js';
import { findFile, findFolder } from './places.js';
import { type Change, replaceFiles } from './replace.js';

// How many files are looked into at once.
const parallel = 16;
// What the file systems in use allow for one name.
const maxNameBytes = 255;

/** Writes the metadata of files of one folder; see `Store.writeProperties`. */
export async function writeMetadata(
  root: string,
  serial: Serial,
  ref: FolderRef,
  properties: PropertiesByFile,
): Promise<WriteOutcome> {
  const folder = await findFolder(root, ref);
  if (folder === undefined) return { missing: [...properties.keys()], conflicting: [] };
  return serial(folder, async () => {
    const plans = await mapParallel([...properties], parallel, async ([name, values]) => ({
      name,
      plan: await planChange(folder, name, values),
    }));
    const named = (wanted: string) => plans.filter(({ plan }) => plan === wanted).map(({ name }) => name);
    const outcome = { missing: named('missing'), conflicting: named('conflicting') };
    const changes = plans.flatMap(({ plan }) => (typeof plan === 'object' ? plan : []));
    if (changes.length === plans.length) await replaceFiles(folder, changes.filter(changesAnything));
    return outcome;
  });
}

async function planChange(
  folder: string,
  name: string,
  values: Readonly<Record<string, string>>,
): Promise<Change | 'missing' | 'conflicting'> {
  const file = await findFile(folder, name);
  if (file === undefined || (await isMetadata(folder, name))) return 'missing';
  const beside = await readBeside(folder, name);
  const path = join(folder, metadataName(name));
  if (beside === 'other' || Buffer.byteLength(metadataName(name)) > maxNameBytes) return 'conflicting';
  const text = Object.keys(values).length === 0 ? undefined : formatCfg(name, values);
  return { path, text, previous: beside?.text };
}

function changesAnything({ text, previous }: Change): boolean {
  return text !== previous;
}
