import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext, Input } from '../context.js';
import { expectErrors, expectProblem, expectSame } from '../expect.js';
import type { OwnFile } from '../fixtures.js';
import { unknown } from '../samples.js';
import { keepAsItWas, propertiesOf } from './metadata-support.js';

interface Refusal {
  name: string;
  what: string;
  /** Below `/files`, or in full when it begins with a slash. */
  pointer?: (file: OwnFile) => string;
  status?: 404 | 413;
  input(file: OwnFile): Input;
}

const withProperties =
  (properties: unknown) =>
  ({ prefix, name }: OwnFile) => ({ json: { prefix, files: { [name]: { properties } } } });

const badKeys = [
  ['empty', ''],
  ['equals', 'a=b'],
  ['colon', 'a:b'],
  ['line', 'a\n[other.png]\nb'],
  ['hash', '#a'],
  ['semicolon', ';a'],
  ['bracket', '[a'],
  ['blank-before', ' a'],
  ['blank-after', 'a '],
  ['control', 'a\u0001'],
  ['too-long', 'k'.repeat(256)],
] as const;

const badValues = [
  ['number', 5],
  ['null', null],
  ['list', ['a']],
  ['object', { a: 'b' }],
  ['control', 'a\u0000b'],
  ['return', 'a\rb'],
  ['blank-before', ' a'],
  ['blank-after', 'a '],
  ['comment-line', 'a\n#b'],
  ['too-long', 'v'.repeat(8193)],
] as const;

const badNames = [
  ['dots', '..'],
  ['slash', 'a/b'],
  ['absolute', '/escape.txt'],
  ['parent', '../escape.txt'],
  ['backslash', 'a\\b'],
  ['line', 'a\nb'],
  ['default', 'DEFAULT'],
  ['empty', ''],
] as const;

const refusals: readonly Refusal[] = [
  { name: 'json-broken', what: 'broken JSON', input: () => ({ body: '{"files":' }) },
  { name: 'json-missing', what: 'no body', input: () => ({}) },
  { name: 'null', what: 'null', input: () => ({ json: null }) },
  { name: 'files-missing', what: 'a body without files', input: () => ({ json: {} }) },
  { name: 'files-empty', what: 'a body with no file', input: () => ({ json: { files: {} } }) },
  { name: 'files-list', what: 'a list of files', input: () => ({ json: { files: [] } }) },
  {
    name: 'extra',
    what: 'what is not declared in the body',
    input: ({ prefix, name }) => ({
      json: { prefix, files: { [name]: { properties: {} } }, contract_unknown: 1 },
    }),
  },
  {
    name: 'file-extra',
    what: 'what is not declared for a file',
    input: ({ prefix, name }) => ({
      json: { prefix, files: { [name]: { properties: {}, contract_unknown: 1 } } },
    }),
  },
  {
    name: 'properties-missing',
    what: 'a file without properties',
    input: ({ prefix, name }) => ({ json: { prefix, files: { [name]: {} } } }),
  },
  { name: 'properties-null', what: 'null as properties', input: withProperties(null) },
  {
    name: 'properties-many',
    what: 'more than 100 properties',
    input: withProperties(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`k${index}`, 'v']))),
  },
  ...badKeys.map(
    ([name, key]): Refusal => ({
      name: `key-${name}`,
      what: `a property name that is ${name}`,
      input: withProperties({ [key]: 'v' }),
    }),
  ),
  ...badValues.map(
    ([name, value]): Refusal => ({
      name: `value-${name}`,
      what: `a value that is ${name}`,
      input: withProperties({ k: value }),
    }),
  ),
  ...badNames.map(
    ([name, text]): Refusal => ({
      name: `file-name-${name}`,
      what: `the file name ${JSON.stringify(text)}`,
      input: ({ prefix }) => ({ json: { prefix, files: { [text]: { properties: { k: 'v' } } } } }),
    }),
  ),
  {
    name: 'prefix-absolute',
    what: 'a prefix in the body that begins with a slash',
    input: ({ name }) => ({
      json: { prefix: '/contract-other', files: { [name]: { properties: { k: 'v' } } } },
    }),
  },
  {
    name: 'prefix-other',
    what: 'another prefix in the body than in the path',
    input: ({ name }) => ({
      json: { prefix: 'contract-other', files: { [name]: { properties: { k: 'v' } } } },
    }),
  },
  {
    name: 'file-missing',
    what: 'a file that does not exist',
    status: 404,
    input: ({ prefix, name }) => ({
      json: {
        prefix,
        files: { [name]: { properties: { k: 'v' } }, 'contract-missing.txt': { properties: { k: 'v' } } },
      },
    }),
  },
  {
    name: 'too-large',
    what: 'a body of more than 1 MB',
    status: 413,
    input: ({ prefix, name }) => ({
      json: { prefix, files: { [name]: { properties: { k: 'x'.repeat(1_048_576) } } } },
    }),
  },
];

/** Metadata that must be refused. Each body names a file that is there, so that a change would be seen. */
export const metadataRefusalCases: readonly ContractCase[] = [
  ...refusals.map(({ name, what, status = 400, input }) =>
    contractCase(
      'updateOutputMetadata',
      `refuses-${name}`,
      `refuse ${what} with ${status}, and change nothing`,
      async (context) => {
        await keepAsItWas(context, async (file, before) => {
          await expectRefusal(context, file, status, input);
          const now = await propertiesOf(context, file.prefix);
          expectSame(now, before, 'the metadata of before');
          return now;
        });
      },
      { alone: 'outputs' },
    ),
  ),
  contractCase(
    'updateOutputMetadata',
    'unknown',
    'answer 404 to metadata for a folder that does not exist',
    async ({ call }) => {
      const json = { files: { 'contract.txt': { properties: { k: 'v' } } } };
      expectProblem(
        await call('updateOutputMetadata', { path: { prefix: unknown.prefix }, json }),
        404,
        'output-not-found',
        'not-found',
      );
    },
  ),
];

async function expectRefusal(
  context: CaseContext,
  file: OwnFile,
  status: number,
  input: Refusal['input'],
): Promise<void> {
  const exchange = await context.call('updateOutputMetadata', {
    path: { prefix: file.prefix },
    ...input(file),
  });
  const problem = expectProblem(exchange, status);
  if (problem.code === 'invalid-body') {
    expectErrors(exchange, 'errors that say where in the body', (errors) =>
      errors.some(({ pointer }) => pointer !== undefined),
    );
  }
}
