import { isScalar } from 'yaml';
import { closest } from './closest.js';
import type { YamlEntry, YamlReader, YamlValue } from './yaml-reader.js';

/** The entries of a mapping by key; each key that is none of `names` is a mistake. */
export function readFields(
  reader: YamlReader,
  value: YamlValue,
  names: readonly string[],
  expected: string,
): Map<string, YamlEntry> {
  const entries = reader.entries(value, expected);
  for (const { key, line } of entries) if (!names.includes(key)) reader.wrong(line, unknownKey(key, names));
  return new Map(entries.map((entry) => [entry.key, entry]));
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
