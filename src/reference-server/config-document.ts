import { bucketNameForm, isBucketName } from './bucket-name.js';
import { type Collection, type Config, ConfigError } from './config.js';
import { isUserName, userNameForm } from './user-name.js';
import { listNames, readFields } from './yaml-fields.js';
import { createYamlReader, type YamlEntry, type YamlReader, type YamlValue } from './yaml-reader.js';

/**
 * Reads a configuration, `collections.{id}.{bucket, prefix, description?, workflows.{id}.authorized_users[]}`
 * as YAML; every mapping may also be a list of mappings with one key each. Throws a `ConfigError` that names
 * every mistake with its line in `source`.
 */
export function parseConfig(text: string, source: string): Config {
  const reader = createYamlReader(text);
  const config = readConfig(reader);
  if (reader.mistakes.length > 0) throw new ConfigError(source, reader.mistakes);
  return config;
}

function readConfig(reader: YamlReader): Config {
  if (reader.root === undefined) {
    if (reader.mistakes.length === 0)
      reader.wrong(1, 'the document is empty; expected the key `collections`');
    return { collections: new Map() };
  }
  const fields = readFields(reader, reader.root, ['collections'], 'the key `collections`');
  if (!fields.has('collections')) reader.wrong(1, 'expected the key `collections`');
  const collections = fields.get('collections')?.value;
  const entries =
    collections === undefined ? [] : reader.entries(collections, 'the collections by their ids');
  return { collections: new Map(entries.map((entry) => [entry.key, readCollection(reader, entry)])) };
}

const collectionKeys = ['bucket', 'prefix', 'description', 'workflows'];

function readCollection(reader: YamlReader, { key: id, line, value }: YamlEntry): Collection {
  checkId(reader, line, id, 'collection', 512);
  const expected = `the keys ${listNames(collectionKeys)} of collection ${JSON.stringify(id)}`;
  if (value === undefined) reader.wrong(line, `expected ${expected}, found nothing`);
  const fields = value === undefined ? undefined : readFields(reader, value, collectionKeys, expected);
  const description = fields?.get('description')?.value;
  return {
    id,
    bucket: readBucket(reader, fields && required(reader, fields, 'bucket', line)),
    prefix: readPrefix(reader, fields && required(reader, fields, 'prefix', line)),
    description: (description && reader.text(description, 'a text')) ?? null,
    workflows: readWorkflows(reader, fields?.get('workflows')?.value),
  };
}

/** What stands under a key that must be there. */
function required(
  reader: YamlReader,
  fields: ReadonlyMap<string, YamlEntry>,
  name: string,
  line: number,
): YamlValue | undefined {
  const field = fields.get(name);
  if (field === undefined) reader.wrong(line, `the key \`${name}\` is missing`);
  else if (field.value === undefined)
    reader.wrong(field.line, `expected a text for \`${name}\`, found nothing`);
  return field?.value;
}

function readWorkflows(reader: YamlReader, value: YamlValue | undefined): Collection['workflows'] {
  if (value === undefined) return new Map();
  const entries = reader.entries(value, 'the workflows by their ids');
  return new Map(entries.map((entry) => [entry.key, readUsers(reader, entry)]));
}

function readUsers(reader: YamlReader, { key: id, line, value }: YamlEntry): ReadonlySet<string> {
  checkId(reader, line, id, 'workflow', 250);
  if (value === undefined) return new Set();
  const fields = readFields(
    reader,
    value,
    ['authorized_users'],
    `the key \`authorized_users\` of workflow ${JSON.stringify(id)}`,
  );
  const users = fields.get('authorized_users')?.value;
  const items = users === undefined ? [] : reader.items(users, 'a list of user names');
  return new Set(items.flatMap((item) => readUser(reader, item)));
}

function readUser(reader: YamlReader, value: YamlValue): string[] {
  const name = reader.text(value, 'a user name');
  if (name === undefined) return [];
  if (isUserName(name)) return [name];
  reader.wrong(value.line, `${JSON.stringify(name)} is no user name; expected ${userNameForm}`);
  return [];
}

function readBucket(reader: YamlReader, value: YamlValue | undefined): string {
  const bucket = value && reader.text(value, 'the name of a bucket');
  if (value === undefined || bucket === undefined) return '';
  if (!isBucketName(bucket)) {
    reader.wrong(value.line, `${JSON.stringify(bucket)} is no name of a bucket; expected ${bucketNameForm}`);
  }
  return bucket;
}

function readPrefix(reader: YamlReader, value: YamlValue | undefined): string {
  const given = value && reader.text(value, 'the prefix of a folder');
  if (value === undefined || given === undefined) return '';
  const prefix = given === '' || given.endsWith('/') ? given : `${given}/`;
  const fault = prefixFault(prefix);
  if (fault !== undefined) reader.wrong(value.line, `the prefix ${JSON.stringify(given)} ${fault}`);
  return prefix;
}

function prefixFault(prefix: string): string | undefined {
  if (prefix.startsWith('/')) return 'begins with `/`; expected one below the top of the bucket';
  if (/[\p{Cc}\p{Cs}\\]/u.test(prefix)) return 'holds a backslash or a control character';
  if (prefix.length > 1024) return 'is longer than 1024 characters';
  const segments = prefix.slice(0, -1).split('/');
  if (segments.includes('.') || segments.includes('..')) return 'holds `.` or `..` as a folder';
  return prefix !== '' && segments.includes('') ? 'holds an empty folder name' : undefined;
}

function checkId(reader: YamlReader, line: number, id: string, what: string, longest: number): void {
  const wrong = (message: string) =>
    reader.wrong(line, `the id ${JSON.stringify(id)} of a ${what} ${message}`);
  if (id.trim() === '') wrong('is empty');
  else if (id.length > longest) wrong(`is longer than ${longest} characters`);
  else if (id === '.' || id === '..' || id === '~') wrong('cannot be used in addresses');
  else if (id !== id.trim() || /[\p{Cc}\p{Cs}\\]/u.test(id))
    wrong('holds a backslash, a control character or a blank at an end');
  else if (what === 'workflow' && !/^[\p{L}\p{N}_.-]+$/u.test(id))
    wrong('may hold only letters, digits, `_`, `.` and `-`');
}
