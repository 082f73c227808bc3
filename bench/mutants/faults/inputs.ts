import type { OperationId } from '../../../src/generated/operations.js';
import { badJson, type Fault, fault, type Json, type Passing, passOn } from '../fault.js';

const crash = () =>
  new Response('{"message": "Internal server error"}', {
    status: 502,
    headers: { 'Content-Type': 'application/json' },
  });

const bytesOf = async ({ fresh }: Passing) => new Uint8Array(await fresh().arrayBuffer());

/** Requests for an operation answered in another way, where there is one. */
function instead(
  id: string,
  what: string,
  operations: readonly OperationId[],
  answer: (passing: Passing) => Promise<Response | undefined>,
): Fault {
  return fault(id, 'inputs', what, async (passing) => {
    const own = passing.operation !== undefined && operations.includes(passing.operation);
    return (own ? await answer(passing) : undefined) ?? passing.right(passing.fresh(), passing.info);
  });
}

/** Bodies taken that are not right, by being made right; undefined for those that stay as they are. */
function takes(
  id: string,
  what: string,
  operation: OperationId,
  repair: (text: string) => string | undefined,
): Fault {
  return instead(id, what, [operation], async (passing) => {
    const text = new TextDecoder().decode(await bytesOf(passing));
    const repaired = repair(text);
    return repaired === undefined || repaired === text ? undefined : passOn(passing, { body: repaired });
  });
}

/** The same for one parameter of a run. */
function takesParameter(id: string, what: string, name: string, repair: (value: unknown) => unknown): Fault {
  return takes(id, what, 'createRun', (text) => {
    const body = parse(text);
    if (body === undefined || !(name in body)) return undefined;
    const value = repair(body[name]);
    return value === body[name] ? undefined : JSON.stringify({ ...body, [name]: value });
  });
}

function parse(text: string): Json | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** A query parameter taken that is not right. */
function takesQuery(
  id: string,
  what: string,
  operation: OperationId,
  pattern: RegExp,
  replacement: string,
): Fault {
  return instead(id, what, [operation], async (passing) => {
    const target = passing.target.replace(pattern, replacement);
    return target === passing.target ? undefined : passOn(passing, { target });
  });
}

const astral = /[\u{10000}-\u{10ffff}]/gu;
const mangled = (value: unknown) => (typeof value === 'string' ? value.replace(astral, '\ufffd') : value);

/** Input that is right and refused, or wrong and taken; each is found only by what is made from the schemas. */
export const inputFaults: readonly Fault[] = [
  takesParameter('input-maximum', 'a maximum that is off by one', 'seconds', (value) =>
    typeof value === 'number' && value > 600 && value <= 601 ? 600 : value,
  ),
  takesParameter('input-minimum', 'a number just below its minimum rounded', 'seconds', (value) =>
    typeof value === 'number' && value < 0 && value > -0.01 ? 0 : value,
  ),
  takesParameter('input-maximum-refused', 'the greatest number refused', 'seconds', (value) =>
    value === 600 ? 601 : value,
  ),
  takesParameter('input-coerced', 'a number in quotes taken for a number', 'seconds', (value) =>
    typeof value === 'string' ? 0 : value,
  ),
  takesParameter('input-enum-case', 'a listed value taken in capitals', 'outcome', (value) =>
    value === 'SUCCESS' ? 'success' : value,
  ),
  takesParameter('input-code-units', 'lengths counted in halves of characters', 'message', (value) =>
    typeof value === 'string' && value.length > 200 ? value.padEnd(900, 'x') : value,
  ),
  takesParameter('input-cut', 'a text that is too long cut off', 'message', (value) =>
    typeof value === 'string' ? [...value].slice(0, 200).join('') : value,
  ),
  takesParameter('input-format', 'a format that is not checked', 'day', (value) =>
    typeof value === 'string' && !/^\d{4}-\d\d-\d\d$/.test(value) ? '2026-01-01' : value,
  ),
  takesParameter('input-date', 'days that the calendar does not have', 'day', (value) =>
    value === '2023-02-29' ? '2023-03-01' : value,
  ),
  takesParameter('input-anchors', 'a pattern that need only match somewhere', 'label', (value) =>
    typeof value === 'string' && /[a-z]/.test(value) ? 'a' : value,
  ),
  takesParameter('input-items', 'more items of a list than are allowed', 'tags', (value) =>
    Array.isArray(value) ? value.slice(0, 3) : value,
  ),
  badJson<Json>(
    'input-unicode',
    'inputs',
    'characters beyond the first plane mangled',
    { operation: 'getRun' },
    (run) => ({
      ...run,
      params: Object.fromEntries(
        Object.entries(run.params as Json).map(([name, value]) => [name, mangled(value)]),
      ),
    }),
  ),
  takes('input-min-length', 'an empty text taken for none', 'createRun', (text) =>
    text.replace('"workflow_id":"",', '').replace(',"workflow_id":""', ''),
  ),
  takes('input-proto', 'a property that is named as one of the language', 'updateOutputMetadata', (text) =>
    text.replace(/,"__proto__":1/, ''),
  ),
  takes('input-trimmed', 'a body measured without its blanks', 'createRun', (text) => text.trimEnd()),
  instead('input-utf8', 'bytes that are no UTF-8 replaced', ['updateOutputMetadata'], async (passing) =>
    passOn(passing, { body: new TextDecoder().decode(await bytesOf(passing)) }),
  ),
  takes('input-surrogate', 'halves of surrogate pairs replaced', 'createRun', (text) =>
    text.replace(/\\ud800|\\udc00/g, '?'),
  ),
  takes('input-number', 'a number without end cut off', 'updateOutputMetadata', (text) =>
    text.replace('1e999', '"1e308"'),
  ),
  takes('input-repaired', 'a comma at the end overlooked', 'createRun', (text) => text.replace(/,\}$/, '}')),
  instead('input-largest', 'a body of exactly 1 MB refused', ['updateOutputMetadata'], async (passing) =>
    (await bytesOf(passing)).byteLength === 1_048_576
      ? passOn(passing, { body: ' '.repeat(1_048_577) })
      : undefined,
  ),
  instead('input-deep', '502 for a body of very many levels', ['createRun'], async (passing) =>
    /\[{20000}/.test(new TextDecoder().decode(await bytesOf(passing))) ? crash() : undefined,
  ),
  instead(
    'input-deep-metadata',
    '502 for metadata of many levels',
    ['updateOutputMetadata'],
    async (passing) =>
      /\[{60}/.test(new TextDecoder().decode(await bytesOf(passing))) ? crash() : undefined,
  ),
  instead(
    'input-long-name',
    '502 for an id of more than 255 bytes',
    ['getRun', 'browseOutputs'],
    async ({ target }) => (decodeLength(target) > 300 && !/x{300}/.test(target) ? crash() : undefined),
  ),
  instead(
    'input-refused-but-done',
    'a refused write that has changed something',
    ['updateOutputMetadata'],
    async (passing) => {
      const text = new TextDecoder().decode(await bytesOf(passing));
      if (!text.includes('contract\\u0000')) return undefined;
      await passOn(passing, { body: text.replaceAll('\\u0000', '') });
      return undefined;
    },
  ),
  instead('input-dropped', 'no answer to a path with NUL', ['getTaskLog'], async ({ target }) => {
    if (target.includes('%00'))
      throw new TypeError('fetch failed', { cause: new Error('other side closed') });
    return undefined;
  }),
  takesQuery('input-hex', 'a number in another notation', 'listRuns', /page_size=0x10/, 'page_size=16'),
  takesQuery(
    'input-separator',
    'a number with a separator cut off',
    'browseOutputs',
    /page_size=1%2C000/,
    'page_size=1',
  ),
  takesQuery(
    'input-overlong',
    'an overlong slash taken for one',
    'listDataSelectionWorkflows',
    /%c0%af/,
    '%2F',
  ),
  takesQuery(
    'input-query-proto',
    'a query parameter that is named as one of the language',
    'listWorkflows',
    /[?&]__proto__=1/,
    '',
  ),
];

function decodeLength(target: string): number {
  return target.replace(/%[\da-fA-F]{2}/g, 'x').length;
}
