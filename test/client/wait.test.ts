import { describe, expect, it } from 'vitest';
import type { RunChange } from '../../src/client/index.js';
import { quickClient, rejection } from './support/client.js';
import { drop } from './support/faults.js';
import { json, startServer } from './support/server.js';

const run = (run_id: string, status: string) => ({
  run_id,
  workflow_id: 'nebraska',
  status,
  created_at: '2026-11-23T19:12:03.123Z',
  failure: status === 'failed' ? { code: 'exit', message: 'Exit code 2.' } : null,
});

const ref = { workflow_id: 'nebraska', run_id: 'r1' };

/** Answers with the next of the statuses at each look, and then with the last one. */
async function lifeServer(statuses: readonly string[]) {
  let looks = 0;
  return startServer(({ target }, response) => {
    if (target.endsWith('/tasks')) {
      return json(response, 200, { tasks: [{ task_id: 'main', status: statuses[looks - 1], tries: 1 }] });
    }
    const status = statuses[Math.min(looks, statuses.length - 1)] ?? '';
    looks += 1;
    return json(response, 200, run('r1', status));
  });
}

describe('runs.wait', () => {
  it('has patience with a server that fails after the run was not shown for a while', async () => {
    let looks = 0;
    const server = await startServer((_, response) => {
      looks += 1;
      if (looks <= 6) return json(response, 404, { code: 'run-not-found' });
      return looks <= 8 ? json(response, 503, {}) : json(response, 200, run('r1', 'success'));
    });
    const client = quickClient(server.url, { retry: false });
    expect((await client.runs.wait(ref)).status).toBe('success');
  });

  it('looks at once for whoever joins while a look is under way', async () => {
    const server = await startServer(({ target }, response) => {
      const id = target.split('/').at(-1) ?? '';
      if (id === 'r1') setTimeout(() => json(response, 200, run('r1', 'running')), 100);
      else if (id === 'r2') json(response, 200, run('r2', 'success'));
      else json(response, 200, { runs: [run('r1', 'running'), run('r2', 'success')] });
    });
    const { runs } = quickClient(server.url, { polling: { least: 60_000, most: 60_000 } });
    const controller = new AbortController();
    const first = rejection(runs.wait(ref, { signal: controller.signal }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await runs.wait({ workflow_id: 'nebraska', run_id: 'r2' })).status).toBe('success');
    controller.abort();
    await first;
  });

  it('asks for each run by itself when the list makes no sense', async () => {
    const server = await startServer(({ target }, response) => {
      const id = /\/runs\/(\w+)/.exec(target)?.[1];
      if (id === undefined) json(response, 200, { runs: [{ status: 'success' }] });
      else json(response, 200, run(id, 'success'));
    });
    const { runs } = quickClient(server.url);
    const refs = ['r1', 'r2', 'r3'].map((run_id) => ({ workflow_id: 'nebraska', run_id }));
    const ended = await Promise.all(refs.map((ref) => runs.wait(ref)));
    expect(ended.map(({ run_id }) => run_id)).toEqual(['r1', 'r2', 'r3']);
  });

  it('gives the run once it has succeeded, and tells the changes', async () => {
    const server = await lifeServer(['queued', 'queued', 'running', 'running', 'success']);
    const seen: unknown[] = [];
    const done = await quickClient(server.url).runs.wait(ref, {
      onChange: ({ run }) => seen.push(run.status),
    });
    expect(done.status).toBe('success');
    expect(seen).toEqual(['queued', 'running', 'success']);
    expect(server.requests).toHaveLength(5);
  });

  it('throws RunFailedError with the failed run, unless told not to', async () => {
    const server = await lifeServer(['failed']);
    const { runs } = quickClient(server.url);
    expect(await rejection(runs.wait(ref))).toMatchObject({
      name: 'RunFailedError',
      code: 'run-failed',
      run: { run_id: 'r1', failure: { code: 'exit' } },
    });
    expect((await runs.wait(ref, { throwOnFailure: false })).status).toBe('failed');
  });

  it('ends at its deadline, and at once when aborted', async () => {
    const server = await lifeServer(['running']);
    const { runs } = quickClient(server.url);
    const timeout = await rejection(runs.wait(ref, { timeout: 40 }));
    expect(timeout).toMatchObject({ name: 'TimeoutError', code: 'wait-timeout' });
    const controller = new AbortController();
    const waiting = rejection(
      runs.wait(ref, { signal: controller.signal, onChange: () => controller.abort() }),
    );
    expect(await waiting).toMatchObject({ name: 'AbortedError' });
  });

  it('goes on through statuses that it does not know', async () => {
    const server = await lifeServer(['scheduled', 'up_for_retry', 'success']);
    expect((await quickClient(server.url).runs.wait(ref)).status).toBe('success');
  });

  it('waits for a run that is not shown yet, but not for ever', async () => {
    const server = await startServer((_, response, index) =>
      index < 3 ? json(response, 404, { code: 'run-not-found' }) : json(response, 200, run('r1', 'success')),
    );
    const { runs } = quickClient(server.url);
    expect((await runs.wait(ref)).status).toBe('success');
    const never = await startServer((_, response) => json(response, 404, { code: 'run-not-found' }));
    expect(await rejection(quickClient(never.url).runs.wait(ref, { grace: 30 }))).toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('outlives failures that may pass, and ends with one that will not', async () => {
    const server = await startServer((_, response, index) =>
      index < 6 ? drop(response) : json(response, 200, run('r1', 'success')),
    );
    const quick = { retry: { attempts: 2, baseDelay: 1 } };
    expect((await quickClient(server.url, quick).runs.wait(ref)).status).toBe('success');
    const forbidden = await startServer((_, response) => json(response, 403, { code: 'not-authorized' }));
    expect(await rejection(quickClient(forbidden.url).runs.wait(ref))).toMatchObject({
      name: 'PermissionError',
    });
    expect(forbidden.requests).toHaveLength(1);
  });

  it('gives up when the server stays away', async () => {
    const server = await startServer((_, response) => drop(response));
    const error = await rejection(quickClient(server.url, { retry: false }).runs.wait(ref));
    expect(error).toMatchObject({ name: 'NetworkError' });
    expect(server.requests.length).toBeLessThan(10);
  });

  it('shares one request for all runs of a workflow that are waited for', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `r${index}`);
    let lists = 0;
    const server = await startServer(({ target }, response) => {
      if (!target.endsWith('/runs')) return json(response, 500, {});
      lists += 1;
      return json(response, 200, { runs: ids.map((id) => run(id, lists < 4 ? 'running' : 'success')) });
    });
    const { runs } = quickClient(server.url);
    const done = await Promise.all(ids.map((run_id) => runs.wait({ workflow_id: 'nebraska', run_id })));
    expect(done.map(({ run_id }) => run_id)).toEqual(ids);
    expect(server.requests).toHaveLength(4);
  });

  it('asks for the runs by themselves that the list does not show', async () => {
    const server = await startServer(({ target }, response) =>
      target.endsWith('/runs')
        ? json(response, 200, { runs: [run('r1', 'success')] })
        : json(response, 200, run('r2', 'success')),
    );
    const { runs } = quickClient(server.url);
    const done = await Promise.all([runs.wait(ref), runs.wait({ ...ref, run_id: 'r2' })]);
    expect(done.map(({ run_id }) => run_id)).toEqual(['r1', 'r2']);
  });

  it('is not ended by another wait for the same run that is aborted', async () => {
    const server = await lifeServer(['running', 'running', 'running', 'success']);
    const { runs } = quickClient(server.url);
    const controller = new AbortController();
    const aborted = rejection(runs.wait(ref, { signal: controller.signal }));
    controller.abort();
    const done = runs.wait(ref);
    expect(await aborted).toMatchObject({ name: 'AbortedError' });
    expect((await done).status).toBe('success');
  });

  it('makes no more requests once nobody waits', async () => {
    const server = await lifeServer(['running']);
    await rejection(quickClient(server.url).runs.wait(ref, { timeout: 50 }));
    // One may have been on its way.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const made = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.requests).toHaveLength(made);
  });
});

describe('runs.watch', () => {
  it('gives each change with the tasks, up to the end', async () => {
    const server = await lifeServer(['queued', 'running', 'success']);
    const changes: RunChange[] = [];
    for await (const change of quickClient(server.url).runs.watch(ref)) changes.push(change);
    expect(changes.map(({ run }) => run.status)).toEqual(['queued', 'running', 'success']);
    expect(changes.at(-1)?.tasks).toMatchObject([{ task_id: 'main', status: 'success' }]);
  });

  it('does without tasks where the deployment has none, and asks for them once', async () => {
    let looks = 0;
    const server = await startServer(({ target }, response) => {
      if (target.endsWith('/tasks')) return json(response, 403, { message: 'Missing Authentication Token' });
      looks += 1;
      return json(response, 200, run('r1', looks < 3 ? 'running' : 'success'));
    });
    const changes: RunChange[] = [];
    for await (const change of quickClient(server.url).runs.watch(ref)) changes.push(change);
    expect(changes.map(({ tasks }) => tasks)).toEqual([undefined, undefined]);
    expect(server.requests.filter(({ target }) => target.endsWith('/tasks'))).toHaveLength(1);
  });

  it('stops looking when it is left', async () => {
    const server = await lifeServer(['running']);
    for await (const _ of quickClient(server.url).runs.watch(ref, { tasks: false })) break;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.requests).toHaveLength(1);
  });
});

describe('runs.watch', () => {
  it('is not held up by tasks that cannot be had', async () => {
    const server = await startServer(({ target }, response) => {
      if (!target.endsWith('/tasks')) return json(response, 200, run('r1', 'success'));
      return response.writeHead(503, { 'retry-after': '30' }).end() && undefined;
    });
    const changes: RunChange[] = [];
    for await (const change of quickClient(server.url).runs.watch(ref)) changes.push(change);
    expect(changes).toMatchObject([{ run: { status: 'success' }, tasks: undefined }]);
    expect(server.requests.filter(({ target }) => target.endsWith('/tasks'))).toHaveLength(1);
  });

  it('ends at once when it is left, also while nothing changes', async () => {
    const server = await lifeServer(['running']);
    const watch = quickClient(server.url).runs.watch(ref, { tasks: false });
    await watch.next();
    const pending = watch.next();
    expect(await watch.return()).toEqual({ done: true, value: undefined });
    expect(await pending).toEqual({ done: true, value: undefined });
    const sent = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.requests.length).toBe(sent);
  });
});
