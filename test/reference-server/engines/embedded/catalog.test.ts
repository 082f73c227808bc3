import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../../../src/reference-server/config.js';
import { parseCatalog, readCatalog } from '../../../../src/reference-server/engines/embedded/catalog.js';

const parse = (text: string) => parseCatalog(text, 'catalog.yaml', '/opt/workflows');

/** The mistakes of a catalogue, as `line: message`. */
function mistakesIn(text: string): string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.mistakes.map(({ line, message }) => `${line}: ${message}`);
  }
}

/** A catalogue of one workflow, with these lines under its command from line 4 on. */
const withLines = (...lines: string[]) =>
  ['workflows:', '  flow:', '    command: [sh]', ...lines.map((line) => `    ${line}`)].join('\n');

/** The same with one parameter, whose lines begin at line 6. */
const withParameter = (...lines: string[]) =>
  withLines('parameters:', '  size:', ...lines.map((line) => `    ${line}`));

describe('A catalogue', () => {
  test('declares workflows with all that is known of them', () => {
    const { workflows } = parse(`
workflows:
  nebraska:
    description: Finds nuclei
    schedule: every night
    command: [node, ../nebraska.js, '--fast']
    time_limit: 0.5
    additional_parameters: true
    parameters:
      tile_size:
        description: Edge of a tile
        default: 64
        required: false
        schema: { type: integer, enum: [64, 128] }
      note:
        required: true
        schema: { type: [string, 'null'], enum: [null, a] }
`);
    expect(workflows.get('nebraska')).toEqual({
      id: 'nebraska',
      description: 'Finds nuclei',
      schedule: 'every night',
      command: ['node', '../nebraska.js', '--fast'],
      folder: '/opt/workflows',
      timeLimit: 0.5,
      additionalParameters: true,
      parameters: {
        tile_size: {
          description: 'Edge of a tile',
          default: 64,
          required: false,
          schema: { type: 'integer', enum: [64, 128] },
        },
        note: { description: null, required: true, schema: { type: ['string', 'null'], enum: [null, 'a'] } },
      },
    });
  });

  test('needs no more than a command', () => {
    expect(parse(withLines()).workflows.get('flow')).toEqual({
      id: 'flow',
      description: null,
      schedule: null,
      command: ['sh'],
      folder: '/opt/workflows',
      timeLimit: 3600,
      additionalParameters: false,
      parameters: {},
    });
  });

  test('may give null as a default', () => {
    const { parameters } = parse(withParameter('default: null', 'schema: {}')).workflows.get('flow') ?? {};
    expect(parameters?.size).toEqual({ description: null, required: false, default: null, schema: {} });
  });

  test.each([
    ['', '1: expected the key `workflows` and workflows under it'],
    ['workflows:', '1: expected the key `workflows` and workflows under it'],
    ['[1]', /^1: expected one key with its value in each item of the list/],
    ['workflow: {}', '1: the key "workflow" is unknown; did you mean `workflows`?'],
    ['workflows: 3', '1: expected the workflows by their ids, found a number'],
    ['workflows:\n  a:\n', /^2: expected the keys .* of workflow "a", found nothing$/],
    ['workflows:\n  a: {}\n', /^2: the key `command` is missing/],
    [
      'workflows:\n  a: { command: sh }',
      /^2: expected a list of words, the first one the program, found text$/,
    ],
    ['workflows:\n  a: { command: [] }', '2: expected a list of words, the first one the program'],
    ["workflows:\n  a: { command: [''] }", '2: expected a list of words, the first one the program'],
    ['workflows:\n  a: { command: [sleep, 5] }', /^2: expected a word, found a number; put it in quotes/],
    ['workflows:\n  a: { command: ["a\\0b"] }', '2: a word of a command cannot hold the character NUL'],
    ['workflows:\n  ../up: { command: [sh] }', /^2: the id "..\/up" of a workflow may hold only/],
    ['workflows:\n  "": { command: [sh] }', /^2: the id "" of a workflow may hold only/],
    ['workflows:\n  ..: { command: [sh] }', /^2: the id ".." of a workflow may hold only/],
    [`workflows:\n  ${'x'.repeat(251)}: { command: [sh] }`, /at most 250$/],
    [
      'workflows:\n  a: { command: [sh] }\n  A: { command: [sh] }',
      '3: the id "A" of a workflow differs from another one by case only',
    ],
    ['workflows:\n  a: { command: [sh] }\n  a: { command: [sh] }', '3: "a" is given twice, first on line 2'],
    ['workflows: {', /^1: this cannot be read as YAML/],
    [withLines('comand: [sh]'), '4: the key "comand" is unknown; did you mean `command`?'],
    [withLines('description: [a]'), '4: expected a text, found a list'],
    [
      withLines('time_limit: soon'),
      /^4: expected `time_limit` to be seconds, more than 0 and at most 604800$/,
    ],
    [withLines('time_limit: 0'), /^4: expected `time_limit`/],
    [withLines('time_limit: .nan'), /^4: expected `time_limit`/],
    [withLines('time_limit: 1e9'), /^4: expected `time_limit`/],
    [withLines('additional_parameters: maybe'), '4: expected true or false'],
    [withLines('parameters: [1]'), /^4: expected one key with its value/],
    [withLines('parameters:', '  username: { schema: {} }'), '5: a parameter cannot be named "username"'],
    [withLines('parameters:', '  size:'), /^5: expected the keys .* of parameter "size", found nothing$/],
    [withParameter('default: 1'), '5: the key `schema` is missing; expected a JSON Schema'],
    [withParameter('schema: text'), '6: expected a JSON Schema, found text'],
    [
      withParameter('schema: { type: integr }'),
      '6: expected one of string, integer, number, boolean, object, array, null',
    ],
    [
      withParameter('schema:', '  type: integer', '  minimun: 1'),
      '8: the keyword "minimun" of a JSON Schema is not known here; did you mean `minimum`?',
    ],
    [
      withParameter('schema: { constructor: 1 }'),
      /^6: the keyword "constructor" of a JSON Schema is not known/,
    ],
    [withParameter('schema: { $ref: "#/x" }'), /^6: the keyword "\$ref" of a JSON Schema is not known/],
    [withParameter('schema: { pattern: "(" }'), '6: expected a regular expression'],
    [withParameter('schema: { enum: [] }'), '6: expected a list of values'],
    [withParameter('schema: { maxLength: -1 }'), '6: expected a whole number, 0 or more'],
    [withParameter('schema: { multipleOf: 0 }'), '6: expected a number above 0'],
    [withParameter('schema: { minimum: .inf }'), '6: expected a number'],
    [withParameter('schema: { minimum: }'), '6: expected a value for `minimum`, found nothing'],
    [withParameter('schema:', '  properties:', '    a: { type: nope }'), /^8: expected one of string/],
    [
      withParameter('schema:', '  anyOf:', '    - { type: string }', '    - 3'),
      '9: expected a JSON Schema, found a number',
    ],
    [
      withParameter('schema: { type: integer }', 'default: many'),
      '7: the default does not satisfy the schema',
    ],
    [withParameter('schema: { type: integer }', 'default:'), '7: the default does not satisfy the schema'],
    [withParameter('schema: {}', 'default: .inf'), '7: JSON has no such number'],
    [withParameter('schema: {}', 'required: sometimes'), '7: expected true or false'],
  ])('names what is wrong in %j', (text, expected) => {
    const mistakes = mistakesIn(text);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  test('names every mistake at once, each with its line', () => {
    const mistakes = mistakesIn(withLines('time_limit: -1', 'colour: red', 'additional_parameters: 1'));
    expect(mistakes.map((mistake) => mistake.split(':')[0])).toEqual(['4', '5', '6']);
  });

  test('may have parameters with the names of what every object has', () => {
    const text = withLines(
      'parameters:',
      '  __proto__: { schema: {}, default: 1 }',
      '  toString: { schema: {} }',
    );
    const { parameters } = parse(text).workflows.get('flow') ?? {};
    expect(Object.keys(parameters ?? {})).toEqual(['__proto__', 'toString']);
  });

  test('that is not there or is a folder is named with its file', async () => {
    await expect(readCatalog('/no/such/catalog.yaml')).rejects.toThrow(
      /^\/no\/such\/catalog.yaml:1: cannot be read: /,
    );
    await expect(readCatalog('.')).rejects.toThrow(ConfigError);
  });
});
