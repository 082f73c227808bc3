import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFilesystemStore } from '../../../src/reference-server/stores/filesystem.js';
import { describeStore } from './suite.js';

describeStore('filesystem', async () => {
  const root = await mkdtemp(join(tmpdir(), 'store-'));
  const store = createFilesystemStore({ root, signingKey: randomBytes(32) });
  const pathOf = (key: string) => join(root, 'staging', key);
  return {
    store,
    bucket: 'staging',
    async put(key, content) {
      await mkdir(dirname(pathOf(key)), { recursive: true });
      await writeFile(pathOf(key), content);
    },
    get: (key) => readFile(pathOf(key), 'utf8').catch(() => undefined),
    fetch: (link, init) => store.serve(new Request(link, init), link.replace(/^https:\/\/[^/]+(\/dev)?/, '')),
    close: () => rm(root, { recursive: true }),
  };
});
