// Run in a mount namespace of its own, with an empty folder to mount a small disk on; prints what it found.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFilesystemStore } from '../../../../src/reference-server/stores/filesystem.js';

const page = 4096;
const [root = ''] = process.argv.slice(2);
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', root]);
const folder = { bucket: 'staging', prefix: 'researcher/' };
const path = join(root, 'staging/researcher');
mkdirSync(path, { recursive: true });
for (const name of ['a', 'b', 'c']) writeFileSync(join(path, name), '');
const store = createFilesystemStore({ root, signingKey: new Uint8Array(32) });

const before = { a: { k: 'a before' }, b: { k: 'b before' } };
await write(before);
const full = await whenFull(() =>
  write({ a: { k: 'a after' }, b: { k: 'v'.repeat(3 * page) }, c: { k: 'c' } }),
);
const removed = await whenFull(() => write({ c: {} }));
execFileSync('mount', ['--bind', join(path, 'b.cfg'), join(path, 'b.cfg')]);
const busy = await attempt(() => write({ a: { k: 'a after' }, c: { k: 'c' }, b: { k: 'b after' } }));
execFileSync('umount', [join(path, 'b.cfg')]);
execFileSync('mount', ['-o', 'remount,ro', root]);
const readOnly = await attempt(() => write({ a: { k: 'a after' } }));
process.stdout.write(JSON.stringify({ full, removed, busy, readOnly }));

/** Leaves room for two of the files that have to be written first, not for all. */
async function whenFull(work: () => Promise<unknown>) {
  const filler = join(root, 'filler');
  const free = Number(execFileSync('stat', ['-f', '-c', '%a', root], { encoding: 'utf8' })) * page;
  writeFileSync(filler, Buffer.alloc(free - 2 * page));
  const result = await attempt(work);
  truncateSync(filler, 0);
  return result;
}

async function attempt(work: () => Promise<unknown>) {
  const outcome = await work().catch(({ name, kind, message }) => ({ name, kind, message }));
  const listing = await store.list(folder, { pageSize: 10 });
  const properties = Object.fromEntries(listing?.files.map((file) => [file.name, file.properties]) ?? []);
  return { outcome, properties, files: readdirSync(path).sort() };
}

function write(properties: Record<string, Record<string, string>>) {
  return store.writeProperties(folder, new Map(Object.entries(properties)));
}
