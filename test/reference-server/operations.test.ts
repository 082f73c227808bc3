import { describe, expect, it } from 'vitest';
import { createHarness } from './support/harness.js';

const long = 'x'.repeat(10_000);

describe('data selections', () => {
  it('are those over which the caller may run something, in order, with those workflows', async () => {
    const { send } = createHarness();
    expect((await send('GET', '/data-selections')).json).toEqual({
      data_selections: [
        { id: 'cells/phase', description: 'About cells/phase', workflows: ['nebraska', 'vanished'] },
        {
          id: 'colon/fhl2',
          description: 'About colon/fhl2',
          workflows: ['nebraska', 'pipeline', 'rehearsal'],
        },
      ],
    });
    const ids = (await send('GET', '/data-selections', { user: 'reviewer' })).json.data_selections;
    expect(ids).toMatchObject([{ id: 'colon/fhl2', workflows: ['rehearsal'] }, { id: 'plain' }]);
  });

  it.each(['/data-selections/workflows?data_id=cells/phase', '/data-selections/cells%2Fphase/workflows'])(
    'have workflows that the engine knows: %s',
    async (target) => {
      const { send } = createHarness();
      const answer = await send('GET', target);
      expect([answer.status, answer.json]).toEqual([
        200,
        { workflows: [{ id: 'nebraska', description: 'Finds nuclei' }] },
      ]);
    },
  );

  it.each(['nothing', 'plain', '%20', 'constructor', '__proto__'])('%s is not found', async (id) => {
    const { send } = createHarness();
    const answer = await send('GET', `/data-selections/workflows?data_id=${id}`);
    expect([answer.status, answer.json.code]).toEqual([404, 'data-selection-not-found']);
  });

  it.each(['%00', '%5c', '%7f'])('%s in an id is refused', async (id) => {
    const { send } = createHarness();
    const answer = await send('GET', `/data-selections/workflows?data_id=${id}`);
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid-parameter']);
  });

  it('answers a forbidden and an unknown one alike, by path', async () => {
    const { send } = createHarness();
    const info = { requestId: 'same' };
    const forbidden = await send('GET', '/data-selections/plain/workflows', { info });
    const unknown = await send('GET', '/data-selections/nothing/workflows', { info });
    expect([forbidden.status, forbidden.text]).toEqual([404, unknown.text]);
  });

  it.each([
    ['', 'invalid-parameter', { detail: 'is required', parameter: 'data_id' }],
    ['?data_id=', 'invalid-parameter', { detail: 'must not be empty', parameter: 'data_id' }],
    ['?data_id=a&data_id=a', 'duplicate-parameter', { detail: 'must be given once', parameter: 'data_id' }],
    [
      `?data_id=${long}`,
      'invalid-parameter',
      { detail: 'must have at most 512 characters', parameter: 'data_id' },
    ],
  ])('refuses the query %.40s', async (query, code, error) => {
    const { send } = createHarness();
    const answer = await send('GET', `/data-selections/workflows${query}`);
    expect([answer.status, answer.json.code, answer.json.errors]).toEqual([400, code, [error]]);
  });

  it('refuses an id of 10,000 characters in the path', async () => {
    const { send } = createHarness();
    expect((await send('GET', `/data-selections/${long}/workflows`)).json.code).toBe('invalid-parameter');
  });
});

describe('workflows', () => {
  it('are those that the caller may run and the engine has, in order', async () => {
    const { send } = createHarness();
    const ids = (await send('GET', '/workflows')).json.workflows;
    expect(ids).toMatchObject([
      { id: 'nebraska' },
      { id: 'pipeline' },
      { id: 'rehearsal', description: null },
    ]);
    expect((await send('GET', '/workflows', { user: 'reviewer' })).json.workflows).toMatchObject([
      { id: 'rehearsal' },
    ]);
  });

  it('are described with their parameters and the selections of the caller', async () => {
    const { send } = createHarness();
    expect((await send('GET', '/workflows/nebraska')).json).toEqual({
      id: 'nebraska',
      description: 'Finds nuclei',
      schedule: null,
      parameters: {
        tile_size: {
          description: 'Edge of a tile',
          default: 64,
          required: false,
          schema: { type: 'integer', enum: [64, 128, 256] },
        },
        csv: { description: null, default: true, required: false, schema: { type: 'boolean' } },
      },
      additional_parameters: false,
      data_selections: ['cells/phase', 'colon/fhl2'],
    });
    expect((await send('GET', '/workflows/rehearsal')).json.data_selections).toEqual(['colon/fhl2']);
  });

  it('do not show the parameters that the server sets', async () => {
    const { send } = createHarness();
    expect((await send('GET', '/workflows/pipeline')).json).toMatchObject({
      parameters: {},
      additional_parameters: true,
    });
  });

  it('are described the same after a run was validated against them', async () => {
    const { send } = createHarness();
    const before = await send('GET', '/workflows/rehearsal');
    await send('POST', '/workflows/rehearsal/runs', {
      body: { in_data_selection: 'colon/fhl2', message: 'a' },
    });
    expect((await send('GET', '/workflows/rehearsal')).json).toEqual(before.json);
  });

  it('are not found when forbidden, not in the engine, or unknown', async () => {
    const { send } = createHarness();
    const info = { requestId: 'same' };
    const forbidden = await send('GET', '/workflows/nebraska', { user: 'reviewer', info });
    expect([forbidden.status, forbidden.json.code]).toEqual([404, 'workflow-not-found']);
    for (const target of [
      '/workflows/vanished',
      '/workflows/nothing',
      '/workflows/__proto__',
      '/workflows/~',
    ]) {
      expect((await send('GET', target, { info })).text).toBe(forbidden.text);
    }
  });

  it('refuse an id of 10,000 characters', async () => {
    const { send } = createHarness();
    const answer = await send('GET', `/workflows/${long}`);
    expect([answer.json.code, answer.json.errors]).toEqual([
      'invalid-parameter',
      [{ detail: 'must have at most 250 characters', parameter: 'id' }],
    ]);
  });
});
