import type { OperationSpec, ParameterSpec } from '../generated/operations.js';
import { validators } from '../generated/validators.js';
import { invalid, type ProblemCode, type ProblemItem } from './errors.js';
import { decode } from './path.js';
import { describeErrors } from './wording.js';

/** The parameters of a request by name, as values of their own types, with the defaults of the document. */
export type ParameterValues = Readonly<Record<ParameterSpec['in'], Readonly<Record<string, unknown>>>>;

export interface ParameterSource {
  /** Decoded path parameters. */
  path: Readonly<Record<string, string>>;
  /** The query as it came, without `?`. */
  search: string;
  headers: Headers;
}

/** Reads the parameters of an operation; a 400 that names every one that is unknown, repeated or wrong. */
export function readParameters(spec: OperationSpec, source: ParameterSource): ParameterValues {
  const query = readQuery(spec, source.search);
  const texts = {
    path: (name: string) => source.path[name],
    query: (name: string) => query.get(name),
    header: (name: string) => source.headers.get(name) ?? undefined,
  };
  const results = spec.parameters.map((parameter) => read(parameter, texts[parameter.in](parameter.name)));
  refuse(
    'invalid-parameter',
    results.flatMap(({ errors }) => errors),
  );
  const values = (place: ParameterSpec['in']) =>
    Object.fromEntries(
      results.flatMap(({ parameter, value }) =>
        parameter.in === place && value !== undefined ? [[parameter.name, value]] : [],
      ),
    );
  return { path: values('path'), query: values('query'), header: values('header') };
}

function readQuery(spec: OperationSpec, search: string): Map<string, string> {
  const pairs = search
    .split('&')
    .filter((pair) => pair !== '')
    .map(readPair);
  const known = new Set(
    spec.parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : [])),
  );
  const names = pairs.map(([name]) => name);
  refuse(
    'unknown-parameter',
    about(
      names.filter((name) => !known.has(name)),
      'is not known here',
    ),
  );
  refuse(
    'duplicate-parameter',
    about(
      names.filter((name, index) => names.indexOf(name) < index),
      'must be given once',
    ),
  );
  return new Map(pairs);
}

// URLSearchParams would read malformed percent-encoding and broken UTF-8 as something that nobody sent.
function readPair(pair: string): [string, string] {
  const [name, ...rest] = pair.split('=').map((part) => decode(part.replaceAll('+', ' ')));
  if (name === undefined || rest.includes(undefined)) {
    throw invalid('invalid-parameter', [{ detail: 'The percent-encoding of the query is malformed.' }]);
  }
  return [name, rest.join('=')];
}

interface Result {
  parameter: ParameterSpec;
  value?: unknown;
  errors: readonly ProblemItem[];
}

function read(parameter: ParameterSpec, text: string | undefined): Result {
  const { name } = parameter;
  if (text === undefined) {
    const errors = parameter.required ? about([name], 'is required') : [];
    return { parameter, value: parameter.default, errors };
  }
  const value = coerce(parameter.type, text);
  const validate = validators[parameter.validator];
  if (validate(value)) return { parameter, value, errors: [] };
  return {
    parameter,
    errors: describeErrors(validate.errors).map(({ detail }) => ({ detail, parameter: name })),
  };
}

/** Turns text into a value of the type when it is one; else the text stays, for the validator to refuse. */
export function coerce(type: ParameterSpec['type'], text: string): unknown {
  if (type === 'integer' && /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  if (type === 'number' && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function about(names: readonly string[], detail: string): ProblemItem[] {
  return [...new Set(names)].slice(0, 20).map((name) => ({ detail, parameter: shorten(name) }));
}

function shorten(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}

function refuse(code: ProblemCode, errors: readonly ProblemItem[]): void {
  if (errors.length > 0) throw invalid(code, errors);
}
