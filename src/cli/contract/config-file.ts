import { dirname, resolve } from 'node:path';
import { isScalar } from 'yaml';
import type { CreateTarget } from '../../../test/contract/index.js';
import { ConfigError } from '../../reference-server/config.js';
import { type Fields, readEntry, readFields } from '../../reference-server/yaml-fields.js';
import {
  createYamlReader,
  type YamlEntry,
  type YamlReader,
  type YamlValue,
} from '../../reference-server/yaml-reader.js';
import { defined } from '../defined.js';
import { readOptionFile } from '../files.js';

/** Where a token comes from: exactly one of a variable, a file or a command, which prints it. */
export type TokenPlace = { env: string } | { file: string } | { command: [string, ...string[]] };

/** The users of the suite. */
export const identityNames = ['first', 'second', 'nobody', 'expired'] as const;
export type IdentityName = (typeof identityNames)[number];

/** What a configuration file of the suite pins; what it leaves out is found or has a default. */
export interface ContractConfig {
  baseUrl?: string;
  identities: Partial<Record<IdentityName, TokenPlace>>;
  /** What to try, and parameters with which its runs end as wanted. They allow nothing. */
  targets: CreateTarget[];
  features?: string[];
  expectFeatures?: string[];
  /** A path. */
  knownFailures?: string;
  origin?: string;
  rate?: number;
  concurrency?: number;
  /** Seconds. */
  timeout?: number;
  /** Seconds. */
  runTimeout?: number;
  hideNames?: boolean;
}

/** Reads a configuration file; a `ConfigError` names every mistake with its line. Paths are relative to the file. */
export async function readContractConfig(path: string): Promise<ContractConfig> {
  return parseContractConfig(await readOptionFile('--config', path), path);
}

/** The same of a text. */
export function parseContractConfig(text: string, path: string): ContractConfig {
  const reader = createYamlReader(text);
  const config = readRoot(reader, dirname(path));
  if (reader.mistakes.length > 0) throw new ConfigError(path, reader.mistakes);
  return config;
}

const keys = [
  'base_url',
  'identities',
  'targets',
  'features',
  'expect_features',
  'known_failures',
  'origin',
  'rate',
  'concurrency',
  'timeout',
  'run_timeout',
  'hide_names',
];

function readRoot(reader: YamlReader, folder: string): ContractConfig {
  if (reader.root === undefined) return { identities: {}, targets: [] };
  const fields = readFields(reader, reader.root, keys, 'keys with their values');
  const text = (key: string) => textOf(reader, fields, key);
  const number = (key: string, least: number) => numberOf(reader, fields, key, least);
  const knownFailures = text('known_failures');
  return defined({
    baseUrl: text('base_url'),
    identities: identitiesOf(reader, fields, folder),
    targets: targetsOf(reader, fields),
    features: textsOf(reader, fields, 'features'),
    expectFeatures: textsOf(reader, fields, 'expect_features'),
    knownFailures: knownFailures === undefined ? undefined : resolve(folder, knownFailures),
    origin: text('origin'),
    rate: number('rate', 0.01),
    concurrency: number('concurrency', 1),
    timeout: number('timeout', 1),
    runTimeout: number('run_timeout', 1),
    hideNames: switchOf(reader, fields, 'hide_names'),
  });
}

function identitiesOf(reader: YamlReader, fields: Fields, folder: string): ContractConfig['identities'] {
  const entry = fields.get('identities');
  if (entry === undefined) return {};
  const identities = readEntry(reader, entry, identityNames, 'the identities by their names');
  const places = [...(identities ?? [])].flatMap(([name, value]): [string, TokenPlace][] => {
    const place = placeOf(reader, value, folder);
    return place === undefined ? [] : [[name, place]];
  });
  return Object.fromEntries(places);
}

function placeOf(reader: YamlReader, entry: YamlEntry, folder: string): TokenPlace | undefined {
  const fields = readEntry(reader, entry, ['env', 'file', 'command'], '`env`, `file` or `command`');
  if (fields === undefined) return undefined;
  if (fields.size !== 1) {
    reader.wrong(entry.line, `expected exactly one of \`env\`, \`file\` and \`command\` for ${entry.key}`);
    return undefined;
  }
  const [env, file] = [textOf(reader, fields, 'env'), textOf(reader, fields, 'file')];
  if (env !== undefined) return { env };
  if (file !== undefined) return { file: resolve(folder, file) };
  const [program, ...words] = textsOf(reader, fields, 'command') ?? [];
  return program === undefined ? undefined : { command: [program, ...words] };
}

function targetsOf(reader: YamlReader, fields: Fields): CreateTarget[] {
  const value = fields.get('targets')?.value;
  if (value === undefined) return [];
  return reader.items(value, 'a list of workflows with their parameters').flatMap((item) => {
    const target = readFields(
      reader,
      item,
      ['workflow', 'selection', 'success', 'failure', 'long'],
      'the keys of a target',
    );
    const workflow = textOf(reader, target, 'workflow');
    if (workflow === undefined) {
      if (!target.has('workflow')) reader.wrong(item.line, 'the key `workflow` is missing');
      return [];
    }
    const params = (key: string) => paramsOf(reader, target, key);
    const selection = textOf(reader, target, 'selection');
    return [
      defined({
        workflow,
        selection,
        success: params('success'),
        failure: params('failure'),
        long: params('long'),
      }),
    ];
  });
}

function paramsOf(reader: YamlReader, fields: Fields, key: string): Record<string, unknown> | undefined {
  const value = fields.get(key)?.value;
  if (value === undefined) return undefined;
  const entries = reader.entries(value, 'parameters by their names');
  return Object.fromEntries(entries.map((entry) => [entry.key, entry.value?.node.toJSON() ?? null]));
}

function textOf(reader: YamlReader, fields: Fields, key: string): string | undefined {
  const value = givenUnder(reader, fields, key);
  return value && reader.text(value, `a text for \`${key}\``);
}

function textsOf(reader: YamlReader, fields: Fields, key: string): string[] | undefined {
  const value = givenUnder(reader, fields, key);
  return (
    value && reader.items(value, `a list for \`${key}\``).flatMap((item) => reader.text(item, 'a text') ?? [])
  );
}

function numberOf(reader: YamlReader, fields: Fields, key: string, least: number): number | undefined {
  const value = givenUnder(reader, fields, key);
  if (value === undefined) return undefined;
  const number = isScalar(value.node) ? value.node.value : undefined;
  if (typeof number === 'number' && number >= least) return number;
  reader.wrong(value.line, `expected a number of at least ${least} for \`${key}\``);
  return undefined;
}

function switchOf(reader: YamlReader, fields: Fields, key: string): boolean | undefined {
  const value = givenUnder(reader, fields, key);
  if (value === undefined) return undefined;
  const given = isScalar(value.node) ? value.node.value : undefined;
  if (typeof given === 'boolean') return given;
  reader.wrong(value.line, `expected true or false for \`${key}\``);
  return undefined;
}

function givenUnder(reader: YamlReader, fields: Fields, key: string): YamlValue | undefined {
  const entry = fields.get(key);
  if (entry !== undefined && entry.value === undefined)
    reader.wrong(entry.line, `the key \`${key}\` has no value`);
  return entry?.value;
}
