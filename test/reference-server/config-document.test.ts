import { describe, expect, it } from 'vitest';
import { type Config, ConfigError } from '../../src/reference-server/config.js';
import { parseConfig } from '../../src/reference-server/config-document.js';

/** A configuration as plain data. */
function plain({ collections }: Config) {
  return [...collections.values()].map(({ workflows, ...collection }) => ({
    ...collection,
    workflows: Object.fromEntries([...workflows].map(([id, users]) => [id, [...users]])),
  }));
}

function mistakesIn(text: string): readonly { line: number; message: string }[] {
  try {
    parseConfig(text, 'config.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

const colon = {
  id: 'colon/fhl2',
  bucket: 'archive',
  prefix: 'colon/fhl2/',
  description: null,
  workflows: { nebraska: ['researcher', 'reviewer'] },
};

const mapForm = `
collections:
  colon/fhl2:
    bucket: archive
    prefix: colon/fhl2
    workflows:
      nebraska:
        authorized_users:
          - researcher
          - reviewer
`;

const listForm = `
collections:
  - colon/fhl2:
      bucket: archive
      prefix: colon/fhl2/
      workflows:
        - nebraska:
            authorized_users: [researcher, reviewer]
`;

const listsThroughout = `
collections:
  - colon/fhl2:
      - bucket: archive
      - prefix: colon/fhl2/
      - workflows:
          - nebraska:
              - authorized_users: [researcher, reviewer]
`;

/** One collection, given the lines below its id. */
const collection = (...lines: string[]) =>
  ['collections:', '  a:', ...lines.map((line) => `    ${line}`)].join('\n');
const complete = ['bucket: archive', 'prefix: a/'];
/** One workflow of one collection, on line 6. */
const workflow = (line: string) => collection(...complete, 'workflows:', `  ${line}`);

describe('a configuration that is right', () => {
  it.each([
    ['mappings', mapForm],
    ['lists of mappings with one key', listForm],
    ['such lists on every level', listsThroughout],
    [
      'JSON',
      JSON.stringify({
        collections: {
          'colon/fhl2': {
            bucket: 'archive',
            prefix: 'colon/fhl2',
            workflows: { nebraska: { authorized_users: ['researcher', 'reviewer'] } },
          },
        },
      }),
    ],
    ['Windows line ends and a byte order mark', `\uFEFF${mapForm.replaceAll('\n', '\r\n')}`],
  ])('may be written as %s', (_title, text) => {
    expect(plain(parseConfig(text, 'config.yaml'))).toEqual([colon]);
  });

  it('may share lists by aliases', () => {
    const text = `
collections:
  a:
    bucket: archive
    prefix: a
    workflows: &all
      nebraska: {authorized_users: &team [researcher]}
      rehearsal: {authorized_users: *team}
  b: {bucket: archive, prefix: b, workflows: *all}
`;
    const workflows = { nebraska: ['researcher'], rehearsal: ['researcher'] };
    expect(plain(parseConfig(text, 'config.yaml')).map((entry) => entry.workflows)).toEqual([
      workflows,
      workflows,
    ]);
  });

  it.each([
    ['no collections', 'collections:', []],
    ['no workflows', collection(...complete, 'workflows:'), [{}]],
    ['no key for workflows', collection(...complete), [{}]],
    ['a workflow without anything', workflow('nebraska:'), [{ nebraska: [] }]],
    ['a workflow without users', workflow('nebraska: {authorized_users: }'), [{ nebraska: [] }]],
    [
      'a user named twice',
      workflow('nebraska: {authorized_users: [reviewer, reviewer]}'),
      [{ nebraska: ['reviewer'] }],
    ],
    ['a number as a key', workflow('42: {authorized_users: [reviewer]}'), [{ 42: ['reviewer'] }]],
    ['words that once were truth values', workflow('on: {authorized_users: [no, y]}'), [{ on: ['no', 'y'] }]],
  ])('may hold %s', (_title, text, expected) => {
    expect(plain(parseConfig(text, 'config.yaml')).map(({ workflows }) => workflows)).toEqual(expected);
  });

  it('may describe a collection, and take the whole bucket', () => {
    const [first] = plain(
      parseConfig(collection('bucket: archive', "prefix: ''", 'description: Slides'), 'config.yaml'),
    );
    expect(first).toMatchObject({ prefix: '', description: 'Slides' });
  });

  it('keeps ids apart from the names that objects have', () => {
    expect(
      plain(parseConfig('collections: {__proto__: {bucket: b, prefix: p}}', 'config.yaml')),
    ).toMatchObject([{ id: '__proto__' }]);
  });
});

describe('a mistake', () => {
  it.each<[string, string, number, string]>([
    ['an empty document', '', 1, 'expected the key `collections`'],
    ['comments alone', '# nothing\n', 1, 'expected the key `collections`'],
    ['text instead of keys', 'collections', 1, 'expected the key `collections`, found text'],
    ['a missing key', '{}', 1, 'expected the key `collections`'],
    ['a mistyped key', '\nCollection: {}', 2, 'did you mean `collections`?'],
    ['broken YAML', 'collections:\n  a: [\n', 3, 'cannot be read as YAML'],
    ['a tab', 'collections:\n\ta: 1', 2, 'cannot be read as YAML'],
    ['a second document', 'collections:\n---\ncollections:', 2, 'cannot be read as YAML'],
    ['an unknown tag', 'collections: !!python/object {}', 1, 'cannot be read as YAML'],
    ['an alias of nothing', 'collections: *none', 1, 'no anchor &none'],
    ['text for the collections', 'collections: all', 1, 'expected the collections by their ids, found text'],
    ['an empty collection', 'collections:\n  a:', 2, 'found nothing'],
    [
      'two keys in one item',
      'collections:\n  - a:\n    bucket: b',
      2,
      'expected one key with its value in each item',
    ],
    [
      'an empty item',
      'collections:\n  -\n  - a: {bucket: b, prefix: p}',
      2,
      'this item of the list is empty',
    ],
    [
      'a repeated collection',
      'collections:\n  a: {bucket: b, prefix: p}\n  a: {bucket: b, prefix: p}',
      3,
      'given twice, first on line 2',
    ],
    [
      'a collection repeated in a list',
      'collections:\n- a: {bucket: b, prefix: p}\n- a: {bucket: b, prefix: p}',
      3,
      'given twice, first on line 2',
    ],
    [
      'a merge key',
      'collections:\n  a: &a {bucket: b, prefix: p}\n  b:\n    <<: *a\n    bucket: b\n    prefix: p',
      4,
      'merge keys are not read',
    ],
    ['a list as a key', 'collections:\n  ? [a]\n  : {bucket: b, prefix: p}', 2, 'cannot be read as YAML'],
    ['an empty id', 'collections:\n  "": {bucket: b, prefix: p}', 2, 'is empty'],
    ['an id of dots', 'collections:\n  "..": {bucket: b, prefix: p}', 2, 'cannot be used in addresses'],
    ['an id with a line end', 'collections:\n  "a\\nb": {bucket: b, prefix: p}', 2, 'control character'],
    ['a long id', `collections:\n  ? ${'a'.repeat(513)}\n  : {bucket: b, prefix: p}`, 2, 'longer than 512'],
    ['a missing bucket', collection('prefix: a'), 2, 'the key `bucket` is missing'],
    ['a missing prefix', collection('bucket: a'), 2, 'the key `prefix` is missing'],
    [
      'a prefix of nothing',
      collection('bucket: a', 'prefix:'),
      4,
      'expected a text for `prefix`, found nothing',
    ],
    [
      'a mistyped key of a collection',
      collection(...complete, 'workflow: {}'),
      5,
      'did you mean `workflows`?',
    ],
    [
      'a strange key of a collection',
      collection(...complete, 'owner: x'),
      5,
      'is unknown; expected `bucket`, `prefix`',
    ],
    ['a number for a bucket', collection('bucket: 42', 'prefix: a'), 3, 'found a number; put it in quotes'],
    ['an empty bucket', collection("bucket: ''", 'prefix: a'), 3, 'is no name of a bucket'],
    ['a bucket with a folder', collection('bucket: a/b', 'prefix: a'), 3, 'is no name of a bucket'],
    ['a bucket of dots', collection('bucket: ..', 'prefix: a'), 3, 'is no name of a bucket'],
    ['a bucket that leads upwards', collection('bucket: a..b', 'prefix: a'), 3, 'is no name of a bucket'],
    ['a prefix from the top', collection('bucket: a', 'prefix: /a'), 4, 'begins with `/`'],
    ['a prefix of a slash', collection('bucket: a', 'prefix: /'), 4, 'begins with `/`'],
    ['a prefix that leads upwards', collection('bucket: a', 'prefix: a/../b'), 4, 'holds `.` or `..`'],
    ['a prefix that ends upwards', collection('bucket: a', 'prefix: a/..'), 4, 'holds `.` or `..`'],
    ['a prefix with an empty folder', collection('bucket: a', 'prefix: a//b'), 4, 'empty folder name'],
    ['a prefix with a backslash', collection('bucket: a', 'prefix: a\\b'), 4, 'backslash'],
    ['a prefix with a line end', collection('bucket: a', 'prefix: "a\\nb"'), 4, 'control character'],
    ['a number for a description', collection(...complete, 'description: 42'), 5, 'put it in quotes'],
    [
      'text for the workflows',
      collection(...complete, 'workflows: nebraska'),
      5,
      'expected the workflows by their ids',
    ],
    [
      'a list of plain workflows',
      collection(...complete, 'workflows: [nebraska]'),
      5,
      'expected one key with its value',
    ],
    ['a workflow id that means all', workflow('"~": {}'), 6, 'cannot be used in addresses'],
    ['a workflow id with a slash', workflow('a/b: {}'), 6, 'may hold only'],
    ['users without their key', workflow('nebraska: [researcher]'), 6, 'expected one key with its value'],
    [
      'a mistyped key of a workflow',
      workflow('nebraska: {authorised_users: [a]}'),
      6,
      'did you mean `authorized_users`?',
    ],
    [
      'text for the users',
      workflow('nebraska: {authorized_users: researcher}'),
      6,
      'expected a list of user names, found text',
    ],
    ['a number for a user', workflow('nebraska: {authorized_users: [42]}'), 6, 'put it in quotes'],
    [
      'no user in an item',
      workflow('nebraska: {authorized_users: [a, ~]}'),
      6,
      'this item of the list is empty',
    ],
    [
      'a user that is a whole name',
      workflow('nebraska: {authorized_users: ["uid=a,dc=b"]}'),
      6,
      'is no user name; expected up to 64',
    ],
    ['a user that leads upwards', workflow('nebraska: {authorized_users: [..]}'), 6, 'is no user name'],
  ])('is told with its line: %s', (_title, text, line, message) => {
    expect(mistakesIn(text)).toContainEqual({
      line,
      message: expect.stringMatching(literally(message)),
    });
  });

  it('does not hide the others, and is named with the file', () => {
    const text = collection(
      'bucket: a/b',
      'prefix: /a',
      'workflows:',
      '  nebraska: {authorized_users: ["a b"]}',
    );
    expect(mistakesIn(text).map(({ line }) => line)).toEqual([3, 4, 6]);
    expect(() => parseConfig(text, 'config.yaml')).toThrow(
      /^config\.yaml:3: .*\nconfig\.yaml:4: .*\nconfig\.yaml:6: /,
    );
  });

  it('is told once', () => {
    expect(mistakesIn(collection('bucket: 42', 'prefix: a'))).toHaveLength(1);
    expect(mistakesIn('collections:\n  a: 42')).toHaveLength(3);
  });
});

describe('a document made to do harm', () => {
  it('is refused when aliases multiply what it holds', () => {
    const users = `[${Array.from({ length: 1000 }, () => 'a').join(', ')}]`;
    const many = (name: string) =>
      Array.from({ length: 1000 }, (_, index) => `w${index}: ${name}`).join(', ');
    const text = `collections:\n  a: {bucket: b, prefix: p, workflows: {x: &x {authorized_users: ${users}}, ${many('*x')}}}`;
    expect(mistakesIn(text)).toContainEqual({ line: 2, message: 'the document holds too many values' });
  });

  it('is refused when it points back at itself', () => {
    expect(mistakesIn('collections: &a\n  b: *a')).not.toEqual([]);
    expect(mistakesIn('collections: &a [*a]')).not.toEqual([]);
  });

  it('is refused when it is nested without end', () => {
    expect(mistakesIn(`collections: ${'['.repeat(100_000)}`)).not.toEqual([]);
  });

  it('is told a bounded number of mistakes', () => {
    const text = `collections: [${Array.from({ length: 10_000 }, () => 'x').join(', ')}]`;
    expect(mistakesIn(text).length).toBeLessThan(100);
  });
});

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
