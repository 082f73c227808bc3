import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFilesystemStore } from '../src/reference-server/stores/filesystem.js';
import { createS3Store } from '../src/reference-server/stores/s3.js';
import { awsTestEnvironment } from '../test/reference-server/support/ssm-server.js';
import { objectsOf } from './objects/objects.js';
import { turns, type Walk, walk } from './objects/walk.js';

// Walks through folders of many objects, to see that a page costs the same at the beginning and at the end.

const sizes = [10_000, 100_000];
Object.assign(process.env, awsTestEnvironment);
const rows: [string, Walk][] = [];
for (const [store, walkOf] of [
  ['S3', walkS3],
  ['filesystem', walkFiles],
] as const) {
  for (const size of sizes) {
    console.error(`${store}: ${size} files`);
    rows.push([store, await walkOf(size)]);
  }
}
const text = report();
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/objects.md', text);
process.stdout.write(text);

async function walkS3(size: number): Promise<Walk> {
  const server = fork(new URL('./objects/server.ts', import.meta.url), [String(size)], {
    execArgv: ['--import', 'tsx'],
  });
  try {
    const [endpoint] = (await once(server, 'message')) as [string];
    return await walk(createS3Store({ endpoint }), { bucket: 'staging', prefix: 'user/run/' });
  } finally {
    server.disconnect();
  }
}

async function walkFiles(size: number): Promise<Walk> {
  const root = await mkdtemp(join(tmpdir(), 'labcas-objects-'));
  try {
    const folder = join(root, 'staging/user/run');
    await mkdir(folder, { recursive: true });
    for (const { name, content } of objectsOf(size)) await writeFile(join(folder, name), content);
    const store = createFilesystemStore({ root, signingKey: randomBytes(32) });
    return await walk(store, { bucket: 'staging', prefix: 'user/run/' });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function report(): string {
  const lines = rows.map(([store, row]) => {
    const { objects, pages, mean, first, last, heapFirst, heapLast, peak } = row;
    const times = `${mean.toFixed(0)} | ${first.toFixed(0)} | ${last.toFixed(0)} | ${(last / first).toFixed(2)}`;
    return `| ${store} | ${objects} | ${pages} | ${times} | ${heapFirst.toFixed(1)} | ${heapLast.toFixed(1)} | ${peak.toFixed(0)} |`;
  });
  return `${[
    '# Pages of large folders',
    '',
    'A folder is walked in pages of 1,000, with metadata beside one file in a hundred: the mean of its pages. Then its',
    `first and its last page are read in turn, ${turns} times each: the times are medians, and their ratio holds on a busy`,
    'machine too, which the times do not. The heap is what is in use after the first page and after the last, and the peak what the process',
    'grew by at most in between, in MB.',
    'S3 is a small server in a process of its own, whose time does not depend on the number of keys, so that what is',
    `seen is the store. Node ${process.version}. Written by \`npm run bench:objects\`.`,
    '',
    'A page of S3 costs the same wherever it is and however many objects there are. A file system gives names in no',
    'order, so that a page of files may have to read the names of the whole folder: wherever it is, that costs the same.',
    'Names are read ahead, for ten such pages, so that a walk does so for one page in ten; first and last, read in',
    'turn, always do.',
    '',
    '| store | objects | pages | ms a page, walked | first | last | last / first | heap, first | last | peak |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')}\n`;
}
