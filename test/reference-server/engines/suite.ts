import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Engine,
  EngineError,
  type EngineRun,
  type RunRequest,
} from '../../../src/reference-server/engine.js';
import { PageTokenError } from '../../../src/reference-server/page-token.js';

/** An engine to be held to its port, and workflows of known behaviour. */
export interface EngineFixture {
  engine: Engine;
  workflows: {
    /** Prints `hello` and succeeds. */
    quick: string;
    /** Fails by itself. */
    failing: string;
    /** Goes on until it is ended. */
    endless: string;
  };
  /** The keys of a conf that the engine needs to run anything. */
  conf(username: string, runId: string): Record<string, unknown>;
  close(): Promise<void>;
}

/** What every engine must do, whatever it runs workflows with. */
export function describeEngine(name: string, open: () => Promise<EngineFixture>): void {
  describe(`${name} keeps to the port of engines`, () => {
    let fixture: EngineFixture;
    beforeEach(async () => {
      fixture = await open();
    });
    afterEach(() => fixture.close());

    const request = (workflowId: string, username = 'researcher', runId = newRunId()): RunRequest => ({
      workflowId,
      runId,
      conf: { ...fixture.conf(username, runId), username },
    });
    const listed = (username: string, pageSize: number, pageToken?: string) =>
      fixture.engine.listRuns({
        workflowIds: Object.values(fixture.workflows),
        username,
        pageSize,
        pageToken,
      });

    test('lists the workflows that exist, and describes each', async () => {
      const { engine, workflows } = fixture;
      const found = await engine.listWorkflows([workflows.failing, 'no-such-workflow', workflows.quick]);
      expect(found.map(({ id }) => id).sort()).toEqual([workflows.failing, workflows.quick].sort());
      expect(await engine.getWorkflow(workflows.quick)).toMatchObject({ id: workflows.quick });
      expect(await engine.getWorkflow('no-such-workflow')).toBeUndefined();
    });

    test('takes a run through its life to success', async () => {
      const { engine, workflows } = fixture;
      const wanted = request(workflows.quick);
      const { run, created } = await engine.createRun(wanted);
      expect(created).toBe(true);
      expect(run).toMatchObject({
        workflowId: workflows.quick,
        runId: wanted.runId,
        conf: wanted.conf,
        failure: null,
      });
      const ended = await untilEnded(engine, wanted);
      expect(ended).toMatchObject({ status: 'success', failure: null, createdAt: run.createdAt });
      const times = [ended.createdAt, ended.startTime ?? '', ended.endTime ?? ''];
      expect(times.map((time) => new Date(time).toISOString())).toEqual([...times].sort());
    });

    test('says why a run failed', async () => {
      const { engine, workflows } = fixture;
      const wanted = request(workflows.failing);
      await engine.createRun(wanted);
      const { status, failure } = await untilEnded(engine, wanted);
      expect(status).toBe('failed');
      expect(failure?.code).toBe('exit');
      expect(failure?.message).toMatch(/\S.*\.$/);
    });

    test('answers the same run for the same id, also when asked many times at once', async () => {
      const { engine, workflows } = fixture;
      const wanted = request(workflows.quick);
      const answers = await Promise.all(Array.from({ length: 8 }, () => engine.createRun(wanted)));
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
      await untilEnded(engine, wanted);
      const again = await engine.createRun({ ...wanted, conf: { ...wanted.conf, other: 1 } });
      expect(again).toMatchObject({ created: false, run: { status: 'success', conf: wanted.conf } });
      expect((await listed('researcher', 10)).runs).toHaveLength(1);
    });

    test('refuses to run a workflow that does not exist', async () => {
      const refusal = fixture.engine.createRun(request('no-such-workflow'));
      await expect(refusal).rejects.toBeInstanceOf(EngineError);
      await expect(refusal).rejects.toMatchObject({ kind: 'rejected' });
    });

    test('lists the runs of one user, newest first, by status and by workflow', async () => {
      const { engine, workflows } = fixture;
      const made = [workflows.quick, workflows.failing, workflows.quick].map((id) => request(id));
      for (const one of made) await engine.createRun(one);
      await engine.createRun(request(workflows.quick, 'reviewer'));
      for (const one of made) await untilEnded(engine, one);
      const ids = ({ runs }: { runs: EngineRun[] }) => runs.map(({ runId }) => runId);
      const expected = made.map(({ runId }) => runId).reverse();
      expect(ids(await listed('researcher', 10))).toEqual(expected);
      const query = { username: 'researcher', pageSize: 10 };
      const failed = await engine.listRuns({
        ...query,
        workflowIds: Object.values(workflows),
        status: 'failed',
      });
      expect(ids(failed)).toEqual([made[1]?.runId]);
      const quick = await engine.listRuns({ ...query, workflowIds: [workflows.quick] });
      expect(ids(quick)).toEqual([expected[0], expected[2]]);
      expect(ids(await engine.listRuns({ ...query, workflowIds: [] }))).toEqual([]);
    });

    test('pages without a gap or a repeat while runs arrive', async () => {
      const { engine, workflows } = fixture;
      const made = Array.from({ length: 5 }, () => request(workflows.quick));
      for (const one of made) await engine.createRun(one);
      const seen: string[] = [];
      let pageToken: string | undefined;
      do {
        const page = await listed('researcher', 2, pageToken);
        expect(page.runs.length).toBeLessThanOrEqual(2);
        seen.push(...page.runs.map(({ runId }) => runId));
        pageToken = page.nextPageToken;
        await engine.createRun(request(workflows.quick));
      } while (pageToken !== undefined);
      expect(seen).toEqual(made.map(({ runId }) => runId).reverse());
    });

    test('refuses a page token that it did not issue', async () => {
      const { engine, workflows } = fixture;
      const wanted = request(workflows.quick);
      await engine.createRun(wanted);
      await untilEnded(engine, wanted);
      for (const pageToken of ['', 'x', 'bm9uc2Vuc2U', '{}']) {
        await expect(listed('researcher', 2, pageToken)).rejects.toBeInstanceOf(PageTokenError);
        await expect(engine.getTaskLog({ ...wanted, taskId: 'main', pageToken })).rejects.toBeInstanceOf(
          PageTokenError,
        );
      }
    });

    test('cancels a run in flight, once', async () => {
      const { engine, workflows } = fixture;
      const wanted = request(workflows.endless);
      await engine.createRun(wanted);
      await until(async () => (await engine.getRun(wanted))?.status === 'running');
      expect(await engine.cancelRun(wanted)).toMatchObject({ runId: wanted.runId });
      expect(await untilEnded(engine, wanted)).toMatchObject({
        status: 'failed',
        failure: { code: 'cancelled' },
      });
      expect(await engine.cancelRun(wanted)).toBe('ended');
    });

    test('shows the tasks of a run and what they printed', async () => {
      const { engine, workflows } = fixture;
      const wanted = request(workflows.quick);
      await engine.createRun(wanted);
      await untilEnded(engine, wanted);
      const tasks = (await engine.listTasks({ ...wanted, pageSize: 10 }))?.tasks ?? [];
      expect(tasks.map(({ status, tries }) => ({ status, tries }))).toEqual([
        { status: 'success', tries: 1 },
      ]);
      const taskId = tasks[0]?.task_id ?? '';
      expect((await engine.getTaskLog({ ...wanted, taskId }))?.text).toContain('hello');
      expect((await engine.getTaskLog({ ...wanted, taskId, try: 1 }))?.text).toContain('hello');
      expect(await engine.getTaskLog({ ...wanted, taskId, try: 2 })).toBeUndefined();
      expect(await engine.getTaskLog({ ...wanted, taskId, mapIndex: 0 })).toBeUndefined();
      expect(await engine.getTaskLog({ ...wanted, taskId: 'no-such-task' })).toBeUndefined();
    });

    test('knows nothing of a run that does not exist', async () => {
      const { engine, workflows } = fixture;
      const ref = { workflowId: workflows.quick, runId: 'no-such-run' };
      expect(await engine.getRun(ref)).toBeUndefined();
      expect(await engine.cancelRun(ref)).toBeUndefined();
      expect(await engine.listTasks({ ...ref, pageSize: 10 })).toBeUndefined();
      expect(await engine.getTaskLog({ ...ref, taskId: 'main' })).toBeUndefined();
    });
  });
}

/** An id as the server makes them. */
export function newRunId(): string {
  return `labcas-${[...randomBytes(20)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('')}`;
}

/** Waits for something to become true. */
export async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isTrue())) await delay(10);
}

/** Waits for a run to end. */
export async function untilEnded(
  engine: Engine,
  ref: { workflowId: string; runId: string },
): Promise<EngineRun> {
  for (;;) {
    const run = await engine.getRun(ref);
    if (run?.status === 'success' || run?.status === 'failed') return run;
    await delay(10);
  }
}
