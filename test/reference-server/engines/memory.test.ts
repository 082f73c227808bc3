import { describe, expect, it } from 'vitest';
import {
  createMemoryEngine,
  type Script,
  type ScriptedWorkflow,
} from '../../../src/reference-server/engines/memory.js';
import { describeEngine } from './suite.js';

const workflow = (id: string, script: Partial<Script> = {}): ScriptedWorkflow => ({
  id,
  description: null,
  schedule: null,
  parameters: {},
  additionalParameters: true,
  script: () => ({ queued: 0, tasks: [{ id: 'main', duration: 5, log: 'hello\n' }], ...script }),
});

describeEngine('memory', async () => ({
  engine: createMemoryEngine({
    workflows: [
      workflow('quick'),
      workflow('failing', { outcome: 'failure' }),
      workflow('endless', { tasks: [{ id: 'main', duration: Number.POSITIVE_INFINITY }] }),
    ],
  }),
  workflows: { quick: 'quick', failing: 'failing', endless: 'endless' },
  conf: () => ({}),
  close: async () => undefined,
}));

const start = Date.parse('2026-11-23T19:12:00.000Z');
const ref = { workflowId: 'steps', runId: 'labcas-a' };

/** An engine with one run, at a time that the test sets. */
function createTimed(changes: Partial<Script> = {}) {
  const clock = { seconds: 0 };
  const now = () => new Date(start + clock.seconds * 1000);
  const written: [string, string][] = [];
  const steps = workflow('steps', {
    queued: 1000,
    tasks: [
      { id: 'read', duration: 2000, log: 'one\ntwo\n' },
      { id: 'write', duration: 2000, log: 'three\n' },
    ],
    outputs: { 'a.csv': 'x\n' },
    ...changes,
  });
  const engine = createMemoryEngine({
    workflows: [steps],
    now,
    write: (bucket, key, _content, changedAt) =>
      void written.push([`${bucket}/${key}`, changedAt.toISOString()]),
  });
  const conf = { username: 'researcher', out_bucket: 'staging', out_prefix: 'researcher/1' };
  const tasks = async () =>
    (await engine.listTasks({ ...ref, pageSize: 10 }))?.tasks.map(({ status }) => status);
  const log = async (taskId: string) => (await engine.getTaskLog({ ...ref, taskId }))?.text;
  engine.add({ ...ref, conf }, now());
  return { clock, engine, written, conf, tasks, log };
}

describe('a run in memory', () => {
  it('goes through its script by the clock, and leaves its outputs at the end', async () => {
    const { clock, engine, written, tasks, log } = createTimed();
    const seen: unknown[] = [];
    for (const seconds of [0, 1, 2, 3, 4, 5, 99]) {
      clock.seconds = seconds;
      const run = await engine.getRun(ref);
      seen.push([
        seconds,
        run?.status,
        await tasks(),
        (await log('read'))?.trim().split('\n').at(-1),
        written.length,
      ]);
    }
    expect(seen).toEqual([
      [0, 'queued', ['queued', 'queued'], '', 0],
      [1, 'running', ['running', 'queued'], '', 0],
      [2, 'running', ['running', 'queued'], 'one', 0],
      [3, 'running', ['success', 'running'], 'two', 0],
      [4, 'running', ['success', 'running'], 'two', 0],
      [5, 'success', ['success', 'success'], 'two', 1],
      [99, 'success', ['success', 'success'], 'two', 1],
    ]);
    expect(await engine.getRun(ref)).toMatchObject({
      startTime: '2026-11-23T19:12:01.000Z',
      endTime: '2026-11-23T19:12:05.000Z',
    });
    expect(written).toEqual([['staging/researcher/1/a.csv', '2026-11-23T19:12:05.000Z']]);
  });

  it('that fails does so in its last task, and says why', async () => {
    const { clock, engine, tasks } = createTimed({ outcome: 'failure', reason: 'No image was found.' });
    clock.seconds = 9;
    expect(await engine.getRun(ref)).toMatchObject({
      status: 'failed',
      failure: { code: 'exit', message: 'No image was found.' },
    });
    expect(await tasks()).toEqual(['success', 'failed']);
  });

  it('that is cancelled stops where it is, and writes nothing', async () => {
    const { clock, engine, tasks, log, written } = createTimed();
    clock.seconds = 2;
    await engine.cancelRun(ref);
    clock.seconds = 9;
    expect(await engine.getRun(ref)).toMatchObject({ status: 'failed', failure: { code: 'cancelled' } });
    expect([await tasks(), await log('read'), await log('write')]).toEqual([
      ['failed', 'skipped'],
      'one\n',
      '',
    ]);
    expect(written).toEqual([]);
  });

  it('leaves its script once it is set', async () => {
    const { clock, engine, tasks, log, written } = createTimed();
    engine.set(ref, { status: 'running', startTime: '2026-11-23T19:12:00.000Z' });
    engine.print(ref, 'read', 'by hand\n');
    clock.seconds = 99;
    expect(await engine.getRun(ref)).toMatchObject({ status: 'running' });
    expect([await tasks(), await log('read')]).toEqual([['running', 'running'], 'by hand\n']);
    expect(written).toEqual([]);
  });

  it('that began earlier is where it would be by now', async () => {
    const { engine, conf, written } = createTimed();
    engine.add({ ...ref, runId: 'labcas-b', conf }, new Date(start - 60_000));
    engine.advance();
    expect(engine.runs.map(({ status }) => status)).toEqual(['queued', 'success']);
    expect(written).toEqual([['staging/researcher/1/a.csv', '2026-11-23T19:11:05.000Z']]);
  });

  it('is handed out as a copy', async () => {
    const { engine } = createTimed();
    const run = await engine.getRun(ref);
    if (run) run.conf.username = 'somebody else';
    expect((await engine.getRun(ref))?.conf.username).toBe('researcher');
  });
});
