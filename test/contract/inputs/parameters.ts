import { constantFrom } from 'fast-check';
import type { OperationSpec, ParameterSpec } from '../../../src/generated/operations.js';
import type { Input } from '../context.js';
import { brief } from './brief.js';
import { brokenPercents, refusedInPaths } from './encodings.js';
import { parameterSchema, type ViolationClass } from './schema.js';
import { filterSource, mapSource, type Source, sourceOf } from './source.js';
import { rightValues } from './values.js';
import { strangeNames, wrongValues } from './wrong-values.js';

/** A request with one generated part, and what that is for people. */
export interface Example {
  what: string;
  input: Input;
  /** The part is in the path, where a server may as well say that there is no such thing. */
  inPath?: boolean;
}

/** Requests that are right but for one parameter; one source for each. */
export function wrongParameters(
  spec: OperationSpec,
  parameters: readonly ParameterSpec[],
  base: Input,
  how: ViolationClass,
): Source<Example>[] {
  return parameters.flatMap((parameter) => {
    if (how === 'encoding') return brokenParameter(spec, parameter, base);
    if (how === 'required') return withoutParameter(parameter, base) ?? [];
    const texts =
      how === 'type'
        ? sourceOf(notIntegers.slice(0, 5), constantFrom(...notIntegers))
        : wrongTexts(spec, parameter, how);
    return texts === undefined ? [] : [mapSource(texts, (text) => withText(parameter, base, text))];
  });
}

function wrongTexts(
  spec: OperationSpec,
  parameter: ParameterSpec,
  how: ViolationClass,
): Source<string> | undefined {
  const values = wrongValues(parameterSchema(spec, parameter), how);
  return filterSource(values && mapSource(values, String), (text) => canCarry(parameter, text));
}

// Nothing that one could take for an integer, such as 1.0, 1e3 or +1.
const notIntegers = [
  'many',
  '1.5',
  '',
  '0x10',
  '1,000',
  'NaN',
  'Infinity',
  'true',
  'null',
  '１',
  '--1',
  '1_0',
];

/** Requests with a query parameter that is not declared. */
export function extraParameters(base: Input): Source<Example> | undefined {
  const source = sourceOf(strangeNames);
  return (
    source &&
    mapSource(source, (name) => ({
      what: `the query parameter ${brief(name)} is not declared`,
      input: { ...base, query: `${queryOf(base)}${encodeURIComponent(name)}=1` },
    }))
  );
}

/** Requests with a value that a parameter allows; one source for each parameter. */
export function rightParameters(
  spec: OperationSpec,
  parameters: readonly ParameterSpec[],
  base: Input,
): Source<Example>[] {
  return parameters.flatMap((parameter) => {
    const values = rightValues(parameterSchema(spec, parameter));
    const texts = values && mapSource(values, (value) => String(value));
    const source = filterSource(texts, (text) => canCarry(parameter, text) && isHarmless(text));
    return source === undefined ? [] : [mapSource(source, (text) => withText(parameter, base, text))];
  });
}

function withText({ name, in: place }: ParameterSpec, base: Input, text: string): Example {
  const what = `${name} is ${brief(text)}`;
  if (place === 'path')
    return { what, inPath: true, input: { ...base, path: { ...base.path, [name]: text } } };
  if (place === 'header') return { what, input: { ...base, headers: { ...base.headers, [name]: text } } };
  const query = typeof base.query === 'object' ? base.query : {};
  return { what, input: { ...base, query: { ...query, [name]: text } } };
}

function withoutParameter({ name }: ParameterSpec, base: Input): Source<Example> | undefined {
  const { [name]: _, ...query } = typeof base.query === 'object' ? base.query : {};
  return sourceOf([{ what: `${name} is missing`, input: { ...base, query } }]);
}

// What a pattern keeps out of a path is what would lead somewhere else.
function brokenParameter(spec: OperationSpec, parameter: ParameterSpec, base: Input): Source<Example>[] {
  const inPath = parameter.in === 'path';
  const all = inPath ? [...brokenPercents, ...refusedInPaths] : brokenPercents;
  const raw = sourceOf(
    [...all.slice(0, 5), ...(inPath ? refusedInPaths.slice(0, 3) : [])],
    constantFrom(...all),
  );
  const texts = inPath ? wrongTexts(spec, parameter, 'pattern') : undefined;
  return [
    ...(raw === undefined ? [] : [mapSource(raw, (text) => withRaw(spec, parameter, base, text))]),
    ...(texts === undefined ? [] : [mapSource(texts, (text) => withText(parameter, base, text))]),
  ];
}

function withRaw(spec: OperationSpec, { name, in: place }: ParameterSpec, base: Input, raw: string): Example {
  // An id that begins like this is one of nothing, however a faulty server reads the rest.
  const text = `contract${raw}`;
  const what = `${name} is sent as ${text}`;
  if (place === 'path')
    return { what, inPath: true, input: { ...base, target: rawTarget(spec, base, name, text) } };
  return { what, input: { ...base, query: `${queryOf(base, name)}${name}=${text}` } };
}

function rawTarget({ path }: OperationSpec, base: Input, name: string, raw: string): string {
  return path.replace(/\{([^}]+)\}/g, (_, own: string) =>
    own === name ? raw : encodeURIComponent(base.path?.[own] ?? ''),
  );
}

/** The query of a request without one of its parameters, ready for that to be added. */
function queryOf({ query = {} }: Input, without?: string): string {
  if (typeof query === 'string') return `${query}&`;
  const rest = Object.entries(query).filter(([name]) => name !== without);
  return rest.map(([name, value]) => `${name}=${encodeURIComponent(value)}&`).join('');
}

// What HTTP itself would change on its way, or not take at all, says nothing about the server.
function canCarry({ in: place }: ParameterSpec, text: string): boolean {
  if (/\p{Cs}/u.test(text)) return false;
  if (place === 'header')
    return /^[\x21-\x7e\xa1-\xff](?:[\x20-\x7e\xa1-\xff]*[\x21-\x7e\xa1-\xff])?$/.test(text);
  return place === 'query' || !/^\/|\/$|^\.{0,2}$/.test(text);
}

// An id in a path may be anything but this; in a query it would be let through, by some servers and gateways.
function isHarmless(text: string): boolean {
  return !/[\\\p{Cc}]/u.test(text) && text.split('/').every((part) => !/^\.{0,2}$/.test(part));
}
