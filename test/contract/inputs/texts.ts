import { array, constantFrom, integer, sample, stringMatching, tuple } from 'fast-check';
import { formats } from './formats.js';
import type { Schema } from './schema.js';
import { filterSource, type Source, sourceOf } from './source.js';

const astral = '😀';

/** Characters that programs trip over, from every part of Unicode; the last are no characters at all. */
const units: readonly string[] = [
  ...'aZ5 -_.~%+&=?#/\\:;,[]{}()*|"\'<>`$@!^',
  ...['é', 'ß', 'İ', '中', 'ا', '\u0301', '\u00a0', '\u200b', '\u2028', '\ufeff', '\ufffd', '\uffff'],
  ...[astral, '𝒳', '\u{10ffff}'],
  ...['\t', '\n', '\r', '\u0000', '\u0001', '\u001b', '\u007f', '\u0085'],
  ...['\ud800', '\udc00'],
];

const halves = /\p{Cs}/u;

/** Whether a text is as long as the schema says, in code points, and of its pattern. */
export function isText({ minLength = 0, maxLength, pattern }: Schema, text: string): boolean {
  const { length } = [...text];
  if (length < minLength || length > (maxLength ?? length)) return false;
  return pattern === undefined || new RegExp(pattern, 'u').test(text);
}

/** Texts that the schema allows: as short and as long as may be, in and beyond ASCII. */
export function rightTexts(schema: Schema): Source<string> | undefined {
  if (schema.format !== undefined) return ofFormat(schema, 'right');
  const letter = letterOf(schema);
  if (letter === undefined) return matching(schema);
  const { minLength: min = 0, maxLength: max = min + 1000 } = schema;
  const inner = units.filter((unit) => !halves.test(unit) && isText(schema, around(schema, letter, unit)));
  const make = (length: number, chunk: readonly string[]) => stretch(schema, letter, length, chunk);
  const wide = inner.includes(astral) ? [make(max, [astral]), make(Math.min(max, min + 1), [astral])] : [];
  const edges = [make(min, [letter]), ...wide, make(max, [letter]), make(Math.min(max, 40), inner)];
  const random = tuple(
    integer({ min, max: Math.min(max, min + 60) }),
    array(constantFrom(letter, ...inner), { minLength: 1, maxLength: 8 }),
  ).map(([length, chunk]) => make(length, chunk));
  // A pattern may ask for more than the least length.
  return filterSource(sourceOf([...new Set(edges)], random), (text) => isText(schema, text));
}

/** Texts that are too short or too long by one, and by more. */
export function textsOutOfBounds(schema: Schema): Source<string> | undefined {
  const { minLength: min = 0, maxLength: max } = schema;
  const letter = letterOf(schema) ?? 'a';
  const short = min > 0 ? [letter.repeat(min - 1)] : [];
  if (max === undefined) return sourceOf(short);
  const wide = isText(schema, around(schema, letter, astral)) ? [madeUp(schema, max + 1, astral)] : [];
  const longer = integer({ min: 1, max: 64 }).map((more) => madeUp(schema, max + more, letter));
  return sourceOf([...short, madeUp(schema, max + 1, letter), ...wide], longer);
}

/** Texts of the right length with one character that the pattern does not allow, inside or at an end. */
export function textsOffPattern(schema: Schema): Source<string> | undefined {
  const letter = letterOf(schema) ?? 'a';
  const [front, back] = [madeUp(schema, Math.max(1, schema.minLength ?? 0), letter), letter];
  const spoilt = units.flatMap((unit) => [front + unit + back, unit + front, front + unit]);
  const isOff = (text: string) => isText({ ...schema, pattern: '' }, text) && !isText(schema, text);
  const off = spoilt.filter(isOff);
  // One of each kind: inside, in front and at the end; ordinary, a control, and half of a character.
  const step = Math.max(1, Math.floor(off.length / 6));
  const corners = off.filter((_, index) => index % step === 0);
  return corners.length === 0 ? undefined : sourceOf(corners, constantFrom(...off));
}

/** Texts that are not of the schema's format, though of its length and pattern. */
export function textsOffFormat(schema: Schema): Source<string> | undefined {
  return ofFormat(schema, 'wrong');
}

function ofFormat(schema: Schema, which: 'right' | 'wrong'): Source<string> | undefined {
  const samples = formats[schema.format ?? '']?.[which] ?? [];
  return filterSource(sourceOf(samples), (text) => isText(schema, text));
}

// What a faulty server takes for an id must be that of nothing, as everything is that begins like this.
function madeUp(schema: Schema, least: number, character: string): string {
  const name = 'contract';
  const rest = Math.max(0, least - name.length);
  if (isText(schema, name)) return name + character.repeat(rest);
  return character.repeat(least);
}

function letterOf(schema: Schema): string | undefined {
  const length = Math.max(1, schema.minLength ?? 0);
  return ['a', 'A', '0'].find((letter) => isText(schema, letter.repeat(length)));
}

// As long as it must be, and no longer: a short maximum leaves no room on both sides.
function around({ minLength = 0, maxLength = 3 }: Schema, letter: string, unit: string): string {
  if (maxLength < 3) return unit;
  return letter + unit + letter.repeat(Math.max(1, minLength - 2));
}

function stretch(schema: Schema, letter: string, length: number, chunk: readonly string[]): string {
  const characters = Array.from({ length }, (_, index) => chunk[index % chunk.length] ?? letter);
  const ends = [letter, ...characters.slice(1, -1), letter].slice(0, length);
  const wanted = [characters.join(''), ends.join('')];
  return wanted.find((text) => isText(schema, text)) ?? letter.repeat(length);
}

/** For patterns of more than a set of characters; undefined for those that fast-check does not know. */
function matching(schema: Schema): Source<string> | undefined {
  try {
    const texts = stringMatching(new RegExp(schema.pattern ?? '', 'u'), { size: 'xsmall' });
    const corners = sample(texts, { numRuns: 20, seed: 1 });
    return filterSource(sourceOf(corners, texts), (text) => isText(schema, text));
  } catch {
    return undefined;
  }
}
