import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { KnownFailure } from '../../../test/contract/index.js';
import { ConfigError } from '../../reference-server/config.js';
import { readFields } from '../../reference-server/yaml-fields.js';
import { createYamlReader, type YamlReader, type YamlValue } from '../../reference-server/yaml-reader.js';
import { usageError } from '../errors.js';
import { readOptionFile } from '../files.js';

/** Reads a list of known failures; a `ConfigError` names every mistake with its line. */
export async function readKnownFailures(path: string): Promise<KnownFailure[]> {
  return parseKnownFailures(await readOptionFile('--known-failures', path), path);
}

/** The same of a text. */
export function parseKnownFailures(text: string, path: string): KnownFailure[] {
  const reader = createYamlReader(text);
  const items = reader.root === undefined ? [] : reader.items(reader.root, 'a list of known failures');
  const known = items.flatMap((item) => readItem(reader, item) ?? []);
  if (reader.mistakes.length > 0) throw new ConfigError(path, reader.mistakes);
  return known;
}

/** Writes a first list, for people to give reasons; a usage error when there is a file already. */
export async function writeKnownFailures(path: string, known: readonly KnownFailure[]): Promise<void> {
  const head = `# Failures that are known and put up with until a day. Say in each reason why, and link to where it is dealt with.
# An entry fails the suite once it has expired, and when its case passes.
`;
  await writeFile(path, head + stringify(known), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'EEXIST' ? 'it exists; take new failures in by hand' : `${error.code}`;
    throw usageError(`--write-known-failures ${path} cannot be written: ${reason}.`);
  });
}

function readItem(reader: YamlReader, item: YamlValue): KnownFailure | undefined {
  const fields = readFields(reader, item, ['id', 'reason', 'link', 'expires'], 'the keys of a known failure');
  const text = (key: string) => {
    const value = fields.get(key)?.value;
    if (value === undefined) reader.wrong(item.line, `the key \`${key}\` is missing`);
    return value && reader.text(value, `a text for \`${key}\``);
  };
  const [id, reason, expires] = [text('id'), text('reason'), text('expires')];
  const link = fields.has('link') ? text('link') : undefined;
  if (expires !== undefined && !isDay(expires))
    reader.wrong(fields.get('expires')?.line ?? item.line, 'expected a day such as 2027-01-31');
  if (id === undefined || reason === undefined || expires === undefined) return undefined;
  return { id, reason, expires, ...(link === undefined ? {} : { link }) };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
