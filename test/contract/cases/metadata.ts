import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import { expectSame, expectThat, readOk, skip } from '../expect.js';
import { propertiesOf, put } from './metadata-support.js';

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

const alone = { alone: true } as const;

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
          const { prefix, saved } = readOk(exchange, 'MetadataSaved');
          expectSame(prefix, `${file.prefix}/`, 'the prefix', exchange);
          expectSame(saved, [file.name], 'the files that were saved', exchange);
          expectSame((await propertiesOf(context, file.prefix))[file.name], properties, 'what was written');
        });
      },
      alone,
    ),
  ),
  contractCase(
    'updateOutputMetadata',
    'replaces',
    'replace all metadata of a file',
    async (context) => {
      await keepAsItWas(context, async ({ prefix, name }) => {
        readOk(await put(context, prefix, { [name]: { properties: { A: '1', B: '2' } } }), 'MetadataSaved');
        readOk(await put(context, prefix, { [name]: { properties: { B: '3' } } }), 'MetadataSaved');
        expectSame((await propertiesOf(context, prefix))[name], { B: '3' }, 'only what was written last');
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
        readOk(await put(context, prefix, { [name]: { properties: { A: '1' } } }), 'MetadataSaved');
        readOk(await put(context, prefix, { [name]: { properties: {} } }), 'MetadataSaved');
        expectSame((await propertiesOf(context, prefix))[name], {}, 'no metadata');
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
      await keepAsItWas(context, async ({ prefix }) => {
        const before = await propertiesOf(context, prefix);
        const exchange = await put(context, prefix, {
          [first]: { properties: { N: '1' } },
          [second]: { properties: { N: '2' } },
        });
        expectSame(
          [...readOk(exchange, 'MetadataSaved').saved].sort(),
          [first, second].sort(),
          'the files that were saved',
          exchange,
        );
        const after = await propertiesOf(context, prefix);
        expectSame([after[first], after[second]], [{ N: '1' }, { N: '2' }], 'what was written');
        if (third !== undefined) expectSame(after[third], before[third], 'the third file as it was');
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
        readOk(await put(context, prefix, { [name]: { properties: { A: '1' } } }), 'MetadataSaved');
        const now = Object.keys(await propertiesOf(context, prefix));
        expectSame(now.sort(), [...names].sort(), 'the same files as before');
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
          readOk(await context.call('updateOutputMetadata', { path: { prefix }, json }), 'MetadataSaved');
        }
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
        const json = { files: { [name]: { properties: { A: '1' } } } };
        const headers = { 'Content-Type': 'text/plain;charset=UTF-8' };
        readOk(
          await context.call('updateOutputMetadata', { path: { prefix }, json, headers }),
          'MetadataSaved',
        );
      });
    },
    alone,
  ),
];

type OwnFile = Awaited<ReturnType<CaseContext['fixtures']['file']>>;

/** Does something to the metadata of the files, and puts back what there was. */
async function keepAsItWas(context: CaseContext, work: (file: OwnFile) => Promise<void>): Promise<void> {
  const file = await context.fixtures.file();
  const before = await propertiesOf(context, file.prefix);
  try {
    await work(file);
  } finally {
    const changed = Object.entries(await propertiesOf(context, file.prefix)).filter(
      ([name, now]) => JSON.stringify(now) !== JSON.stringify(before[name]),
    );
    if (changed.length > 0) {
      const files = Object.fromEntries(changed.map(([name]) => [name, { properties: before[name] ?? {} }]));
      const exchange = await put(context, file.prefix, files);
      expectThat(
        exchange.status === 200,
        'the metadata of before put back',
        String(exchange.status),
        exchange,
      );
    }
  }
}
