import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Lock, takeLock } from '../../../../src/reference-server/engines/embedded/lock.js';
import { createProcessTable } from '../../../../src/reference-server/engines/embedded/process-table.js';
import { createWorkshop, type Workshop, write } from './fixture.js';
import { buildServer, removeServer, startServer } from './server-process.js';

const table = createProcessTable();

describe('The lock of a data directory', () => {
  let path: string;
  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'labcas-lock-')), 'lock');
  });
  afterEach(() => rm(join(path, '..'), { recursive: true, force: true }));

  test('is had by one at a time, and by the next after its release', async () => {
    const lock = await takeLock(path, table);
    await expect(takeLock(path, table)).rejects.toMatchObject({
      kind: 'unavailable',
      message: `The data directory is in use by another server, process ${process.pid}. Stop it, or choose another directory.`,
    });
    await lock.release();
    await (await takeLock(path, table)).release();
    expect(await readdir(path)).toHaveLength(1);
  });

  test.each([
    ['a process that has ended', { pid: 4_000_000, startedAt: 'some time' }],
    ['a process whose id another one has now', { pid: process.pid, startedAt: 'another time' }],
    ['nobody', {}],
  ])('is taken over from %s by exactly one of many', async (_, owner) => {
    for (let round = 1; round <= 20; round += 1) {
      await mkdir(path, { recursive: true });
      await writeFile(join(path, String(round * 100)), JSON.stringify(owner));
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(path, table)));
      const taken = results.filter(
        (result): result is PromiseFulfilledResult<Lock> => result.status === 'fulfilled',
      );
      expect(taken).toHaveLength(1);
      await taken[0]?.value.release();
    }
  });
});

describe('Two servers on one data directory', () => {
  let workshop: Workshop;
  beforeAll(buildServer);
  afterAll(removeServer);
  beforeEach(async () => {
    workshop = await createWorkshop();
    const workflows = { script: { command: ['sh', '-c', write] } };
    await writeFile(join(workshop.dataDir, 'catalog.json'), JSON.stringify({ workflows }));
  });
  afterEach(() => workshop.close());

  const start = () => startServer(workshop.dataDir, join(workshop.dataDir, 'catalog.json'));

  test('are one: the second refuses to start, until the first is killed', async () => {
    const first = await start();
    const refusal = {
      kind: 'unavailable',
      message: expect.stringContaining(`in use by another server, process ${first.pid}`),
    };
    await expect(start()).rejects.toMatchObject(refusal);
    await expect(workshop.open({ script: write })).rejects.toMatchObject(refusal);
    await first.kill();
    const second = await start();
    await expect(start()).rejects.toMatchObject({ kind: 'unavailable' });
    await second.stop();
    await workshop.open({ script: write });
  });

  test('that start at the same moment over a stale lock are one', async () => {
    await (await start()).kill();
    for (let round = 0; round < 3; round += 1) {
      const results = await Promise.allSettled([start(), start(), start()]);
      const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(started).toHaveLength(1);
      await started[0]?.kill();
    }
  });
});
