import { isScalar } from 'yaml';
import { closest } from './closest.js';
import type { YamlEntry, YamlReader, YamlValue } from './yaml-reader.js';

/** The entries of a mapping by their keys. */
export type Fields = ReadonlyMap<string, YamlEntry>;

/** The entries of a mapping by key; each key that is none of `names` is a mistake. */
export function readFields(
  reader: YamlReader,
  value: YamlValue,
  names: readonly string[],
  expected: string,
): Fields {
  const entries = reader.entries(value, expected);
  for (const { key, line } of entries) if (!names.includes(key)) reader.wrong(line, unknownKey(key, names));
  return new Map(entries.map((entry) => [entry.key, entry]));
}

/** The same of what stands under a key; `undefined`, and one mistake, when that is no mapping. */
export function readEntry(
  reader: YamlReader,
  { line, value }: Pick<YamlEntry, 'line' | 'value'>,
  names: readonly string[],
  expected: string,
): Fields | undefined {
  const before = reader.mistakes.length;
  if (value === undefined) reader.wrong(line, `expected ${expected}, found nothing`);
  const fields = value && readFields(reader, value, names, expected);
  return fields?.size === 0 && reader.mistakes.length > before ? undefined : fields;
}

/** The value of a switch that is off unless it is on. */
export function readSwitch(reader: YamlReader, value: YamlValue | undefined): boolean {
  if (value === undefined) return false;
  if (isScalar(value.node) && typeof value.node.value === 'boolean') return value.node.value;
  reader.wrong(value.line, 'expected true or false');
  return false;
}

/** Names as a sentence lists them. */
export function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function unknownKey(key: string, names: readonly string[]): string {
  const guess = closest(key, names);
  const known = guess === undefined ? `expected ${listNames(names)}` : `did you mean \`${guess}\`?`;
  return `the key ${JSON.stringify(key)} is unknown; ${known}`;
}
