import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createFilesystemStore } from '../../../../src/reference-server/stores/filesystem.js';

/** A store on an empty folder below `parent` that is removed after the test. */
export async function openStore(now?: () => Date, parent = tmpdir()) {
  const root = await mkdtemp(join(parent, 'store-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const store = createFilesystemStore({ root, signingKey: new Uint8Array(32).fill(7), now });
  const folder = { bucket: 'staging', prefix: 'researcher/run/' };
  const path = join(root, 'staging/researcher/run');
  await mkdir(path, { recursive: true });
  return {
    root,
    store,
    folder,
    /** Where the folder lies on disk. */
    path,
    async put(name: string, content: string | Uint8Array = '') {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), content);
    },
    list: async (prefix = folder.prefix) => await store.list({ ...folder, prefix }, { pageSize: 1000 }),
    /** The raw target of a link to a file. */
    target: async (name: string) => await store.link(folder, name, ''),
    serve: async (target: string, init?: RequestInit) => {
      const response = await store.serve(new Request('http://localhost/_files/', init), target);
      // A test that looks at the headers alone leaves the body, and so the file, open.
      onTestFinished(() => (response.body?.locked === false ? response.body.cancel() : undefined));
      return response;
    },
  };
}
