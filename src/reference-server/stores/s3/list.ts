import type { FolderRef, ListOptions, StorePage } from '../../store.js';
import { type Item, readPage, startOf } from '../listing.js';
import { metadataName } from '../metadata.js';
import { isName } from '../names.js';
import { mapParallel } from '../parallel.js';
import { maxKeyBytes } from './limits.js';
import type { ObjectPage, Objects } from './objects.js';
import { createFolderReader, type FolderReader } from './reader.js';

// How many files are looked into at once.
const parallel = 16;
// Metadata lies among the files, so with small pages too each round takes in a good number.
const leastRound = 64;
// What S3 gives at most.
const mostRound = 1000;

/** One page of one level of a folder; see `Store.list`. */
export async function listFolder(
  objects: Objects,
  ref: FolderRef,
  options: ListOptions,
  signal: AbortSignal,
): Promise<StorePage | undefined> {
  // No such folder can be; asking for it makes requests that are longer than servers take.
  if (Buffer.byteLength(ref.prefix) > maxKeyBytes) return undefined;
  const after = await startOf(ref, options);
  const count = Math.min(mostRound, Math.max(leastRound, 2 * options.pageSize + 2));
  const seen = { placeholder: false };
  const page = await readPage(ref, options, itemsAfter(objects, ref, { after, count, seen, signal }));
  const isEmpty = page.folders.length + page.files.length === 0;
  return isEmpty && options.pageToken === undefined && !seen.placeholder ? undefined : page;
}

interface Walk {
  after: string | undefined;
  count: number;
  seen: { placeholder: boolean };
  signal: AbortSignal;
}

async function* itemsAfter(objects: Objects, ref: FolderRef, { after, count, seen, signal }: Walk) {
  const reader = createFolderReader(objects, ref, signal);
  let last = after;
  for (let more = true; more; ) {
    const page = await objects.list({ ...ref, startAfter: startAfter(ref.prefix, last), count }, signal);
    const entries = entriesOf(page, ref.prefix);
    // An object of the folder's own name is how a console keeps an empty folder.
    if (entries[0]?.key === '') seen.placeholder = true;
    teach(reader, entries, page.more);
    for (let at = 0; at < entries.length; at += parallel) {
      const items = await mapParallel(entries.slice(at, at + parallel), parallel, (entry) =>
        look(reader, entry),
      );
      yield* items.filter((item) => item !== undefined);
    }
    last = entries.at(-1)?.key;
    more = page.more && last !== undefined;
  }
}

// What lies in a folder comes after its own name, and no key goes on after the last of all characters.
function startAfter(prefix: string, key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  return prefix + (key.endsWith('/') ? `${key}\u{10ffff}` : key);
}

interface Entry {
  /** The name, with a final `/` for a folder. */
  key: string;
  object?: ObjectPage['objects'][number];
}

function entriesOf({ objects, folders }: ObjectPage, prefix: string): Entry[] {
  const encoder = new TextEncoder();
  return [
    ...objects.map((object): Entry => ({ key: object.key.slice(prefix.length), object })),
    ...folders.map((folder): Entry => ({ key: folder.slice(prefix.length) })),
  ]
    .map((entry) => ({ entry, bytes: encoder.encode(entry.key) }))
    .sort((a, b) => compareBytes(a.bytes, b.bytes))
    .map(({ entry }) => entry);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

/** Saves asking for what the page itself says: which files are there and, as far as it reaches, which are not. */
function teach(reader: FolderReader, entries: readonly Entry[], more: boolean): void {
  const files = new Set(entries.filter(({ object }) => object !== undefined).map(({ key }) => key));
  const end = entries.at(-1)?.key ?? '';
  const encoder = new TextEncoder();
  for (const name of files) reader.learn(name, true);
  for (const name of files) {
    const beside = metadataName(name);
    const within = !more || compareBytes(encoder.encode(beside), encoder.encode(end)) < 0;
    if (within && !files.has(beside)) reader.learn(beside, false);
  }
}

/** Looks into an entry; `undefined` when it is not to be listed. */
async function look(reader: FolderReader, { key, object }: Entry): Promise<Item | undefined> {
  if (object === undefined) return isName(key.slice(0, -1)) ? { key } : undefined;
  if (!(await reader.isFile(key))) return undefined;
  const { beside } = await reader.readBeside(key);
  const properties = typeof beside === 'object' ? beside.properties : {};
  return { key, file: { name: key, size: object.size, lastModified: object.lastModified, properties } };
}
