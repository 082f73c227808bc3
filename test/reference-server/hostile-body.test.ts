import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/reference-server/json.js';
import { baseUrl, createHarness } from './support/harness.js';

const selection = '"in_data_selection": "colon/fhl2"';

async function start(workflow: string, body: string) {
  const { send, engine } = createHarness();
  const answer = await send('POST', `/workflows/${workflow}/runs`, { body });
  return { ...answer, started: engine.runs.length };
}

async function startWith(schema: JsonObject, value: unknown) {
  const { send, engine } = createHarness();
  const workflow = await engine.getWorkflow('nebraska');
  const parameters = { given: { description: null, required: false, schema } };
  if (workflow !== undefined) engine.getWorkflow = async () => ({ ...workflow, parameters });
  const body = { in_data_selection: 'colon/fhl2', given: value };
  return send('POST', '/workflows/nebraska/runs', { body });
}

describe('JSON that cannot be kept as it was sent', () => {
  it.each([
    ['a number beyond all numbers', 'pipeline', `{${selection}, "a": {"b/": [1, -1e999]}}`, '/a/b~1/1'],
    ['half of a character', 'pipeline', `{${selection}, "a": ["x", "\\ud83d"]}`, '/a/1'],
    ['half of a character in a name', 'pipeline', `{${selection}, "a": {"\\udc00": 1}}`, '/a'],
    ['such a name where a schema looks', 'rehearsal', `{${selection}, "area": {"\\ud800": 1}}`, '/area'],
  ])('is refused for %s', async (_what, workflow, body, pointer) => {
    const { status, json, started } = await start(workflow, body);
    expect([status, json.code, started]).toEqual([400, 'invalid-body', 0]);
    expect(json.errors).toMatchObject([{ pointer }]);
  });

  it('is not confused with large numbers and whole characters', async () => {
    const { status, json } = await start('pipeline', `{${selection}, "a": [1e308, "\\ud83d\\ude00"]}`);
    expect(status).toBe(201);
    expect(json.params).toEqual({ a: [1e308, '😀'] });
  });
});

describe('a body with very much wrong', () => {
  it('is answered 400 for a list of 300,000 wrong items, however deep it lies', async () => {
    const list = { type: 'array', items: { type: 'integer' } };
    const items = Array.from({ length: 300_000 }, () => '');
    const flat = await startWith(list, items);
    expect([flat.status, flat.json.errors]).toEqual([
      400,
      [{ detail: 'must be an integer', pointer: '/given/0' }],
    ]);
    const nested = await startWith({ type: 'object', properties: { a: list } }, { a: items });
    expect([nested.status, nested.json.errors]).toEqual([
      400,
      [{ detail: 'must be an integer', pointer: '/given/a/0' }],
    ]);
  });

  it('is answered in few words when it has long names', async () => {
    const name = 'n'.repeat(500_000);
    const properties = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`=${index}`, 'value']));
    const { send } = createHarness();
    const body = { files: { [name]: { properties } } };
    const { status, text, json } = await send('PUT', '/output-data/folder', { body });
    expect([status, json.code]).toEqual([400, 'invalid-body']);
    expect(text.length).toBeLessThan(20_000);
    expect(json.errors).toContainEqual({
      detail: expect.stringMatching(/^must hold no `=`/),
      pointer: '/files',
    });
  });

  it('is answered at once when a copy of the request is still to be read', async () => {
    const { handler } = createHarness();
    const headers = { Authorization: 'Bearer researcher' };
    const body = `"${'x'.repeat(3_000_000)}"`;
    const request = new Request(`${baseUrl}/workflows/rehearsal/runs`, { method: 'POST', headers, body });
    const response = await handler(request.clone(), { basePath: '/dev' });
    expect(response.status).toBe(413);
  });
});
