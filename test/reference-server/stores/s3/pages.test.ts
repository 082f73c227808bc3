import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { StorePage } from '../../../../src/reference-server/store.js';
import { createS3Store } from '../../../../src/reference-server/stores/s3.js';
import { startLargeBucket } from '../../support/large-bucket.js';
import { awsTestEnvironment } from '../../support/ssm-server.js';

beforeEach(() => {
  for (const [name, value] of Object.entries(awsTestEnvironment)) vi.stubEnv(name, value);
});

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(5, '0')}`);

test('a folder of 5,000 files and 500 folders is walked in full pages, each for the same few requests', async () => {
  const files = numbered('file', 5000);
  const folders = numbered('folder', 500).map((name) => `${name}/`);
  const objects = new Map<string, string>();
  for (const name of files) objects.set(`user/${name}`, '');
  for (const name of folders) for (const child of ['a', 'b', 'c']) objects.set(`user/${name}${child}`, '');
  // One file in ten has metadata, which lies among the files and is no file itself.
  const annotated = files.filter((_, index) => index % 10 === 0);
  for (const name of annotated) objects.set(`user/${name}.cfg`, `[${name}]\nname = ${name}\n\n`);
  const bucket = await startLargeBucket(objects);
  onTestFinished(() => bucket.close());

  const store = createS3Store({ endpoint: bucket.endpoint });
  const pages: StorePage[] = [];
  const lists: number[] = [];
  let pageToken: string | undefined;
  do {
    const before = bucket.requests.lists;
    const page = await store.list({ bucket: 'staging', prefix: 'user/' }, { pageSize: 250, pageToken });
    pages.push(page ?? { folders: [], files: [] });
    lists.push(bucket.requests.lists - before);
    pageToken = page?.nextPageToken;
  } while (pageToken !== undefined);

  const found = pages.flatMap((page) => page.files);
  expect(found.map(({ name }) => name)).toEqual(files);
  expect(pages.flatMap((page) => page.folders)).toEqual(folders);
  expect(
    found.filter(({ properties }) => Object.keys(properties).length > 0).map(({ name }) => name),
  ).toEqual(annotated);
  expect(pages.map((page) => page.files.length + page.folders.length)).toEqual(pages.map(() => 250));
  expect(Math.max(...lists)).toBe(1);
  // Of metadata nothing is asked for but what is there, and what a page of S3 does not reach.
  expect(bucket.requests.others).toBeLessThan(annotated.length + 3 * pages.length);
});
