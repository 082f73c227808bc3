import type { WorkflowDetails, WorkflowParameter } from '../client/index.js';
import { CliError, usageError } from './errors.js';
import { readOptionFile } from './files.js';
import { value } from './format.js';
import { line } from './text.js';

/** The parameters of a run from `--params-file` and `--param`, of which the latter wins. */
export async function readParameters(
  file: string | undefined,
  given: ReadonlyMap<string, string>,
  workflow: Pick<WorkflowDetails, 'id' | 'parameters' | 'additional_parameters'>,
): Promise<Record<string, unknown>> {
  const parameters = file === undefined ? {} : await readParametersFile(file);
  for (const [name, text] of given) parameters[name] = typed(name, text, find(workflow, name));
  return parameters;
}

async function readParametersFile(file: string): Promise<Record<string, unknown>> {
  const text = await readOptionFile('--params-file', file);
  const parsed = parseFile(file, text);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  throw usageError(`--params-file ${file} must hold a JSON object of parameters by name.`);
}

function parseFile(file: string, text: string): unknown {
  try {
    // Editors on Windows begin a file with a mark that JSON does not know.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw usageError(
      line(`--params-file ${file} is not JSON: ${error instanceof Error ? error.message : error}.`),
    );
  }
}

function find(
  { id, parameters, additional_parameters }: Parameters<typeof readParameters>[2],
  name: string,
): WorkflowParameter | undefined {
  const found = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (found !== undefined || additional_parameters) return found;
  const names = Object.keys(parameters).join(', ') || 'none';
  throw usageError(`--param ${name}: ${id} has no such parameter; it takes ${names}.`);
}

/** A value as the parameter's schema says; one without a schema that helps is JSON where it can be read so. */
function typed(name: string, text: string, parameter: WorkflowParameter | undefined): unknown {
  const schema = parameter?.schema ?? {};
  const choices = Array.isArray(schema.enum) ? schema.enum : undefined;
  if (choices !== undefined) {
    const choice = choices.find((each) => value(each) === text);
    if (choice !== undefined) return choice;
    throw usageError(`--param ${name}: it must be one of ${choices.map(value).join(', ')}.`);
  }
  const types = typesOf(schema.type, parameter?.default);
  if (types === undefined) return parseJson(text) ?? (text === 'null' ? null : text);
  for (const type of types) {
    const read = readers[type]?.(text);
    if (read !== undefined) return read;
  }
  throw usageError(`--param ${name}: ${JSON.stringify(text)} is not of type ${types.join(' or ')}.`);
}

/** The types to try, the text itself last because any text is a string. */
function typesOf(type: unknown, example: unknown): string[] | undefined {
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) {
    const names = type.filter((each): each is string => typeof each === 'string');
    return names.sort((a, b) => Number(a === 'string') - Number(b === 'string'));
  }
  return ['string', 'number', 'boolean'].includes(typeof example) ? [typeof example] : undefined;
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  string: (text) => text,
  boolean: (text) => ({ true: true, false: false })[text],
  integer: (text) => (/^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined),
  number: (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
  null: (text) => (text === 'null' ? null : undefined),
  array: (text) => only(parseJson(text), Array.isArray),
  object: (text) => only(parseJson(text), (parsed) => typeof parsed === 'object' && !Array.isArray(parsed)),
};

function only(parsed: unknown, test: (parsed: unknown) => boolean): unknown {
  return test(parsed) ? parsed : undefined;
}

/** Undefined when the text is not JSON; JSON's own null too, which callers tell by the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

/** What is said when the parameters of a workflow cannot be asked for, as on the 1.0 deployment. */
export function untypedNotice(error: unknown): string {
  const reason = error instanceof CliError || !(error instanceof Error) ? '' : ` (${error.message})`;
  return `The workflow's parameters cannot be read here${reason}; values are sent as JSON where they are JSON, else as text.`;
}
