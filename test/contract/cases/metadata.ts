import { type ContractCase, contractCase } from '../case.js';
import { expectSame, skip } from '../expect.js';
import { expectSaved, keepAsItWas, propertiesOf, put } from './metadata-support.js';

/** Values that have to come back as they were written. */
const values: readonly (readonly [name: string, what: string, properties: Record<string, string>])[] = [
  ['plain', 'plain text', { Organ: 'Colon' }],
  [
    'many',
    'several properties',
    { Organ: 'Colon', Protocol: 'FHL2 by immunohistochemistry', 'Slide 2': 'b' },
  ],
  ['percent', 'percent signs', { Stained: '100 %', Reference: '%(Organ)s %% %' }],
  ['lines', 'several lines', { Remark: 'first line\nsecond line\n\nlast line' }],
  ['signs', 'signs that mean something to a parser', { Ratio: 'a = b: c', Note: 'see [x] ; # and "quotes"' }],
  ['unicode', 'text that is not ASCII', { Größe: '5 µm, 図, 🔬' }],
  ['empty', 'an empty value', { Remark: '' }],
  ['case', 'upper and lower case in names', { organ: 'a', Organ: 'b' }],
  ['longest', 'the longest name and value', { ['k'.repeat(255)]: 'v'.repeat(8192) }],
  ['names', 'names of objects in programs', { constructor: 'a', toString: 'b' }],
];

const alone = { alone: 'outputs' } as const;

/** Writing metadata beside outputs of the suite's own run. */
export const metadataCases: readonly ContractCase[] = [
  ...values.map(([name, what, properties]) =>
    contractCase(
      'updateOutputMetadata',
      `keeps-${name}`,
      `give metadata back as it was written: ${what}`,
      async (context) => {
        await keepAsItWas(context, async (file) => {
          const exchange = await put(context, file.prefix, { [file.name]: { properties } });
          expectSaved(exchange, file.prefix, [file.name]);
          const now = await propertiesOf(context, file.prefix);
          expectSame(now[file.name], properties, 'what was written');
          return now;
        });
      },
      alone,
    ),
  ),
  contractCase(
    'updateOutputMetadata',
    'path-alone',
    'write below the prefix of the path when the body has none',
    async (context) => {
      await keepAsItWas(context, async ({ prefix, name }) => {
        const json = { files: { [name]: { properties: { Path: 'alone' } } } };
        expectSaved(await context.call('updateOutputMetadata', { path: { prefix }, json }), prefix, [name]);
        const now = await propertiesOf(context, prefix);
        expectSame(now[name], { Path: 'alone' }, 'what was written');
        return now;
      });
    },
    { ...alone, class: 'metadata' },
  ),
  contractCase(
    'updateOutputMetadata',
    'replaces',
    'replace all metadata of a file',
    async (context) => {
      await keepAsItWas(context, async ({ prefix, name }) => {
        for (const properties of [{ A: '1', B: '2' }, { B: '3' }])
          expectSaved(await put(context, prefix, { [name]: { properties } }), prefix, [name]);
        const now = await propertiesOf(context, prefix);
        expectSame(now[name], { B: '3' }, 'only what was written last');
        return now;
      });
    },
    alone,
  ),
  contractCase(
    'updateOutputMetadata',
    'removes',
    'remove the metadata of a file when told to write none',
    async (context) => {
      await keepAsItWas(context, async ({ prefix, name }) => {
        for (const properties of [{ A: '1' }, {}])
          expectSaved(await put(context, prefix, { [name]: { properties } }), prefix, [name]);
        const now = await propertiesOf(context, prefix);
        expectSame(now[name], {}, 'no metadata');
        return now;
      });
    },
    alone,
  ),
  contractCase(
    'updateOutputMetadata',
    'several-files',
    'write metadata for several files at once, and for no other',
    async (context) => {
      const [first = '', second = skip('the run has written one file only'), third] = (
        await context.fixtures.file()
      ).names;
      await keepAsItWas(context, async ({ prefix }, before) => {
        const exchange = await put(context, prefix, {
          [first]: { properties: { N: '1' } },
          [second]: { properties: { N: '2' } },
        });
        expectSaved(exchange, prefix, [first, second]);
        const after = await propertiesOf(context, prefix);
        expectSame([after[first], after[second]], [{ N: '1' }, { N: '2' }], 'what was written');
        if (third !== undefined) expectSame(after[third], before[third], 'the third file as it was');
        return after;
      });
    },
    alone,
  ),
  contractCase(
    'updateOutputMetadata',
    'not-listed',
    'list no file for the metadata of another',
    async (context) => {
      await keepAsItWas(context, async ({ prefix, name, names }) => {
        const properties = { A: '1' };
        expectSaved(await put(context, prefix, { [name]: { properties } }), prefix, [name]);
        const now = await propertiesOf(context, prefix);
        expectSame(Object.keys(now).sort(), [...names].sort(), 'the same files as before');
        return now;
      });
    },
    alone,
  ),
  contractCase(
    'updateOutputMetadata',
    'prefix',
    'take the prefix of the path in the body too, with or without a final slash',
    async (context) => {
      await keepAsItWas(context, async ({ prefix, name }) => {
        for (const given of [prefix, `${prefix}/`]) {
          const json = { prefix: given, files: { [name]: { properties: { A: '1' } } } };
          expectSaved(await context.call('updateOutputMetadata', { path: { prefix }, json }), prefix, [name]);
        }
        return undefined;
      });
    },
    alone,
  ),
  contractCase(
    'updateOutputMetadata',
    'media-type',
    'read JSON whatever its content type says',
    async (context) => {
      await keepAsItWas(context, async ({ prefix, name }) => {
        const json = { prefix, files: { [name]: { properties: { A: '1' } } } };
        const headers = { 'Content-Type': 'text/plain;charset=UTF-8' };
        const exchange = await context.call('updateOutputMetadata', { path: { prefix }, json, headers });
        expectSaved(exchange, prefix, [name]);
        return undefined;
      });
    },
    alone,
  ),
];
