import { describe, expect, it } from 'vitest';
import { baseUrl, createHarness } from './support/harness.js';

type Harness = ReturnType<typeof createHarness>;
const path = '/workflows/rehearsal/runs';

async function start({ send }: Harness, user = 'researcher', workflow = 'rehearsal'): Promise<string> {
  const parameters = workflow === 'rehearsal' ? { message: 'a' } : {};
  const body = { in_data_selection: 'colon/fhl2', ...parameters };
  return String((await send('POST', `/workflows/${workflow}/runs`, { user, body })).json.run_id);
}

const refOf = (runId: string) => ({ workflowId: 'rehearsal', runId });

async function idsOf({ send }: Harness, target: string, user = 'researcher') {
  const { json } = await send('GET', target, { user });
  const runs = json.runs as { run_id: string }[];
  return { ids: runs.map((run) => run.run_id), next: json.next_page_token as string | undefined };
}

describe('lists of runs', () => {
  it('are newest first and hold the runs of the caller only', async () => {
    const harness = createHarness();
    const first = await start(harness);
    const other = await start(harness, 'reviewer');
    const second = await start(harness);
    const elsewhere = await start(harness, 'researcher', 'nebraska');
    expect(await idsOf(harness, path)).toEqual({ ids: [second, first], next: undefined });
    expect((await idsOf(harness, path, 'reviewer')).ids).toEqual([other]);
    expect((await idsOf(harness, '/runs')).ids).toEqual([elsewhere, second, first]);
    expect((await idsOf(harness, '/runs', 'reviewer')).ids).toEqual([other]);
  });

  it.each([path, '/runs'])('of %s are paged without gap or repeat', async (target) => {
    const harness = createHarness();
    const started = [];
    for (let count = 0; count < 5; count++) started.unshift(await start(harness));
    const seen = [];
    let token = '';
    for (let count = 0; count < 3; count++) {
      const { ids, next } = await idsOf(harness, `${target}?page_size=2${token}`);
      seen.push(...ids);
      token = next === undefined ? '' : `&page_token=${encodeURIComponent(next)}`;
    }
    expect([seen, token]).toEqual([started, '']);
  });

  it('end a page early rather than let it grow past what a gateway carries', async () => {
    const harness = createHarness();
    const body = { in_data_selection: 'colon/fhl2', note: 'n'.repeat(900_000) };
    const started = [];
    for (let count = 0; count < 5; count++) {
      const answer = await harness.send('POST', '/workflows/pipeline/runs', { body });
      started.unshift(String(answer.json.run_id));
    }
    const first = await idsOf(harness, '/runs');
    expect(first.ids).toEqual(started.slice(0, 2));
    const second = await idsOf(harness, `/runs?page_token=${encodeURIComponent(first.next ?? '')}`);
    expect(second.ids).toEqual(started.slice(2, 4));
  });

  it('are filtered by status', async () => {
    const harness = createHarness();
    const [done, waiting] = [await start(harness), await start(harness)];
    harness.engine.set(refOf(done), { status: 'success', endTime: '2026-11-23T19:12:09.870Z' });
    expect((await idsOf(harness, `${path}?status=success`)).ids).toEqual([done]);
    expect((await idsOf(harness, '/runs?status=queued')).ids).toEqual([waiting]);
    expect((await idsOf(harness, `${path}?status=failed`)).ids).toEqual([]);
  });

  it.each([
    ['status=done', 'status', 'must be one of queued, running, success, failed'],
    ['status=', 'status', 'must be one of queued, running, success, failed'],
    ['page_size=0', 'page_size', 'must be 1 or more'],
    ['page_size=1001', 'page_size', 'must be 1000 or less'],
    ['page_size=ten', 'page_size', 'must be an integer'],
    ['page_size=1.0', 'page_size', 'must be an integer'],
    ['page_size=%2B5', 'page_size', 'must be an integer'],
    ['page_size=0x10', 'page_size', 'must be an integer'],
    ['page_size=1e2', 'page_size', 'must be an integer'],
    ['page_size=%201', 'page_size', 'must be an integer'],
    ['page_size=', 'page_size', 'must be an integer'],
    ['page_token=', 'page_token', 'must not be empty'],
  ])('refuse ?%s', async (query, parameter, detail) => {
    const { send } = createHarness();
    for (const target of [path, '/runs']) {
      const answer = await send('GET', `${target}?${query}`);
      expect([answer.status, answer.json.code]).toEqual([400, 'invalid-parameter']);
      expect(answer.json.errors).toContainEqual({ detail, parameter });
    }
  });

  it.each(['abc', '%00', 'WyJ0YXNrcyIsMV0'])(
    'refuse the page token %s of another list or of nobody',
    async (token) => {
      const { send } = createHarness();
      const answer = await send('GET', `/runs?page_token=${token}`);
      expect([answer.status, answer.json.code]).toEqual([400, 'invalid-page-token']);
    },
  );

  it('of a workflow that is gone stay readable, whichever page or status is asked for', async () => {
    const { send, engine } = createHarness();
    await send('POST', '/workflows/nebraska/runs', { body: { in_data_selection: 'colon/fhl2' } });
    engine.getWorkflow = async () => undefined;
    expect((await send('GET', '/workflows/nebraska/runs')).json.runs).toHaveLength(1);
    const none = await send('GET', '/workflows/nebraska/runs?status=failed');
    expect([none.status, none.json]).toEqual([200, { runs: [] }]);
    // An engine that passes over the runs of others can have nothing to show yet.
    engine.listRuns = async () => ({ runs: [], nextPageToken: 'next' });
    const empty = await send('GET', '/workflows/nebraska/runs');
    expect([empty.status, empty.json]).toEqual([200, { runs: [], next_page_token: 'next' }]);
  });

  it('are not found for a workflow that is forbidden, unknown, or gone without a run left', async () => {
    const { send } = createHarness();
    for (const [workflow, user] of [
      ['nebraska', 'reviewer'],
      ['nothing', 'researcher'],
      ['vanished', 'researcher'],
    ] as const) {
      const answer = await send('GET', `/workflows/${workflow}/runs`, { user });
      expect([answer.status, answer.json.code]).toEqual([404, 'workflow-not-found']);
    }
  });
});

describe('a run', () => {
  it('is shown as it stands', async () => {
    const harness = createHarness();
    const id = await start(harness);
    const failure = { code: 'exit' as const, message: 'The command ended with exit code 2.' };
    const times = { startTime: '2026-11-23T19:12:04.001Z', endTime: '2026-11-23T19:12:09.870Z' };
    harness.engine.set(refOf(id), { status: 'failed', failure, ...times });
    expect((await harness.send('GET', `${path}/${id}`)).json).toMatchObject({
      status: 'failed',
      state: 'failed',
      start_time: times.startTime,
      end_time: times.endTime,
      failure,
    });
  });

  it('that something else started is shown without what it does not have', async () => {
    const harness = createHarness();
    const id = await start(harness);
    for (const out_prefix of [
      undefined,
      5,
      'reviewer/x',
      'researcher',
      'researcher/../reviewer',
      'researcher//x',
      'researcher/a\\b',
    ]) {
      harness.engine.set(refOf(id), { conf: { username: 'researcher', out_prefix, note: 'kept' } });
      expect((await harness.send('GET', `${path}/${id}`)).json).toMatchObject({
        in_data_selection: null,
        output_url: null,
        output_prefix: null,
        params: { note: 'kept' },
      });
    }
    harness.engine.set(refOf(id), { conf: { username: 'researcher', out_prefix: 'researcher/a b/ü/' } });
    expect((await harness.send('GET', `${path}/${id}`)).json).toMatchObject({
      output_prefix: 'a b/ü/',
      output_url: `${baseUrl}/output-data/a%20b/%C3%BC/`,
    });
  });

  it('is found by an id with reserved characters', async () => {
    const harness = createHarness();
    const id = await start(harness);
    const runId = 'manual__2025-04-03T19:11:12.825218+00:00~a/b';
    harness.engine.set(refOf(id), { runId });
    const answer = await harness.send('GET', `${path}/${encodeURIComponent(runId)}`);
    expect([answer.status, answer.json.run_id]).toEqual([200, runId]);
  });

  const parts = ['', '/tasks', '/tasks/main/log', '/cancel'];

  it.each(parts)('%s of somebody else is answered as if it did not exist', async (part) => {
    const harness = createHarness();
    const id = await start(harness);
    const method = part === '/cancel' ? 'POST' : 'GET';
    const info = { requestId: 'same' };
    const other = await harness.send(method, `${path}/${id}${part}`, { user: 'reviewer', info });
    const unknown = await harness.send(method, `${path}/nothing${part}`, { info });
    expect([other.status, other.json.code, other.text]).toEqual([404, 'run-not-found', unknown.text]);
    expect(harness.engine.runs[0]?.status).toBe('queued');
  });

  it.each(parts)('%s of a workflow that the caller may not run is a workflow not found', async (part) => {
    const { send } = createHarness();
    const answer = await send(part === '/cancel' ? 'POST' : 'GET', `/workflows/nebraska/runs/a${part}`, {
      user: 'reviewer',
    });
    expect([answer.status, answer.json.code]).toEqual([404, 'workflow-not-found']);
  });

  it.each(parts)('%s refuses an id of 10,000 characters', async (part) => {
    const { send } = createHarness();
    const answer = await send(part === '/cancel' ? 'POST' : 'GET', `${path}/${'x'.repeat(10_000)}${part}`);
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid-parameter']);
  });
});

describe('cancelling', () => {
  it('is accepted once; a run that has ended is 409', async () => {
    const harness = createHarness();
    const id = await start(harness);
    const answer = await harness.send('POST', `${path}/${id}/cancel`);
    expect([answer.status, answer.json.status]).toEqual([202, 'failed']);
    expect(answer.json.failure).toMatchObject({ code: 'cancelled' });
    const again = await harness.send('POST', `${path}/${id}/cancel`);
    expect([again.status, again.json.code]).toEqual([409, 'run-ended']);
  });

  it('does not read a body', async () => {
    const harness = createHarness();
    const id = await start(harness);
    expect((await harness.send('POST', `${path}/${id}/cancel`, { body: '{not json' })).status).toBe(202);
  });

  it('says that a run is gone which vanished meanwhile', async () => {
    const harness = createHarness();
    const id = await start(harness);
    harness.engine.cancelRun = async () => undefined;
    harness.engine.listTasks = async () => undefined;
    expect((await harness.send('POST', `${path}/${id}/cancel`)).json.code).toBe('run-not-found');
    expect((await harness.send('GET', `${path}/${id}/tasks`)).json.code).toBe('run-not-found');
  });
});

describe('tasks and logs', () => {
  it('lists tasks in pages', async () => {
    const harness = createHarness();
    const target = `${path}/${await start(harness)}/tasks`;
    const first = await harness.send('GET', `${target}?page_size=1`);
    expect(first.json.tasks).toMatchObject([{ task_id: 'main', status: 'queued', tries: 0 }]);
    const next = await harness.send('GET', `${target}?page_size=1&page_token=${first.json.next_page_token}`);
    expect(next.json).toMatchObject({ tasks: [{ task_id: 'report' }] });
    expect(next.json).not.toHaveProperty('next_page_token');
  });

  it('gives a log as text, in parts that lead to each other until the end', async () => {
    const harness = createHarness();
    const id = await start(harness);
    const text = 'read input.png: 512 × 512\n<b>done</b>\n';
    harness.engine.print(refOf(id), 'main', text);
    harness.engine.set(refOf(id), { status: 'success', endTime: '2026-11-23T19:12:09.870Z' });
    let target: string | undefined = `${path}/${id}/tasks/main/log?try=1`;
    let read = '';
    for (let count = 0; target !== undefined && count < 10; count++) {
      const answer = await harness.send('GET', target);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
      read += answer.text;
      const link = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
      if (link !== undefined) expect(new URL(link).searchParams.get('try')).toBe('1');
      target = link?.slice(baseUrl.length);
    }
    expect([read, target]).toEqual([text, undefined]);
  });

  it('leads on while the task still runs', async () => {
    const harness = createHarness();
    const id = await start(harness);
    const answer = await harness.send('GET', `${path}/${id}/tasks/main/log`);
    expect([answer.text, answer.headers.has('link')]).toEqual(['', true]);
  });

  it.each(['other/log', 'main/log?try=2', 'main/log?map_index=0'])('knows no %s', async (rest) => {
    const harness = createHarness();
    const answer = await harness.send('GET', `${path}/${await start(harness)}/tasks/${rest}`);
    expect([answer.status, answer.json.code]).toEqual([404, 'task-not-found']);
  });

  it.each(['try=0', 'try=x', 'map_index=-1', 'map_index=99999999999999999999'])(
    'refuses ?%s',
    async (query) => {
      const harness = createHarness();
      const answer = await harness.send('GET', `${path}/${await start(harness)}/tasks/main/log?${query}`);
      expect([answer.status, answer.json.code]).toEqual([400, 'invalid-parameter']);
    },
  );
});
