import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutputEntry } from '../../src/client/index.js';
import { quickClient, rejection } from './support/client.js';
import { startDeployment } from './support/deployment.js';

const request = { selection: 'colon/fhl2', params: { tile_size: 128 } };

/** A deployment with one run that has written two files. */
async function startWithOutputs() {
  const started = await startDeployment();
  const client = quickClient(started.url);
  const { run_id } = await client.runs.create('nebraska', request);
  const [kept] = started.deployment.runs;
  if (!kept) throw new Error('No run was started.');
  Object.assign(kept, { state: 'success', start_time: '2026-11-23T19:12:04.001+00:00' });
  for (const name of ['ihc.csv', 'ihc_bw.png', 'tables/deep.csv']) {
    started.deployment.files.set(`${kept.conf?.out_prefix}/${name}`, `content of ${name}`);
  }
  return { ...started, client, ref: { workflow_id: 'nebraska', run_id } };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('with a 1.0 deployment', () => {
  it('runs that start in the same millisecond write to folders of their own', async () => {
    const { url, deployment } = await startDeployment();
    const client = quickClient(url);
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    await Promise.all(Array.from({ length: 20 }, () => client.runs.create('nebraska', request)));
    expect(new Set(deployment.runs.map(({ conf }) => conf?.out_prefix)).size).toBe(20);
  });

  it('the workflows of a data selection are listed', async () => {
    const { url } = await startDeployment();
    const list = quickClient(url).dataSelections.workflows('colon/fhl2');
    expect(await list.toArray()).toEqual([{ id: 'nebraska', description: 'Tiles' }]);
  });

  it('a plain-text refusal is a typed error', async () => {
    const { url } = await startDeployment();
    const client = quickClient(url);
    expect(await rejection(client.dataSelections.workflows('colon/x'))).toMatchObject({
      name: 'NotFoundError',
      message: 'collection colon/x is unknown',
      requestId: expect.any(String),
    });
    expect(await rejection(client.runs.create('nebraska', { selection: 'colon/x' }))).toMatchObject({
      name: 'ValidationError',
      message: 'collection colon/x is unknown',
    });
  });

  it('what is not implemented is a NotOfferedError, and what fails a ServerError', async () => {
    const { url } = await startDeployment();
    const client = quickClient(url);
    expect(await rejection(client.dataSelections.list())).toMatchObject({
      name: 'NotOfferedError',
      status: 501,
    });
    expect(await rejection(client.runs.listAll())).toMatchObject({ name: 'NotOfferedError', status: 403 });
    expect(await rejection(client.serviceInfo())).toMatchObject({ name: 'NotOfferedError' });
    expect(await rejection(client.outputs.list())).toMatchObject({ name: 'NotOfferedError' });
    expect(await rejection(client.workflows.list())).toMatchObject({ name: 'ServerError', status: 502 });
  });

  it('tokens are refused in its two ways', async () => {
    const { url } = await startDeployment();
    const call = (token: string | undefined) =>
      rejection(quickClient(url, { token }).dataSelections.workflows('colon/fhl2'));
    expect(await call(undefined)).toMatchObject({ name: 'AuthenticationError', message: 'Unauthorized' });
    expect(await call('other')).toMatchObject({
      name: 'PermissionError',
      message: expect.stringContaining('explicit deny'),
    });
  });

  it('a run is started without a key, waited for through the list, and its outputs are read', async () => {
    const { client, ref, requests } = await startWithOutputs();
    expect(requests.every(({ headers }) => headers['idempotency-key'] === undefined)).toBe(true);
    const run = await client.runs.wait(ref);
    expect(run).toMatchObject({
      ...ref,
      status: 'success',
      created_at: null,
      start_time: '2026-11-23T19:12:04.001+00:00',
      in_data_selection: 'colon/fhl2',
      params: { tile_size: 128 },
      output_prefix: expect.stringMatching(/^\d{8}T\d{12}\/$/),
      failure: null,
    });
    const entries: OutputEntry[] = await client.outputs.list(run).toArray();
    expect(entries).toMatchObject([
      { type: 'folder', name: 'tables', path: `${run.output_prefix}tables/` },
      { type: 'file', name: 'ihc.csv', size: null, last_modified: null, properties: {} },
      { type: 'file', name: 'ihc_bw.png' },
    ]);
    const file = entries.find(({ name }) => name === 'ihc.csv');
    if (file?.type !== 'file') throw new Error('There is no ihc.csv.');
    expect(await client.outputs.download(file).text()).toBe('content of ihc.csv');
    expect(requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  it('folders in folders are not offered', async () => {
    const { client, ref } = await startWithOutputs();
    const run = await client.runs.get(ref.workflow_id, ref.run_id);
    const error = await rejection(client.outputs.list(`${run.output_prefix}tables`));
    expect(error).toMatchObject({ name: 'NotOfferedError' });
  });

  it('metadata is written and read back, and a missing file is not found', async () => {
    const { client, ref } = await startWithOutputs();
    const run = await client.runs.get(ref.workflow_id, ref.run_id);
    const saved = await client.outputs.annotate(run, { 'ihc.csv': { Organ: 'Colon' } });
    expect(saved).toEqual({ prefix: run.output_prefix, saved: ['ihc.csv'] });
    const files = await client.outputs.list(run).toArray();
    expect(files.find(({ name }) => name === 'ihc.csv')).toMatchObject({ properties: { Organ: 'Colon' } });
    expect(await rejection(client.outputs.annotate(run, { 'no.csv': {} }))).toMatchObject({
      name: 'NotFoundError',
      code: 'output-not-found',
      status: 200,
    });
  });

  it('a missing operation is asked for once', async () => {
    const { client, ref, requests } = await startWithOutputs();
    for (let call = 0; call < 3; call++) await client.runs.get(ref.workflow_id, ref.run_id);
    const details = requests.filter(({ target }) => target.includes(encodeURIComponent(ref.run_id)));
    expect(details).toHaveLength(1);
    expect(await rejection(client.runs.cancel(ref.workflow_id, ref.run_id))).toMatchObject({
      name: 'NotOfferedError',
    });
    expect(await rejection(client.runs.tasks(ref.workflow_id, ref.run_id))).toMatchObject({
      name: 'NotOfferedError',
    });
  });

  it('nothing is tried that it does not have when the client is told so', async () => {
    const { url, requests, deployment } = await startDeployment();
    const client = quickClient(url, { compatibility: '1.0' });
    const run = await client.runs.create('nebraska', request);
    Object.assign(deployment.runs[0] ?? {}, { state: 'success' });
    for await (const { tasks } of client.runs.watch(run)) expect(tasks).toBeUndefined();
    expect(await rejection(client.runs.cancel('nebraska', run.run_id))).toMatchObject({
      name: 'NotOfferedError',
    });
    expect(await rejection(client.runs.log('nebraska', run.run_id, 'main'))).toMatchObject({
      name: 'NotOfferedError',
    });
    expect(requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'POST /dev/workflows/nebraska/runs',
      'GET /dev/workflows/nebraska/runs',
    ]);
  });

  it('its runs are listed newest first, and filtered by the client', async () => {
    const { url, deployment } = await startDeployment();
    const { runs } = quickClient(url);
    for (let call = 0; call < 3; call++) await runs.create('nebraska', request);
    Object.assign(deployment.runs[1] ?? {}, { state: 'failed' });
    const ids = deployment.runs.map(({ run_id }) => run_id);
    expect((await runs.list('nebraska').toArray()).map(({ run_id }) => run_id)).toEqual([...ids].reverse());
    const failed = await runs.list('nebraska', { status: 'failed' }).toArray();
    expect(failed.map(({ run_id }) => run_id)).toEqual([ids[1]]);
  });

  it('a run beyond its window of a hundred is a typed error', async () => {
    const { url, deployment } = await startDeployment();
    const { runs } = quickClient(url);
    for (let index = 0; index < 100; index++) {
      const conf = { username: 'reviewer', out_prefix: 'reviewer/x' };
      deployment.runs.push({
        run_id: `old-${index}`,
        workflow_id: 'nebraska',
        state: 'success',
        start_time: null,
        conf,
      });
    }
    const run = await runs.create('nebraska', request);
    const error = { name: 'NotFoundError', code: 'run-not-listed' };
    expect(await rejection(runs.get('nebraska', run.run_id))).toMatchObject(error);
    expect(await rejection(runs.wait(run, { grace: 30 }))).toMatchObject(error);
  });

  it('several runs are waited for through one list', async () => {
    const { url, deployment, requests } = await startDeployment();
    const { runs } = quickClient(url, { compatibility: '1.0' });
    const started = [await runs.create('nebraska', request), await runs.create('nebraska', request)];
    for (const run of deployment.runs) run.state = 'success';
    const done = await Promise.all(started.map((run) => runs.wait(run)));
    expect(done.map(({ status }) => status)).toEqual(['success', 'success']);
    expect(requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
  });
});
