import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EngineRun, RunRequest } from '../../../../src/reference-server/engine.js';
import { createProcessTable } from '../../../../src/reference-server/engines/embedded/process-table.js';
import { until, untilEnded } from '../suite.js';
import { createWorkshop, isAlive, type Workshop, write } from './fixture.js';
import { buildServer, removeServer, startServer } from './server-process.js';

beforeAll(buildServer);
afterAll(removeServer);

let workshop: Workshop;
beforeEach(async () => {
  workshop = await createWorkshop();
});
afterEach(() => workshop.close());

const interrupted = {
  code: 'interrupted',
  message: 'The server was stopped while the run was in progress. Start it again.',
};
const stubborn = `sh -c 'trap "" TERM; echo $$ > "$0/member"; while :; do sleep 0.1; done' "$0" & echo $$ > "$0/leader"; wait`;

describe('After the server was killed, the embedded engine', () => {
  test('reports what was in flight as interrupted, ends its processes, and starts what waited', async () => {
    // The server runs four at a time, so the last one waits for as long as the others take.
    const scripts = { stubborn, long: 'sleep 600', script: write };
    const [flying, waiting] = await crash(scripts, ['stubborn', 'long', 'long', 'long', 'script']);
    const engine = await workshop.open(scripts);
    expect(await engine.getRun(flying)).toMatchObject({ status: 'failed', failure: interrupted });
    expect(await isAlive(await pidIn('leader'))).toBe(false);
    expect(await isAlive(await pidIn('member'))).toBe(false);
    expect(await untilEnded(engine, waiting)).toMatchObject({ status: 'success' });
    expect(await readdir(folderOf(flying))).not.toContain('work');
  });

  test('ends what is left of a run whose first process has ended', async () => {
    const [flying] = await crash({ stubborn }, ['stubborn']);
    process.kill(await pidIn('leader'), 'SIGKILL');
    await until(async () => !(await isAlive(await pidIn('leader'))));
    expect(await isAlive(await pidIn('member'))).toBe(true);
    const engine = await workshop.open({ stubborn });
    expect(await engine.getRun(flying)).toMatchObject({ failure: interrupted });
    expect(await isAlive(await pidIn('member'))).toBe(false);
  });

  test('leaves a process alone that was given the id of one that has ended', async () => {
    const stranger = await startStranger('exec sleep 1000');
    try {
      await forge({ status: 'running', process: { pid: stranger.pid, startedAt: 'another time' } });
      await workshop.open({ script: write });
      expect(await isAlive(stranger.pid)).toBe(true);
    } finally {
      process.kill(-stranger.pid, 'SIGKILL');
    }
  });

  test('leaves a group alone that has no leader and does not belong to the run', async () => {
    const stranger = await startStranger('sleep 1000 & exit');
    await once(stranger.child, 'exit');
    try {
      await forge({ status: 'running', process: { pid: stranger.pid, startedAt: 'another time' } });
      await workshop.open({ script: write });
      const members = (await createProcessTable().list()).filter(({ group }) => group === stranger.pid);
      expect(members.map(({ alive }) => alive)).toContain(true);
    } finally {
      process.kill(-stranger.pid, 'SIGKILL');
    }
  });

  test('reports a run as cancelled when that was decided before', async () => {
    const request = await forge({ status: 'running', process: null, stopping: 'cancelled' });
    const engine = await workshop.open({ script: write });
    expect(await engine.getRun(request)).toMatchObject({ failure: { code: 'cancelled' } });
  });

  test('starts a run whose output folder was made already, and no other that finds one', async () => {
    const request = await forge({});
    await mkdir(workshop.outputOf(request), { recursive: true });
    const used = await forge({});
    await mkdir(workshop.outputOf(used), { recursive: true });
    await writeFile(join(workshop.outputOf(used), 'kept.txt'), 'kept');
    const engine = await workshop.open({ script: write });
    expect(await untilEnded(engine, request)).toMatchObject({ status: 'success' });
    expect(await untilEnded(engine, used)).toMatchObject({ failure: { code: 'engine' } });
    expect(await readdir(workshop.outputOf(used))).toEqual(['kept.txt']);
  });

  test('fails a run that waited for a workflow that is gone, and still shows it', async () => {
    const request = await forge({});
    const engine = await workshop.open({ other: write });
    const message = 'The workflow is no longer offered.';
    expect(await untilEnded(engine, request)).toMatchObject({ failure: { code: 'engine', message } });
  });

  test('forgets what was never accepted, and touches nothing that it cannot read', async () => {
    const [half, damaged, odd] = [
      workshop.request('script'),
      workshop.request('script'),
      workshop.request('script'),
    ];
    await mkdir(folderOf(half), { recursive: true });
    await writeFile(join(folderOf(half), 'run.json.123'), '{"half');
    await mkdir(folderOf(damaged), { recursive: true });
    await writeFile(join(folderOf(damaged), 'run.json'), '{"version":1,');
    await mkdir(folderOf(odd), { recursive: true });
    await writeFile(join(folderOf(odd), 'run.json'), '{"version":2}');
    const engine = await workshop.open({ script: write });
    expect(await exists(folderOf(half))).toBe(false);
    expect(workshop.events.filter(({ message }) => message === 'run-damaged')).toHaveLength(2);
    for (const request of [damaged, odd]) {
      expect(await engine.getRun(request)).toBeUndefined();
      await expect(engine.createRun(request)).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await readdir(folderOf(request))).toEqual(['run.json']);
    }
    expect(await engine.createRun(half)).toMatchObject({ created: true });
  });

  test('knows every run again as it was', async () => {
    const first = await workshop.open({ script: write });
    const requests = Array.from({ length: 5 }, () => workshop.request('script', { tiles: 64 }));
    for (const request of requests) await first.createRun(request);
    const before: EngineRun[] = [];
    for (const request of requests) before.push(await untilEnded(first, request));
    await first.close();
    const second = await workshop.open({ script: write });
    const query = { workflowIds: ['script'], username: 'researcher', pageSize: 10 };
    expect((await second.listRuns(query)).runs).toEqual(before.reverse());
    const [newest] = requests.slice(-1);
    expect(await second.createRun(newest ?? workshop.request('script'))).toMatchObject({ created: false });
    const added = await second.createRun(workshop.request('script'));
    expect((await second.listRuns(query)).runs[0]?.runId).toBe(added.run.runId);
  });
});

describe('When it is closed, the embedded engine', () => {
  test('ends what is in flight as interrupted and keeps what waits for the next one', async () => {
    const engine = await workshop.open({ stubborn, script: write }, { concurrency: 1 });
    const [flying, waiting] = [workshop.request('stubborn'), workshop.request('script')];
    await engine.createRun(flying);
    await engine.createRun(waiting);
    await until(() => exists(join(workshop.dataDir, 'member')));
    await Promise.all([engine.close(), engine.close()]);
    expect(await isAlive(await pidIn('member'))).toBe(false);
    expect(await engine.getRun(flying)).toMatchObject({ failure: interrupted });
    expect(await engine.getRun(waiting)).toMatchObject({ status: 'queued' });
    await expect(engine.createRun(workshop.request('script'))).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(engine.cancelRun(waiting)).rejects.toMatchObject({ kind: 'unavailable' });
    const next = await workshop.open({ stubborn, script: write });
    expect(await untilEnded(next, waiting)).toMatchObject({ status: 'success' });
  });

  test('loses nothing when it is closed while runs begin', async () => {
    for (let round = 0; round < 10; round += 1) {
      const engine = await workshop.open({ script: write }, { concurrency: 4 });
      const requests = Array.from({ length: 8 }, () => workshop.request('script'));
      await Promise.all(requests.map((request) => engine.createRun(request)));
      await delay(round * 5);
      await engine.close();
      const runs = await Promise.all(requests.map((request) => engine.getRun(request)));
      const ends = runs.map((run) => run?.failure?.code ?? run?.status);
      expect(ends.filter((end) => !['success', 'interrupted', 'queued'].includes(end ?? ''))).toEqual([]);
    }
    const last = await workshop.open({ script: write }, { concurrency: 4 });
    const query = { workflowIds: ['script'], username: 'researcher', pageSize: 100 };
    await until(async () => (await last.listRuns({ ...query, status: 'queued' })).runs.length === 0);
    const { runs } = await last.listRuns(query);
    expect(runs).toHaveLength(80);
  });
});

/** Starts runs in a server and kills it while the first is in flight. */
async function crash(
  scripts: Record<string, string>,
  workflowIds: [string, ...string[]],
): Promise<[RunRequest, RunRequest]> {
  const catalog = join(workshop.dataDir, 'catalog.json');
  const workflows = Object.entries(scripts).map(([id, script]) => [
    id,
    { command: ['sh', '-c', script, workshop.dataDir] },
  ]);
  await writeFile(catalog, JSON.stringify({ workflows: Object.fromEntries(workflows) }));
  const server = await startServer(workshop.dataDir, catalog);
  const requests = workflowIds.map((id) => workshop.request(id));
  const [first, ...others] = requests;
  if (first === undefined) throw new Error('no workflow');
  await server.ask({ create: first });
  await until(() => exists(join(workshop.dataDir, 'member')));
  for (const create of others) {
    await server.ask({ create });
    const isLong = create.workflowId === 'long';
    await until(async () => !isLong || (await server.ask<EngineRun>({ get: create })).status === 'running');
  }
  await server.kill();
  return [first, others.at(-1) ?? first];
}

/** Writes the record of a run as an earlier engine would have left it. */
async function forge(fields: Record<string, unknown>): Promise<RunRequest> {
  const request = workshop.request('script');
  const record = {
    ...{ version: 1, sequence: 1, status: 'queued', createdAt: '2026-11-23T19:00:00.000Z' },
    ...{ startTime: null, endTime: null, failure: null, process: null, stopping: null },
    ...request,
    ...fields,
  };
  await mkdir(folderOf(request), { recursive: true });
  await writeFile(join(folderOf(request), 'run.json'), JSON.stringify(record));
  return request;
}

/** A process group that is none of the engine's. */
async function startStranger(script: string) {
  const child = spawn('sh', ['-c', script], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  return { child, pid: child.pid ?? 0 };
}

function folderOf({ workflowId, runId }: RunRequest): string {
  return join(workshop.dataDir, 'runs', workflowId, runId);
}

async function pidIn(name: string): Promise<number> {
  return Number(await readFile(join(workshop.dataDir, name), 'utf8'));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
