import { integer, oneof } from 'fast-check';
import { brief } from './brief.js';
import { mapSource, type Source, sourceOf } from './source.js';

/** Percent-encoding that is malformed, or that stands for bytes that are not UTF-8. */
export const brokenPercents: readonly string[] = [
  // Each of its own kind: too short, no digits, no UTF-8, an overlong form, half of a surrogate pair.
  ...['%2', '%zz', '%ff', '%c0%af', '%ed%a0%80'],
  ...['%', '%u0041', '%c3%28', '%e2%82', '%e0%80%af', '%f4%90%80%80'],
];

/** Percent-encoding that is well-formed, of what no path may hold. */
export const refusedInPaths: readonly string[] = ['%00', '%2f%2e%2e', '%5c', '%0a', '%1f', '%7f', '%c2%85'];

/** A body as it is to be sent, and what is the matter with it. */
export interface RawBody {
  what: string;
  body: string | Uint8Array<ArrayBuffer>;
}

/** Stands in a body where what is broken is to be put. */
export const mark = 'CONTRACT-MARK';

/** Bodies that are not JSON in UTF-8, made from one that is and has the mark as one of its texts. */
export function brokenBodies(json: unknown): Source<RawBody> | undefined {
  const text = JSON.stringify(json);
  const cuts = integer({ min: 0, max: text.length - 1 }).map((end) => ({
    what: `JSON that ends after ${end} characters`,
    body: text.slice(0, end),
  }));
  const broken = [
    ...Object.entries(brokenBytes).map(([what, bytes]) => ({ what, body: spliced(text, bytes) })),
    ...Object.entries(brokenTexts).map(([what, put]) => ({
      what,
      body: text.replace(`"${mark}"`, () => put),
    })),
    { what: 'JSON with a comma at its end', body: `${text.slice(0, -1)},}` },
    { what: 'JSON twice', body: `${text} ${text}` },
    { what: 'JSON with a comment', body: `${text} // contract` },
    { what: 'JSON in UTF-16', body: utf16(text) },
  ];
  const made = sourceOf(broken);
  return made && { corners: made.corners, random: oneof(cuts, made.random) };
}

const brokenBytes: Readonly<Record<string, readonly number[]>> = {
  'a byte that is never UTF-8': [0xff],
  'a character that ends too early': [0xe2, 0x82],
  'an overlong slash': [0xc0, 0xaf],
  'half of a surrogate pair in bytes': [0xed, 0xa0, 0x80],
  'a character beyond Unicode': [0xf4, 0x90, 0x80, 0x80],
  'a control character that is not escaped': [0x01],
  'a line feed that is not escaped': [0x0a],
};

const brokenTexts: Readonly<Record<string, string>> = {
  'half of a surrogate pair': '"\\ud800"',
  'the other half of a surrogate pair': '"a\\udc00"',
  'an escape that JSON does not have': '"\\x41"',
  'an escape that is too short': '"\\u00g0"',
  'a text in single quotes': "'text'",
  'a word that JSON does not have': 'undefined',
  'a number that is none': 'NaN',
  'a number without end': '1e999',
};

/** Bodies that are too deep by a level, and by very many. */
export function deepBodies(json: object, limit: number): Source<RawBody> | undefined {
  const text = JSON.stringify(json);
  const body = (levels: number, [open, close]: readonly [string, string]) => ({
    what: `a body of ${levels} levels`,
    // The body is the first of its levels.
    body: `${text.slice(0, -1)},"contract_deep":${open.repeat(levels - 1)}1${close.repeat(levels - 1)}}`,
  });
  const lists = (levels: number) => body(levels, ['[', ']']);
  const objects = (levels: number) => body(levels, ['{"a":', '}']);
  const deeper = integer({ min: limit + 1, max: 20_000 }).map(lists);
  return sourceOf([lists(limit + 1), objects(limit + 1), lists(400_000), objects(150_000)], deeper);
}

/** Bodies that are larger than so many bytes, by one and by more, of what would be right if it were shorter. */
export function largeBodies(json: unknown, limit: number): Source<RawBody> | undefined {
  const body = (bytes: number) => ({ what: `a body of ${bytes} bytes`, body: padded(json, bytes) });
  const larger = integer({ min: limit + 1, max: limit + 4096 });
  const source = sourceOf([limit + 1, 3 * limit], larger);
  return source && mapSource(source, body);
}

/** The same JSON, made so many bytes long by blanks. */
export function padded(json: unknown, bytes: number): string {
  const text = JSON.stringify(json);
  return text + ' '.repeat(bytes - new TextEncoder().encode(text).byteLength);
}

/** A body as it is to be sent, for people. */
export function describeBody(body: string | Uint8Array): string {
  if (typeof body === 'string') return brief(body);
  const digits = [...body.slice(0, 400)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${body.byteLength} bytes: ${digits.slice(0, 24).join(' ')}`;
}

function spliced(text: string, bytes: readonly number[]): Uint8Array<ArrayBuffer> {
  const [before = '', after = ''] = text.split(mark);
  const encoder = new TextEncoder();
  return Uint8Array.from([...encoder.encode(before), ...bytes, ...encoder.encode(after)]);
}

function utf16(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...text].flatMap((character) => [character.charCodeAt(0), 0]));
}
