import { describe, expect, it } from 'vitest';
import { createRuns, createTransport } from '../../src/client/index.js';
import { quickClient, rejection } from './support/client.js';
import { startReference } from './support/reference.js';

const request = { selection: 'colon/fhl2', params: { tile_size: 128 } };

async function start(user = 'researcher') {
  const server = await startReference();
  return { ...server, client: quickClient(server.url, { token: user }) };
}

describe('with the reference server', () => {
  it('selections and workflows are listed and described', async () => {
    const { client } = await start();
    const [selection] = await client.dataSelections.list().toArray();
    expect(selection?.workflows).toContain('nebraska');
    const workflows = await client.dataSelections.workflows(selection?.id ?? '').toArray();
    expect(workflows.map(({ id }) => id)).toContain('nebraska');
    expect((await client.workflows.get('nebraska')).parameters.tile_size?.schema).toBeDefined();
  });

  it('a run is started once for a key, listed, read and waited for', async () => {
    const { client, engine } = await start();
    const run = await client.runs.create('nebraska', { ...request, idempotencyKey: 'once' });
    const again = await client.runs.create('nebraska', { ...request, idempotencyKey: 'once' });
    expect(again.run_id).toBe(run.run_id);
    expect(engine.runs).toHaveLength(1);
    const other = client.runs.create('nebraska', { ...request, params: {}, idempotencyKey: 'once' });
    expect(await rejection(other)).toMatchObject({ name: 'ValidationError', code: 'idempotency-key-reused' });
    expect(await client.runs.list('nebraska').toArray()).toEqual([run]);
    expect(await client.runs.listAll({ status: 'queued' }).toArray()).toEqual([run]);
    expect(await client.runs.get('nebraska', run.run_id)).toEqual(run);
    const ref = { workflowId: 'nebraska', runId: run.run_id };
    const statuses: string[] = [];
    for await (const change of client.runs.watch(run)) {
      statuses.push(change.run.status);
      const now = new Date().toISOString();
      if (statuses.length === 1) engine.set(ref, { status: 'running', startTime: now });
      else engine.set(ref, { status: 'success', endTime: now });
    }
    expect(statuses).toEqual(['queued', 'running', 'success']);
  });

  it('a run is one run when the network delivers its request twice', async () => {
    const { url, engine } = await startReference();
    const client = quickClient(url, {
      token: 'researcher',
      fetch: async (request) => {
        await fetch(request.clone());
        return fetch(request);
      },
    });
    const run = await client.runs.create('nebraska', request);
    expect(engine.runs.map(({ runId }) => runId)).toEqual([run.run_id]);
  });

  it('one resource works without the others', async () => {
    const { url } = await startReference();
    const runs = createRuns(createTransport({ baseUrl: url, token: 'researcher' }));
    const run = await runs.create('nebraska', request);
    expect(await runs.list('nebraska').toArray()).toEqual([run]);
  });

  it('a parameter that is wrong is refused with where it is, asked first or not', async () => {
    const { client, engine } = await start();
    const wrong = { ...request, params: { tile_size: 63 } };
    for (const validate of [false, true]) {
      expect(await rejection(client.runs.create('nebraska', { ...wrong, validate }))).toMatchObject({
        name: 'ValidationError',
        errors: [{ pointer: '/tile_size' }],
      });
    }
    expect(engine.runs).toEqual([]);
  });

  it('a run is cancelled once, and a wait for it fails with the reason', async () => {
    const { client } = await start();
    const run = await client.runs.create('nebraska', request);
    await client.runs.cancel('nebraska', run.run_id);
    expect(await rejection(client.runs.wait(run))).toMatchObject({ run: { failure: { code: 'cancelled' } } });
    expect(await rejection(client.runs.cancel('nebraska', run.run_id))).toMatchObject({
      name: 'ConflictError',
      code: 'run-ended',
    });
  });

  it('tasks are paged and a log is followed to its end', async () => {
    const { client, engine } = await start();
    const run = await client.runs.create('nebraska', request);
    const ref = { workflowId: 'nebraska', runId: run.run_id };
    const tasks = await client.runs.tasks('nebraska', run.run_id, { pageSize: 1 }).toArray();
    expect(tasks.map(({ task_id }) => task_id)).toEqual(['main', 'report']);
    const text = 'a line that is longer than one part of the log\n';
    engine.print(ref, 'main', text);
    expect(await client.runs.log('nebraska', run.run_id, 'main')).toBe(text);
    let read = '';
    for await (const part of client.runs.log('nebraska', run.run_id, 'main', { follow: true })) {
      if (read === '') engine.print(ref, 'main', 'the end');
      read += part;
      if (read.endsWith('the end')) engine.set(ref, { status: 'success', endTime: new Date().toISOString() });
    }
    expect(read).toBe(`${text}the end`);
  });

  it('outputs are walked over pages, downloaded and annotated', async () => {
    const { client, store } = await start();
    const run = await client.runs.create('nebraska', request);
    const names = ['a.csv', 'b & <b>.png', 'tables/deep/ü.csv'];
    for (const name of names) store.put('staging', `researcher/${run.output_prefix}${name}`, 'content');
    const found: string[] = [];
    for await (const { path } of client.outputs.walk(run)) found.push(path);
    expect(found.sort()).toEqual(names.map((name) => `${run.output_prefix}${name}`).sort());
    expect(await client.outputs.list(run, { pageSize: 1 }).toArray()).toHaveLength(3);
    expect(await client.outputs.download(`${run.output_prefix}tables/deep/ü.csv`).text()).toBe('content');
    const saved = await client.outputs.annotate(run, { 'a.csv': { Organ: 'Colon' } });
    expect(saved).toEqual({ prefix: run.output_prefix, saved: ['a.csv'] });
    const files = await client.outputs.list(run).toArray();
    expect(files.find(({ name }) => name === 'a.csv')).toMatchObject({ properties: { Organ: 'Colon' } });
    expect(await rejection(client.outputs.annotate(run, { 'no.csv': {} }))).toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('says what it offers', async () => {
    const { client } = await start();
    expect((await client.serviceInfo()).features).toContain('idempotency');
  });
});
