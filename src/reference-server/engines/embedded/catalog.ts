import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isScalar, isSeq } from 'yaml';
import { ConfigError } from '../../config.js';
import type { EngineWorkflow } from '../../engine.js';
import { reasonOf } from '../../system-error.js';
import { type Fields, listNames, readEntry, readFields, readSwitch } from '../../yaml-fields.js';
import { createYamlReader, type YamlEntry, type YamlReader, type YamlValue } from '../../yaml-reader.js';
import type { Command } from './command.js';
import { readParameters } from './parameters.js';

/** A workflow, and how it is run on this machine. */
export interface CatalogWorkflow extends EngineWorkflow {
  /** Its program and arguments, as they are written. */
  command: Command;
  /** The folder that `./` and `../` at the beginning of a word count from. */
  folder: string;
  /** In seconds. */
  timeLimit: number;
}

/** The workflows of this machine by id. */
export interface Catalog {
  workflows: ReadonlyMap<string, CatalogWorkflow>;
}

/** In seconds. */
const usualTimeLimit = 3600;
const longestTimeLimit = 7 * 24 * 3600;

/** Reads the catalogue in a file; a `ConfigError` names every mistake. */
export async function readCatalog(path: string): Promise<Catalog> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(path, [{ line: 1, message: `cannot be read: ${reasonOf(cause)}` }], { cause });
  });
  return parseCatalog(text, path, dirname(resolve(path)));
}

/**
 * Reads a catalogue, `workflows.{id}.{description?, schedule?, parameters?, additional_parameters?, command,
 * time_limit?}` as YAML. Throws a `ConfigError` that names every mistake with its line in `source`.
 */
export function parseCatalog(text: string, source: string, folder: string): Catalog {
  const reader = createYamlReader(text);
  const workflows = readWorkflows(reader, folder);
  if (reader.mistakes.length === 0) return { workflows };
  throw new ConfigError(
    source,
    [...reader.mistakes].sort((a, b) => a.line - b.line),
  );
}

function readWorkflows(reader: YamlReader, folder: string): Map<string, CatalogWorkflow> {
  const fields = reader.root && readFields(reader, reader.root, ['workflows'], 'the key `workflows`');
  const value = fields?.get('workflows')?.value;
  if (value === undefined) {
    if (reader.mistakes.length === 0) reader.wrong(1, 'expected the key `workflows` and workflows under it');
    return new Map();
  }
  const entries = reader.entries(value, 'the workflows by their ids');
  checkIds(reader, entries);
  return new Map(entries.map((entry) => [entry.key, readWorkflow(reader, entry, folder)]));
}

/** An id becomes the name of a folder, and some disks take two spellings of a name for one. */
function checkIds(reader: YamlReader, entries: readonly YamlEntry[]): void {
  const seen = new Set<string>();
  for (const { key, line } of entries) {
    const name = `the id ${JSON.stringify(key)} of a workflow`;
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,249}$/.test(key)) {
      reader.wrong(line, `${name} may hold only letters, digits, \`_\`, \`.\` and \`-\`, at most 250`);
    }
    if (seen.has(key.toLowerCase())) reader.wrong(line, `${name} differs from another one by case only`);
    seen.add(key.toLowerCase());
  }
}

const workflowKeys = [
  'description',
  'schedule',
  'parameters',
  'additional_parameters',
  'command',
  'time_limit',
];

function readWorkflow(
  reader: YamlReader,
  { key: id, line, value }: YamlEntry,
  folder: string,
): CatalogWorkflow {
  const expected = `the keys ${listNames(workflowKeys)} of workflow ${JSON.stringify(id)}`;
  const fields = readEntry(reader, { line, value }, workflowKeys, expected);
  const at = (name: string) => fields?.get(name)?.value;
  const text = (name: string) => readText(reader, at(name));
  return {
    id,
    description: text('description'),
    schedule: text('schedule'),
    parameters: readParameters(reader, at('parameters')),
    additionalParameters: readSwitch(reader, at('additional_parameters')),
    command: readCommand(reader, fields, line),
    folder,
    timeLimit: readTimeLimit(reader, at('time_limit')),
  };
}

function readText(reader: YamlReader, value: YamlValue | undefined): string | null {
  return (value && reader.text(value, 'a text')) ?? null;
}

function readCommand(reader: YamlReader, fields: Fields | undefined, line: number): Command {
  const expected = 'a list of words, the first one the program';
  const value = fields?.get('command')?.value;
  if (value === undefined) {
    if (fields !== undefined) reader.wrong(line, `the key \`command\` is missing; expected ${expected}`);
    return [''];
  }
  const [program = '', ...rest] = reader.items(value, expected).map((item) => readWord(reader, item));
  if (isSeq(value.node) && program === '') reader.wrong(value.line, `expected ${expected}`);
  return [program, ...rest];
}

function readWord(reader: YamlReader, item: YamlValue): string {
  const word = reader.text(item, 'a word') ?? '';
  if (word.includes('\0')) reader.wrong(item.line, 'a word of a command cannot hold the character NUL');
  return word;
}

function readTimeLimit(reader: YamlReader, value: YamlValue | undefined): number {
  if (value === undefined) return usualTimeLimit;
  const limit = isScalar(value.node) ? value.node.value : undefined;
  if (typeof limit === 'number' && limit > 0 && limit <= longestTimeLimit) return limit;
  reader.wrong(
    value.line,
    `expected \`time_limit\` to be seconds, more than 0 and at most ${longestTimeLimit}`,
  );
  return usualTimeLimit;
}
