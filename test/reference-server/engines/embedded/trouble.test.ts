import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EngineRun } from '../../../../src/reference-server/engine.js';
import { createLogWriter } from '../../../../src/reference-server/engines/embedded/log-file.js';
import { until, untilEnded } from '../suite.js';
import { createWorkshop, type Workshop, write } from './fixture.js';
import { buildServer, removeServer, startServer } from './server-process.js';

beforeAll(buildServer);
afterAll(removeServer);

let workshop: Workshop;
beforeEach(async () => {
  workshop = await createWorkshop();
});
afterEach(() => workshop.close());

describe('A data directory that cannot be used', () => {
  test.each([
    ['runs', 'The data directory cannot be used: something else is in its place.'],
    ['lock', 'The data directory cannot be used: something else is in its place.'],
  ])('because %s is a file keeps the engine from starting, which says why', async (name, message) => {
    await writeFile(join(workshop.dataDir, name), 'in the way');
    await expect(workshop.open({ script: write })).rejects.toMatchObject({ kind: 'unavailable', message });
    await rm(join(workshop.dataDir, name));
    await workshop.open({ script: write });
  });

  test('because it is a file keeps the engine from starting', async () => {
    const dataDir = join(workshop.dataDir, 'file');
    await writeFile(dataDir, '');
    await expect(workshop.open({ script: write }, { dataDir })).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  test('while the server runs makes it refuse runs, with a reason and without a path', async () => {
    const engine = await workshop.open({ script: write });
    const runs = join(workshop.dataDir, 'runs');
    await rename(runs, `${runs}-away`);
    await writeFile(runs, 'in the way');
    const request = workshop.request('script');
    await expect(engine.createRun(request)).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'The run could not be recorded: a file is where a folder is expected.',
    });
    expect(await engine.getRun(request)).toBeUndefined();
    await rm(runs);
    await rename(`${runs}-away`, runs);
    expect(await engine.createRun(request)).toMatchObject({ created: true });
    expect(await untilEnded(engine, request)).toMatchObject({ status: 'success' });
  });

  test('delays the report of a run that has ended until it can be written', async () => {
    const engine = await workshop.open({ script: `while [ ! -e "$0/go" ]; do sleep 0.02; done; ${write}` });
    const request = workshop.request('script');
    await engine.createRun(request);
    await until(async () => (await engine.getRun(request))?.status === 'running');
    const runs = join(workshop.dataDir, 'runs');
    await rename(runs, `${runs}-away`);
    await writeFile(join(workshop.dataDir, 'go'), '');
    await until(() => workshop.events.some(({ message }) => message === 'run-not-recorded'));
    expect(await engine.getRun(request)).toMatchObject({ status: 'running', endTime: null });
    await rename(`${runs}-away`, runs);
    expect(await untilEnded(engine, request)).toMatchObject({ status: 'success' });
  });

  test('is no reason for a log to end a run', async () => {
    const log = await createLogWriter('/dev/full', 1000);
    await log.write(Buffer.from('some text'));
    await log.write(Buffer.from('more'));
    expect(await log.close()).toMatchObject({ code: 'ENOSPC' });
  });
});

describe('A record that does not fit', () => {
  test('is refused as a whole, and nothing of it is found later', async () => {
    const catalog = await writeCatalog({ script: write });
    // The shell allows files of 8 blocks, 4 KiB where a block is 512 bytes, and the writes stop short there.
    const server = await startServer(workshop.dataDir, catalog, ['sh', '-c', 'ulimit -f 8; exec "$@"', 'sh']);
    const [large, small] = [
      workshop.request('script', { text: 'x'.repeat(20_000) }),
      workshop.request('script'),
    ];
    await expect(server.ask({ create: large })).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'The run could not be recorded: a file would grow too large.',
    });
    await server.ask({ create: small });
    await server.kill();
    const engine = await workshop.open({ script: write });
    expect(await engine.getRun(large)).toBeUndefined();
    expect(await untilEnded(engine, small)).toMatchObject({ runId: small.runId });
  });
});

const mayMount = canMount();

describe.skipIf(!mayMount)(
  `On a full disk${mayMount ? '' : ' (needs user namespaces, to mount a small one)'}`,
  () => {
    test('runs are refused, and a run that fills it can still be cancelled', async () => {
      const disk = join(workshop.dataDir, 'disk');
      const fill = 'cat /dev/zero > "$HOME/zeros"; echo full; exec sleep 1000';
      const catalog = await writeCatalog({ fill, script: write });
      const mount = 'mount -t tmpfs -o size=2m tmpfs "$0"; mkdir -p "$0/buckets/archive/colon"; exec "$@"';
      await mkdir(disk);
      const server = await startServer(disk, catalog, ['unshare', '-rm', 'sh', '-c', mount, disk]);
      const ask = (question: object) => server.ask<EngineRun>(question);
      try {
        const filling = workshop.request('fill');
        await ask({ create: filling });
        let refusal: Error | undefined;
        await until(async () => {
          refusal = await ask({ create: workshop.request('script') }).then(
            () => undefined,
            (error) => error,
          );
          return refusal !== undefined;
        });
        expect(refusal).toMatchObject({
          kind: 'unavailable',
          message: 'The run could not be recorded: the disk is full.',
        });
        await ask({ cancel: filling }).catch((error) => expect(error).toMatchObject({ kind: 'unavailable' }));
        await until(async () => (await ask({ get: filling })).status === 'failed');
        expect(await ask({ get: filling })).toMatchObject({ failure: { code: 'cancelled' } });
        const later = workshop.request('script');
        await ask({ create: later });
        await until(async () => (await ask({ get: later })).status === 'success');
      } finally {
        await server.kill();
      }
    });
  },
);

async function writeCatalog(scripts: Record<string, string>): Promise<string> {
  const path = join(workshop.dataDir, 'catalog.json');
  const workflows = Object.entries(scripts).map(([id, script]) => [id, { command: ['sh', '-c', script] }]);
  await writeFile(path, JSON.stringify({ workflows: Object.fromEntries(workflows) }));
  return path;
}

function canMount(): boolean {
  if (!existsSync('/proc/self/ns/user')) return false;
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /tmp'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
