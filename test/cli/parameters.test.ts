import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readParameters } from '../../src/cli/parameters.js';

const workflow = {
  id: 'w',
  additional_parameters: false,
  parameters: Object.fromEntries(
    Object.entries({
      whole: { schema: { type: 'integer' } },
      size: { schema: { enum: [64, 128] } },
      csv: { schema: { type: 'boolean' } },
      text: { schema: { type: 'string' } },
      either: { schema: { type: ['string', 'null', 'number'] } },
      list: { schema: { type: 'array' } },
      map: { schema: { type: 'object' } },
      plain: { schema: {}, default: 64 },
      anything: { schema: {} },
    }).map(([name, parameter]) => [name, { description: null, required: false, ...parameter }]),
  ),
};

const read = (given: Record<string, string>, file?: string, more = workflow) =>
  readParameters(file, new Map(Object.entries(given)), more);

test('values get the types of the schemas', async () => {
  const given = { whole: '3', size: '128', csv: 'false', text: '128', list: '["a", 1]', map: '{"a": 1}' };
  const read_ = await read({ ...given, either: 'null', plain: '7', anything: '{"a": null}' });
  expect(read_).toEqual({
    whole: 3,
    size: 128,
    csv: false,
    text: '128',
    list: ['a', 1],
    map: { a: 1 },
    either: null,
    plain: 7,
    anything: { a: null },
  });
  expect(await read({ either: 'word', anything: 'word' })).toEqual({ either: 'word', anything: 'word' });
  expect(await read({ either: '1.5', anything: 'null' })).toEqual({ either: 1.5, anything: null });
});

test.each([
  [{ whole: '3.5' }, 'is not of type integer'],
  [{ whole: '9007199254740993' }, 'is not of type integer'],
  [{ whole: '' }, 'is not of type integer'],
  [{ csv: 'yes' }, 'is not of type boolean'],
  [{ size: '100' }, 'one of 64, 128'],
  [{ list: '{}' }, 'is not of type array'],
  [{ map: '[]' }, 'is not of type object'],
  [{ wohle: '1' }, 'it takes whole, size'],
  [{ constructor: '1' }, 'no such parameter'],
])('%j is refused', async (given, reason) => {
  await expect(read(given as unknown as Record<string, string>)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(reason),
  });
});

test('a workflow that passes parameters on gets what it does not declare', async () => {
  const open = { ...workflow, additional_parameters: true };
  expect(await read({ other: 'true', more: '1e3' }, undefined, open)).toEqual({ other: true, more: 1000 });
});

test('a file holds parameters, and single ones win over it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labcas-cli-'));
  try {
    const file = join(folder, 'params.json');
    await writeFile(file, '{"text": "a", "whole": 1}');
    expect(await read({ whole: '2' }, file)).toEqual({ text: 'a', whole: 2 });
    await writeFile(file, '[]');
    await expect(read({}, file)).rejects.toMatchObject({ exitCode: 2 });
    await expect(read({}, join(folder, 'none.json'))).rejects.toThrow('there is no such file');
  } finally {
    await rm(folder, { recursive: true });
  }
});
