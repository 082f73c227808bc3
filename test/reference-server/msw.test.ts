import { readFileSync } from 'node:fs';
import { getResponse, type HttpHandler } from 'msw';
import { setupServer } from 'msw/node';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/client/index.js';
import { parseConfig } from '../../src/reference-server/config-document.js';
import { readCatalog } from '../../src/reference-server/engines/embedded/catalog.js';
import { createHandlers, type MockFault, type MockOptions } from '../../src/reference-server/msw.js';
import { signToken } from '../../src/reference-server/token.js';
import { rejection } from '../client/support/client.js';

const baseUrl = 'https://api.example.org/dev';
const selection = 'colon/fhl2';
const quick = { attempts: 3, baseDelay: 1, maxDelay: 1, maxRetryAfter: 1 };

/** The mock in this process, and a client as an application has it. */
function start(options: Partial<MockOptions> = {}, token: string | null = 'any') {
  const server = setupServer(...createHandlers({ baseUrl, speed: 100, ...options }));
  server.listen({ onUnhandledRequest: 'error' });
  onTestFinished(() => server.close());
  return createClient({
    baseUrl: options.baseUrl ?? baseUrl,
    token: token ?? undefined,
    polling: { least: 5, most: 20 },
    retry: quick,
  });
}

describe('the mock', () => {
  it('takes a run from its start to its outputs, for any token', async () => {
    // A clock that goes on by a little whenever it is looked at.
    let time = Date.now();
    const now = () => {
      time += 20;
      return new Date(time);
    };
    const client = start({ speed: 1, now });
    const selections = await client.dataSelections.list().toArray();
    expect(selections.map(({ id }) => id)).toEqual(['cells/phase', 'colon/fhl2']);
    const run = await client.runs.create('nebraska', {
      selection,
      params: { tile_size: 128 },
      validate: true,
    });
    const seen: string[] = [];
    for await (const { run: now, tasks } of client.runs.watch(run)) {
      seen.push(`${now.status} ${tasks?.map(({ status }) => status)}`);
    }
    expect(seen[0]).toBe('queued queued,queued,queued');
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.at(-1)).toBe('success success,success,success');
    expect(await client.runs.log('nebraska', run.run_id, 'find')).toContain('nuclei: 4');

    const sizes = new Map<string, number>();
    for await (const file of client.outputs.walk(run)) {
      expect((await client.outputs.download(file).bytes()).length).toBe(file.size);
      sizes.set(file.name, (await client.outputs.download(file).bytes()).length);
    }
    expect([...sizes.keys()]).toEqual(['ihc.csv', 'ihc_bw.png', 'ihc_ov.png']);
    await client.outputs.annotate(run, { 'ihc.csv': { Organ: 'Colon' } });
    const entries = await client.outputs.list(run).toArray();
    expect(entries.find(({ name }) => name === 'ihc.csv')).toMatchObject({ properties: { Organ: 'Colon' } });
    expect(await client.runs.listAll().toArray()).toMatchObject([{ run_id: run.run_id }]);
  });

  it('fails, cancels and refuses as the server does', async () => {
    const client = start();
    const run = await client.runs.create('rehearsal', { selection, params: { outcome: 'failure' } });
    expect(await rejection(client.runs.wait(run))).toMatchObject({ run: { failure: { code: 'exit' } } });
    const long = await client.runs.create('rehearsal', { selection, params: { seconds: 600 } });
    await client.runs.cancel('rehearsal', long.run_id);
    expect(await rejection(client.runs.wait(long))).toMatchObject({
      run: { failure: { code: 'cancelled' } },
    });
    const wrong = client.runs.create('nebraska', { selection, params: { tile_size: 63 } });
    expect(await rejection(wrong)).toMatchObject({
      name: 'ValidationError',
      errors: [{ pointer: '/tile_size' }],
    });
    expect(await rejection(client.runs.get('nebraska', 'labcas-no'))).toMatchObject({
      code: 'run-not-found',
    });
  });

  it('answers requests below its address and no others', async () => {
    const [handler] = createHandlers({ baseUrl: 'https://api.example.org/d.v+(1)' });
    const answered = async (url: string) =>
      (await getResponse([handler as HttpHandler], new Request(url))) !== undefined;
    expect(await answered('https://api.example.org/d.v+(1)/service-info')).toBe(true);
    expect(await answered('https://api.example.org/d.v+(1)/no/such/path')).toBe(true);
    for (const other of ['d.v+(1)x/service-info', 'dxv+(1)/service-info', 'service-info', 'd.v+(1)']) {
      expect(await answered(`https://api.example.org/${other}`), other).toBe(false);
    }
    expect(await answered('https://other.example.org/d.v+(1)/service-info')).toBe(false);
  });

  it.each(['no address', 'https://host/dev?x=1', 'https://host/dev#x'])('refuses the address %j', (wrong) => {
    expect(() => createHandlers({ baseUrl: wrong })).toThrow(TypeError);
  });

  it('works at the root of an origin, with and without a final slash', async () => {
    const client = start({ baseUrl: 'https://api.example.org/' });
    const run = await client.runs.create('rehearsal', { selection, params: { message: 'Hello' } });
    const ended = await client.runs.wait(run);
    expect(await client.outputs.download(`${ended.output_prefix}message.txt`).text()).toBe('Hello\n');
  });

  it('does not know workflows by names of objects', async () => {
    const client = start();
    expect(await rejection(client.workflows.get('constructor'))).toMatchObject({
      code: 'workflow-not-found',
    });
  });
});

describe('the users of the mock', () => {
  it('are let in by a token only', async () => {
    const client = start({}, null);
    expect(await rejection(client.workflows.list().toArray())).toMatchObject({ code: 'missing-token' });
    expect((await client.serviceInfo()).features).toContain('idempotency');
  });

  it('are told apart by a function, and see their own runs', async () => {
    const user = (token: string) => ({ a: 'ann', b: 'bob' })[token];
    const ann = start({ user }, 'a');
    const [bob, nobody] = ['b', 'c'].map((token) => createClient({ baseUrl, token }));
    const run = await ann.runs.create('rehearsal', { selection });
    expect(await ann.runs.list('rehearsal').toArray()).toHaveLength(1);
    expect(await bob?.runs.list('rehearsal').toArray()).toEqual([]);
    expect(await rejection(bob?.runs.get('rehearsal', run.run_id) ?? Promise.resolve())).toMatchObject({
      code: 'run-not-found',
    });
    expect(await rejection(nobody?.workflows.list().toArray() ?? Promise.resolve())).toMatchObject({
      code: 'invalid-token',
    });
  });

  it('need a token of LabCAS when there is a secret', async () => {
    const secret = crypto.randomUUID();
    const client = start({ secret }, await signToken(secret, { user: 'ann' }));
    expect(await client.workflows.list().toArray()).toHaveLength(3);
    const forged = createClient({ baseUrl, token: await signToken(crypto.randomUUID(), { user: 'ann' }) });
    expect(await rejection(forged.workflows.list().toArray())).toMatchObject({ name: 'AuthenticationError' });
  });
});

describe('the data of the mock', () => {
  it('is that of the example server when nothing else is given', async () => {
    const catalog = await readCatalog('examples/catalog.yaml');
    const config = parseConfig(readFileSync('examples/config.yaml', 'utf8'), 'config.yaml');
    const client = start();
    for (const { id, description, parameters } of catalog.workflows.values()) {
      const mocked = await client.workflows.get(id);
      expect(mocked).toMatchObject({ description, additional_parameters: false });
      expect(mocked.parameters).toEqual(parameters);
    }
    const selections = await client.dataSelections.list().toArray();
    expect(selections.map(({ id, description }) => [id, description]).sort()).toEqual(
      [...config.collections.values()].map(({ id, description }) => [id, description]).sort(),
    );
    for (const { id, workflows } of selections)
      expect([...workflows].sort()).toEqual([...(config.collections.get(id)?.workflows.keys() ?? [])].sort());
  });

  it('can be one’s own, with runs from before', async () => {
    const client = start({
      selections: [
        { id: 'mine', workflows: ['count', 'others'], users: ['thomas'] },
        { id: 'no', workflows: ['count'], users: ['ann'] },
      ],
      workflows: [
        {
          id: 'count',
          parameters: { to: { schema: { type: 'integer' }, default: 3 } },
          script: ({ to }) => ({ outputs: { 'counted.txt': `${to}` } }),
        },
      ],
      runs: [
        {
          workflow: 'count',
          selection: 'mine',
          createdAt: new Date(Date.now() - 3_600_000),
          runId: 'labcas-old',
        },
      ],
    });
    expect(await client.dataSelections.list().toArray()).toMatchObject([{ id: 'mine' }]);
    const old = await client.runs.get('count', 'labcas-old');
    expect(old.status).toBe('success');
    expect(await client.outputs.download(`${old.output_prefix}counted.txt`).text()).toBe('3');
  });

  it.each([
    ['a run of an unknown workflow', { runs: [{ workflow: 'no', selection }] }, 'no workflow no'],
    [
      'a run over an unknown selection',
      { runs: [{ workflow: 'nebraska', selection: 'no' }] },
      'no selection no',
    ],
    [
      'a run that is nobody’s',
      { runs: [{ workflow: 'nebraska', selection }], user: () => 'a' },
      'needs a user',
    ],
    ['a speed of 0', { speed: 0 }, 'speed'],
    ['a user that is no folder', { user: '../x' }, 'user'],
  ])('is refused at once: %s', (_what, options, message) => {
    expect(() => createHandlers({ baseUrl, ...options })).toThrow(message);
  });

  it('lives by the clock that is given', async () => {
    const clock = { now: new Date('2026-11-23T19:12:00.000Z') };
    const client = start({ speed: 1, now: () => clock.now });
    const run = await client.runs.create('nebraska', { selection });
    expect(run).toMatchObject({ status: 'queued', created_at: '2026-11-23T19:12:00.000Z' });
    clock.now = new Date('2026-11-23T19:12:02.000Z');
    expect((await client.runs.get('nebraska', run.run_id)).status).toBe('running');
    clock.now = new Date('2026-11-23T19:12:05.000Z');
    const [file] = await client.outputs.list(run).toArray();
    expect(file).toMatchObject({ name: 'ihc.csv', last_modified: '2026-11-23T19:12:05.000Z' });
  });
});

describe('the faults of the mock', () => {
  test.each([
    ['a status', 503, 2, [503, 503, 201]],
    ['a connection that breaks', 'network', 1, ['network', 201]],
  ] as const)('%s befalls as many requests as it says', async (_what, fault, times, outcomes) => {
    start({ faults: [{ operation: 'createRun', fault, times }] });
    const post = () =>
      fetch(`${baseUrl}/workflows/rehearsal/runs`, {
        method: 'POST',
        headers: { Authorization: 'Bearer any' },
        body: JSON.stringify({ in_data_selection: selection }),
      }).then(
        ({ status }) => status,
        () => 'network',
      );
    for (const outcome of outcomes) expect(await post()).toBe(outcome);
  });

  it('a lost answer leaves a run, which the client finds by its key', async () => {
    const client = start({ faults: [{ operation: 'createRun', fault: 'lost-answer', times: 1 }] });
    const run = await client.runs.create('rehearsal', { selection });
    expect(await client.runs.list('rehearsal').toArray()).toMatchObject([{ run_id: run.run_id }]);
  });

  it('can be put in and taken out while it runs', async () => {
    const faults: MockFault[] = [];
    const client = start({ faults });
    expect(await client.workflows.list().toArray()).toHaveLength(3);
    faults.push({ operation: 'listWorkflows', fault: 403 });
    expect(await rejection(client.workflows.list().toArray())).toMatchObject({
      name: 'PermissionError',
      requestId: expect.any(String),
    });
    expect(await client.dataSelections.list().toArray()).toHaveLength(2);
    faults.length = 0;
    expect(await client.workflows.list().toArray()).toHaveLength(3);
  });

  it('a latency is waited for before each answer', async () => {
    const client = start({ latency: [30_000, 60_000] });
    const call = client.workflows.list({ timeout: 50 }).toArray();
    expect(await rejection(call)).toMatchObject({ name: 'TimeoutError' });
  });
});
