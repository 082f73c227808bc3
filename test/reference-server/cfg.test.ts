import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../src/generated/rules.js';
import { formatCfg, parseCfg } from '../../src/reference-server/cfg.js';
import { type ConfigParser, hasPython, startConfigParser } from './configparser.js';

// What has a meaning in the format, what one language takes for blank and another does not, and the rest.
const telling = [...'  =:%()s#;[]\t\n\r"\'\\/.-aZ0', '%%', '%(a)s', 'DEFAULT', '\u00a0', '\u0085', '\u180e'];
const rare = [
  '\u200b',
  '\u2028',
  '\u3000',
  '\ufeff',
  '\ufffd',
  '\u{1f52c}',
  'e\u0301',
  '\u001c',
  '\u000b',
  'İ',
];
const unit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...telling) },
  { weight: 2, arbitrary: fc.constantFrom(...rare) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
const text = (maxLength: number) => fc.array(unit, { maxLength }).map((units) => units.join(''));

type Constrained = 'MetadataKey' | 'MetadataValue' | 'MetadataFileName';
const following = (name: Constrained) => {
  const pattern = new RegExp(rules[name].pattern, 'u');
  return text(8).filter((value) => pattern.test(value) && value.length <= rules[name].maxLength);
};
const properties = fc.dictionary(following('MetadataKey'), following('MetadataValue'), { maxKeys: 5 });
const fileName = following('MetadataFileName');

describe('the reader and writer of metadata files', () => {
  it('reads back whatever the contract lets be written', () => {
    fc.assert(
      fc.property(fileName, properties, (name, values) => {
        expect(parseCfg(formatCfg(name, values), name)).toEqual({ ...values });
      }),
      { numRuns: 2000 },
    );
  });

  it('writes what the first deployment writes', () => {
    expect(formatCfg('ihc.png', { Organ: 'Colon', empty: '', Notes: 'one\ntwo', Part: '50 %' })).toBe(
      '[ihc.png]\nOrgan = Colon\nempty = \nNotes = one\n\ttwo\nPart = 50 %%\n\n',
    );
  });

  it.each([
    ['a colon as the delimiter', '[a]\nk: v = w\n', { k: 'v = w' }],
    ['no blanks around the delimiter', '[a]\nk=v\n', { k: 'v' }],
    ['comments', '# one\n[a]\n; two\nk = v\n# three\n  more\n', { k: 'v\nmore' }],
    ['a carriage return at the end of each line', '[a]\r\nk = v\r\n\r\n', { k: 'v' }],
    ['a byte order mark', '\ufeff[a]\nk = v\n', { k: 'v' }],
    ['no properties', '[a]\n\n', {}],
    ['no line feed at the end', '[a]\nk = v', { k: 'v' }],
    ['a value that begins on the next line', '[a]\nk =\n  one\n\n  two\n', { k: '\none\n\ntwo' }],
    ['a lone per cent sign', '[a]\nk = 50 % of %(x)s %%\n', { k: '50 % of %(x)s %' }],
    ['words after the header', '[a] since Monday\nk = v\n', { k: 'v' }],
  ])('reads %s', (_, content, expected) => {
    expect(parseCfg(content, 'a')).toEqual(expected);
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n\n'],
    ['text before the section', 'k = v\n[a]\n'],
    ['a section of another name', '[b]\nk = v\n'],
    ['a second section', '[a]\nk = v\n[b]\n'],
    ['the same section twice', '[a]\n[a]\n'],
    ['defaults', '[a]\n[DEFAULT]\nk = v\n'],
    ['the same key twice', '[a]\nk = v\nk = w\n'],
    ['a key without a value', '[a]\nk\n'],
    ['a value without a key', '[a]\n= v\n'],
    ['binary data', '\u0000\u0001PNG\r\n\u001a\n'],
  ])('takes a file that holds %s for something else', (_, content) => {
    expect(parseCfg(content, 'a')).toBeUndefined();
  });

  it('never takes the defaults for the metadata of a file of that name', () => {
    expect(parseCfg('[DEFAULT]\nk = v\n', 'DEFAULT')).toBeUndefined();
  });

  it('reads a megabyte of blanks without delay', () => {
    const blanks = ' '.repeat(1_000_000);
    expect(parseCfg(`[a]\nk = x${blanks}y\n`, 'a')).toEqual({ k: `x${blanks}y` });
    expect(parseCfg(`[a]\nk = x\n${'\n'.repeat(1_000_000)}`, 'a')).toEqual({ k: 'x' });
  });
});

const python = hasPython();

describe.skipIf(!python)(`beside Python's configparser${python ? '' : ' (skipped: install python3)'}`, () => {
  let parser: ConfigParser;
  beforeAll(() => {
    parser = startConfigParser();
  });
  afterAll(() => parser.close());

  it('what the contract lets be written, Python reads', async () => {
    await fc.assert(
      fc.asyncProperty(fileName, properties, async (name, values) => {
        const sections = (await parser.read(formatCfg(name, values))) ?? {};
        expect(Object.entries(sections)).toEqual([[name, { ...values }]]);
      }),
      { numRuns: 1000 },
    );
  });

  it('both write the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fileName, properties, async (name, values) => {
        expect(formatCfg(name, values)).toBe(await parser.write(name, values));
      }),
      { numRuns: 1000 },
    );
  });

  it('what Python writes and reads, our reader reads the same', async () => {
    const key = text(6).filter((value) => !value.includes('\n'));
    const anything = fc.dictionary(key, text(12), { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(fileName, anything, async (name, values) => {
        const written = await parser.write(name, values);
        expect(parseCfg(written, name)).toEqual(onlySection(await parser.read(written, true), name));
      }),
      { numRuns: 1000 },
    );
  });

  it('our reader takes any text for metadata when Python finds that one section, and only then', async () => {
    const piece = fc.oneof(fc.constantFrom('[a]', '[b]', '\n', '\n ', 'k', '=', ' : '), unit);
    const junk = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    const content = fc
      .oneof(
        junk,
        junk.map((rest) => `[a]\n${rest}`),
      )
      .filter((it) => !it.startsWith('\ufeff') && !it.includes('[DEFAULT]'));
    await fc.assert(
      fc.asyncProperty(content, async (it) => {
        expect(parseCfg(it, 'a')).toEqual(onlySection(await parser.read(it, true), 'a'));
      }),
      { numRuns: 3000 },
    );
  });
});

/** The properties that our reader should give for what Python read, with references left as they are. */
function onlySection(sections: Record<string, Record<string, string>> | undefined, name: string) {
  const [first, ...others] = Object.entries(sections ?? {});
  if (first === undefined || others.length > 0 || first[0] !== name || name === 'DEFAULT') return undefined;
  return Object.fromEntries(
    Object.entries(first[1]).map(([key, value]) => [key, value.replaceAll('%%', '%')]),
  );
}
