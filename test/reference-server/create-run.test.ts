import { describe, expect, it } from 'vitest';
import { baseUrl, createHarness, type SendOptions } from './support/harness.js';

const path = '/workflows/nebraska/runs';
const flat = { in_data_selection: 'colon/fhl2', tile_size: 128 };

async function refusal(body: unknown, target = path) {
  const harness = createHarness();
  const { status, json } = await harness.send('POST', target, { body });
  expect(harness.engine.runs).toEqual([]);
  return { status, code: json.code, errors: json.errors };
}

describe('starting a run', () => {
  it('answers 201 with the run and where it is', async () => {
    const { send, engine } = createHarness({ now: () => new Date('2026-11-23T19:12:03.123Z') });
    const answer = await send('POST', path, { body: flat });
    const [run] = engine.runs;
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      run_id: expect.stringMatching(/^labcas-[a-z2-7]{20}$/),
      workflow_id: 'nebraska',
      status: 'queued',
      created_at: run?.createdAt,
      start_time: null,
      end_time: null,
      in_data_selection: 'colon/fhl2',
      params: { tile_size: 128 },
      output_url: `${baseUrl}/output-data/${answer.json.output_prefix}`,
      output_prefix: expect.stringMatching(/^20261123T191203123\d{3}\/$/),
      failure: null,
      conf: { tile_size: 128 },
      state: 'queued',
    });
    expect(answer.headers.get('location')).toBe(`${baseUrl}${path}/${answer.json.run_id}`);
    expect(run?.conf).toEqual({
      tile_size: 128,
      in_data_selection: 'colon/fhl2',
      in_bucket: 'archive',
      in_prefix: 'colon/fhl2/',
      out_bucket: 'staging',
      out_prefix: `researcher/${String(answer.json.output_prefix).slice(0, -1)}`,
      username: 'researcher',
    });
  });

  it('leads by its Location to the run', async () => {
    const { send } = createHarness();
    const created = await send('POST', path, { body: flat });
    const target = created.headers.get('location')?.slice(baseUrl.length) ?? '';
    expect((await send('GET', target)).json).toEqual(created.json);
  });

  it('takes the nested form, and records only what was given', async () => {
    const { send, engine } = createHarness();
    const body = { workflow_id: 'nebraska', in_data_selection: 'colon/fhl2', params: { csv: false } };
    const answer = await send('POST', path, { body });
    expect([answer.status, answer.json.params]).toEqual([201, { csv: false }]);
    expect(Object.keys(engine.runs[0]?.conf ?? {})).not.toContain('tile_size');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', ''])('reads JSON sent as %j', async (type) => {
    const { send } = createHarness();
    const answer = await send('POST', path, { body: flat, headers: { 'Content-Type': type } });
    expect(answer.status).toBe(201);
  });

  it('reads JSON after a byte order mark', async () => {
    const { send } = createHarness();
    expect((await send('POST', path, { body: `\uFEFF${JSON.stringify(flat)}` })).status).toBe(201);
  });

  it('gives every run a folder of its own, later than the one before', async () => {
    const { send } = createHarness({ now: () => new Date(0) });
    const answers = await Promise.all(Array.from({ length: 50 }, () => send('POST', path, { body: flat })));
    const prefixes = answers.map(({ json }) => json.output_prefix);
    expect(new Set(prefixes).size).toBe(50);
    expect(new Set(answers.map(({ json }) => json.run_id)).size).toBe(50);
  });

  it('passes undeclared parameters on where the workflow takes them, whatever they are called', async () => {
    const { send, engine } = createHarness();
    const body =
      '{"in_data_selection": "colon/fhl2", "__proto__": {"username": "reviewer"}, "constructor": 1, "a": null}';
    const answer = await send('POST', '/workflows/pipeline/runs', { body });
    expect(answer.status).toBe(201);
    expect(JSON.stringify(answer.json.params)).toBe(
      '{"__proto__":{"username":"reviewer"},"constructor":1,"a":null}',
    );
    expect(engine.runs[0]?.conf.username).toBe('researcher');
  });
});

describe('a refused run', () => {
  it.each([
    ['nothing', ''],
    ['half of it', '{"in_data_selection":'],
    ['text', 'hello'],
    ['broken UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])],
    ['two values', '{}{}'],
  ])('%s is no JSON', async (_, body) => {
    expect(await refusal(body)).toMatchObject({ status: 400, code: 'invalid-json' });
  });

  it.each([['null'], ['[]'], ['"text"'], ['1']])('a body must be an object, not %s', async (body) => {
    expect(await refusal(body)).toMatchObject({
      code: 'invalid-body',
      errors: [{ detail: 'must be an object', pointer: '' }],
    });
  });

  it.each([
    [{}, [{ detail: 'is required', pointer: '/in_data_selection' }]],
    [{ in_data_selection: 5 }, [{ detail: 'must be a string', pointer: '/in_data_selection' }]],
    [{ in_data_selection: '' }, [{ detail: 'must not be empty', pointer: '/in_data_selection' }]],
    [{ ...flat, params: {} }, [{ detail: 'is not known here', pointer: '/tile_size' }]],
    [
      { ...flat, workflow_id: 'rehearsal' },
      [{ detail: 'must be the id in the path', pointer: '/workflow_id' }],
    ],
    [{ params: {} }, [{ detail: 'is required', pointer: '/in_data_selection' }]],
  ])('%j breaks the form of the body', async (body, errors) => {
    expect(await refusal(body)).toEqual({ status: 400, code: 'invalid-body', errors });
  });

  it.each(['nothing', 'plain', '__proto__', 'x'.repeat(512)])(
    '%.20s is no selection for this workflow',
    async (id) => {
      expect(await refusal({ in_data_selection: id })).toMatchObject({
        status: 400,
        code: 'unknown-data-selection',
        errors: [{ pointer: '/in_data_selection' }],
      });
    },
  );

  it('a selection over which the caller may run other workflows only is unknown', async () => {
    const body = { in_data_selection: 'cells/phase' };
    expect((await refusal(body, '/workflows/pipeline/runs')).code).toBe('unknown-data-selection');
  });

  it.each([
    [{ tile_size: 65 }, [{ detail: 'must be one of 64, 128, 256', pointer: '/tile_size' }]],
    [{ csv: 'yes' }, [{ detail: 'must be true or false', pointer: '/csv' }]],
    [{ csv: null }, [{ detail: 'must be true or false', pointer: '/csv' }]],
    [{ tilesize: 64 }, [{ detail: 'is not a parameter of this workflow', pointer: '/tilesize' }]],
    [{ 'a/b~': 1 }, [{ detail: 'is not a parameter of this workflow', pointer: '/a~1b~0' }]],
    [
      { username: 'reviewer' },
      [{ detail: 'is set by the server and cannot be given', pointer: '/username' }],
    ],
    [{ params: 5 }, [{ detail: 'must be an object that holds the parameters', pointer: '/params' }]],
    [{ params: null }, [{ detail: 'must be an object that holds the parameters', pointer: '/params' }]],
    [{ params: [] }, [{ detail: 'must be an object that holds the parameters', pointer: '/params' }]],
  ])('%j breaks a rule for parameters', async (parameters, errors) => {
    const body = { in_data_selection: 'colon/fhl2', ...parameters };
    expect(await refusal(body)).toEqual({ status: 400, code: 'invalid-parameter', errors });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is no parameter', async (name) => {
    const body = `{"in_data_selection": "colon/fhl2", "${name}": {"tile_size": 64}}`;
    expect(await refusal(body)).toMatchObject({
      code: 'invalid-parameter',
      errors: [{ pointer: `/${name}` }],
    });
  });

  it.each(['in_bucket', 'in_prefix', 'out_bucket', 'out_prefix', 'username'])(
    'the server owns %s, even where the workflow declares it or takes anything',
    async (name) => {
      for (const body of [{ [name]: 'x' }, { params: { [name]: 'x' } }]) {
        const sent = { in_data_selection: 'colon/fhl2', ...body };
        expect((await refusal(sent, '/workflows/pipeline/runs')).code).toBe('invalid-parameter');
      }
    },
  );

  it.each(['in_data_selection', 'params', 'workflow_id'])(
    'nested parameters cannot be called %s',
    async (name) => {
      const body = { in_data_selection: 'colon/fhl2', params: { [name]: {} } };
      expect(await refusal(body, '/workflows/pipeline/runs')).toMatchObject({
        code: 'invalid-parameter',
        errors: [{ pointer: `/params/${name}` }],
      });
    },
  );

  it('says everything that is wrong with the parameters, each with its place', async () => {
    const params = { area: { 'a/b%': 0, other: 1 }, extra: 1 };
    const body = { in_data_selection: 'colon/fhl2', params };
    expect((await refusal(body, '/workflows/rehearsal/runs')).errors).toEqual([
      { detail: 'is not a parameter of this workflow', pointer: '/params/extra' },
      { detail: 'is required', pointer: '/params/message' },
      { detail: 'must be more than 0', pointer: '/params/area/a~1b%' },
      { detail: 'is not known here', pointer: '/params/area/other' },
    ]);
  });

  it('is not found for a workflow that the caller may not run or the engine does not have', async () => {
    for (const workflow of ['vanished', 'nothing']) {
      expect(await refusal(flat, `/workflows/${workflow}/runs`)).toMatchObject({
        status: 404,
        code: 'workflow-not-found',
      });
    }
    const { send } = createHarness();
    const answer = await send('POST', path, { user: 'reviewer', body: flat });
    expect([answer.status, answer.json.code]).toEqual([404, 'workflow-not-found']);
  });

  it('has a body nested more than 64 levels deep', async () => {
    const nest = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    expect((await refusal(nest(65))).code).toBe('invalid-body');
    expect((await refusal(`[${'['.repeat(200_000)}`)).code).toBe('invalid-json');
    expect((await refusal(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).code).toBe('invalid-body');
    const { send } = createHarness();
    const body = `{"in_data_selection": "colon/fhl2", "deep": ${nest(63)}}`;
    expect((await send('POST', '/workflows/pipeline/runs', { body })).status).toBe(201);
  });

  it('has a body of one byte more than 1 MiB', async () => {
    const body = JSON.stringify(flat);
    const { send } = createHarness();
    expect((await send('POST', path, { body: body.padEnd(1_048_576) })).status).toBe(201);
    expect(await refusal(body.padEnd(1_048_577))).toMatchObject({ status: 413, code: 'body-too-large' });
  });

  it('has a body that never ends, and is refused before it does', async () => {
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(32)),
      cancel: () => {
        cancelled = true;
      },
    });
    expect((await refusal(endless)).status).toBe(413);
    expect(cancelled).toBe(true);
  });

  it('has a body that breaks off', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    expect(await refusal(broken)).toMatchObject({ status: 400, code: 'invalid-body' });
  });

  it('blames the engine for a schema that cannot be used', async () => {
    const harness = createHarness();
    const workflow = await harness.engine.getWorkflow('nebraska');
    const parameters = { bad: { description: null, required: false, schema: { $ref: 'urn:nowhere' } } };
    if (workflow !== undefined) harness.engine.getWorkflow = async () => ({ ...workflow, parameters });
    const answer = await harness.send('POST', path, { body: { in_data_selection: 'colon/fhl2', bad: 1 } });
    expect([answer.status, answer.json.code]).toEqual([502, 'engine-failed']);
  });
});

describe('an idempotency key', () => {
  const withKey = (key: string, options: SendOptions = {}): SendOptions => ({
    body: flat,
    ...options,
    headers: { 'Idempotency-Key': key },
  });

  it('gives the same run for the same request, in any order and either form', async () => {
    const { send, engine } = createHarness();
    const first = await send('POST', path, withKey('k'));
    const nested = { params: { tile_size: 128 }, in_data_selection: 'colon/fhl2', workflow_id: 'nebraska' };
    for (const body of [flat, nested]) {
      const again = await send('POST', path, withKey('k', { body }));
      expect([again.status, again.json]).toEqual([200, first.json]);
      expect(again.headers.get('location')).toBe(first.headers.get('location'));
    }
    expect([first.status, engine.runs.length]).toEqual([201, 1]);
  });

  it('holds across servers', async () => {
    const { send, engine } = createHarness();
    const first = await send('POST', path, withKey('k'));
    const other = createHarness({ engine });
    expect((await other.send('POST', path, withKey('k'))).json.run_id).toBe(first.json.run_id);
  });

  it.each([
    [{ in_data_selection: 'colon/fhl2' }],
    [{ ...flat, tile_size: 64 }],
    [{ ...flat, csv: true }],
    [{ ...flat, in_data_selection: 'cells/phase' }],
  ])('refuses another request %j', async (body) => {
    const { send, engine } = createHarness();
    await send('POST', path, withKey('k'));
    const answer = await send('POST', path, withKey('k', { body }));
    expect([answer.status, answer.json.code]).toEqual([422, 'idempotency-key-reused']);
    expect(engine.runs).toHaveLength(1);
  });

  it('belongs to a user and a workflow', async () => {
    const { send } = createHarness();
    const body = { in_data_selection: 'colon/fhl2', message: 'a' };
    const answers = [
      await send('POST', '/workflows/rehearsal/runs', withKey('k', { body })),
      await send('POST', '/workflows/rehearsal/runs', withKey('k', { body, user: 'reviewer' })),
      await send('POST', path, withKey('k')),
      await send('POST', path, withKey('k2')),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ json }) => json.run_id)).size).toBe(4);
  });

  it('starts one run when sent many times at once', async () => {
    const { send, engine } = createHarness();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send('POST', path, withKey('k'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(engine.runs).toHaveLength(1);
  });

  it.each(['', 'a b', 'x'.repeat(256), 'caf\u00e9'])('cannot be %.10j', async (key) => {
    const { send } = createHarness();
    const answer = await send('POST', path, withKey(key));
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid-parameter']);
    expect(answer.json.errors).toContainEqual({ detail: expect.any(String), parameter: 'Idempotency-Key' });
  });
});
