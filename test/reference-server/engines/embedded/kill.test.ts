import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineRun, RunPage } from '../../../../src/reference-server/engine.js';
import { createWorkshop, type Workshop, write } from './fixture.js';
import { buildServer, removeServer, type ServerProcess, startServer } from './server-process.js';

const rounds = 50;
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const random = createRandom(seed);
let workshop: Workshop;
beforeAll(async () => {
  workshop = await createWorkshop();
  await buildServer();
});
afterAll(async () => {
  await removeServer();
  await workshop.close();
});

test(`no accepted run is lost or run twice when the server is killed ${rounds} times (KILL_SEED=${seed})`, {
  timeout: 120_000,
}, async () => {
  const catalog = join(workshop.dataDir, 'catalog.json');
  const journal = join(workshop.dataDir, 'journal');
  await writeFile(catalog, JSON.stringify({ workflows: workflowsOf(journal) }));
  await writeFile(journal, '');
  const accepted = new Set<string>();
  const reported = new Map<string, { run: EngineRun; begun: number }>();

  for (let round = 0; round < rounds; round += 1) {
    const server = await startServer(workshop.dataDir, catalog);
    await check(server);
    const accepting = acceptRuns(server, accepted);
    await delay(random() * 150);
    await server.kill();
    await accepting;
  }
  const server = await startServer(workshop.dataDir, catalog);
  await cancelEndless(server);
  while ((await check(server)).some(({ status }) => status === 'queued' || status === 'running'))
    await delay(50);
  await server.stop();

  const runs = [...reported.values()];
  expect(accepted.size).toBeGreaterThan(0);
  expect(runs.filter(({ run }) => run.status === 'success').length).toBeGreaterThan(0);
  expect(runs.filter(({ run }) => run.failure?.code === 'interrupted').length).toBeGreaterThan(0);
  for (const { run, begun } of runs) if (run.status === 'success') expect(begun).toBe(1);
  expect(await processesOf(workshop.dataDir)).toEqual([]);

  /** Every accepted run is there, none began twice, and none that had ended has changed since. */
  async function check(server: ServerProcess): Promise<EngineRun[]> {
    const { runs } = await server.ask<RunPage>({ list: ['short', 'endless'] });
    const starts = await countLines(journal);
    expect([...accepted].filter((id) => !runs.some(({ runId }) => runId === id))).toEqual([]);
    for (const run of runs) {
      const begun = starts.get(run.runId) ?? 0;
      expect(begun).toBeLessThanOrEqual(1);
      const before = reported.get(run.runId);
      if (before !== undefined) expect({ run, begun }).toEqual(before);
      else if (run.endTime !== null) reported.set(run.runId, { run, begun });
    }
    return runs;
  }
});

function workflowsOf(journal: string) {
  const begin = `echo "$LABCAS_RUN_ID" >> "$0"`;
  return {
    short: { command: ['sh', '-c', `${begin}; sleep 0.01; ${write}`, journal] },
    endless: { command: ['sh', '-c', `${begin}; ${write}; sleep 1000 & trap '' TERM; wait`, journal] },
  };
}

/** Asks for runs, some at a time, until the server is gone. */
async function acceptRuns(server: ServerProcess, accepted: Set<string>): Promise<void> {
  for (;;) {
    const requests = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      workshop.request(random() < 0.03 ? 'endless' : 'short'),
    );
    const answers = await Promise.allSettled(requests.map((create) => server.ask({ create })));
    for (const [at, { status }] of answers.entries()) {
      if (status === 'fulfilled') accepted.add(requests[at]?.runId ?? '');
    }
    if (answers.some(({ status }) => status === 'rejected')) return;
    await delay(random() * 30);
  }
}

async function cancelEndless(server: ServerProcess): Promise<void> {
  const { runs } = await server.ask<RunPage>({ list: ['endless'] });
  for (const { workflowId, runId } of runs) await server.ask({ cancel: { workflowId, runId } });
}

async function countLines(path: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const line of (await readFile(path, 'utf8')).split('\n'))
    counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** The processes that were started with a file of the data directory; none where there is no `/proc`. */
async function processesOf(dataDir: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc').catch(() => [])) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (environment.includes(`LABCAS_CONF=${dataDir}/`)) found.push(pid);
  }
  return found;
}

/** Repeatable numbers of 0 to 1. */
function createRandom(start: number): () => number {
  let state = start;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
