import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StoreError } from '../../../../src/reference-server/store.js';
import { createFilesystemStore } from '../../../../src/reference-server/stores/filesystem.js';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'disk-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

describe('a data folder that cannot be used', () => {
  const ref = { bucket: 'staging', prefix: 'researcher/' };
  const unavailable = async (root: string, reason: string) => {
    const store = createFilesystemStore({ root, signingKey: new Uint8Array(32) });
    const link = await store.link(ref, 'a', '');
    for (const work of [
      () => store.list(ref, { pageSize: 1 }),
      () => store.writeProperties(ref, new Map([['a', { k: 'v' }]])),
      () => store.serve(new Request('http://localhost'), link),
    ]) {
      const error = await work().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({ kind: 'unavailable', message: expect.stringContaining(reason) });
      expect((error as StoreError).message).not.toContain(root);
    }
  };

  it('because it is missing is said to be', async () => {
    await unavailable(join(await folder(), 'missing'), 'a folder is missing');
  });

  it('because a file is in its place is said to be', async () => {
    const root = join(await folder(), 'file');
    await writeFile(root, '');
    await unavailable(root, 'a file is where a folder is expected');
    await unavailable(join(root, 'below'), 'a file is where a folder is expected');
  });

  it('because it is a link to itself is said to be', async () => {
    const root = join(await folder(), 'loop');
    await symlink(root, root);
    await unavailable(root, 'ELOOP');
  });
});

const canMount = isolated();

describe.skipIf(!canMount)(
  `a disk${canMount ? '' : ' (skipped: needs `unshare --map-root-user --mount`)'}`,
  () => {
    it('that is full, read-only or failing leaves all metadata as it was', async () => {
      const script = fileURLToPath(new URL('small-disk.ts', import.meta.url));
      const command = [
        '--map-root-user',
        '--mount',
        process.execPath,
        '--import',
        'tsx',
        script,
        await folder(),
      ];
      const { stdout } = await promisify(execFile)('unshare', command);
      const unchanged = {
        properties: { a: { k: 'a before' }, b: { k: 'b before' }, c: {} },
        files: ['a', 'a.cfg', 'b', 'b.cfg', 'c'],
      };
      const failed = (reason: string) => ({
        outcome: {
          name: 'StoreError',
          kind: 'unavailable',
          message: `The metadata cannot be written; nothing was changed: ${reason}.`,
        },
        ...unchanged,
      });
      expect(JSON.parse(stdout)).toEqual({
        full: failed('the disk is full'),
        removed: { outcome: { missing: [], conflicting: [] }, ...unchanged },
        busy: failed('a file is in use'),
        readOnly: failed('the disk is read-only'),
      });
    });
  },
);

function isolated(): boolean {
  try {
    const script = 'mount -t tmpfs none /mnt';
    execFileSync('unshare', ['--map-root-user', '--mount', 'sh', '-c', script], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
