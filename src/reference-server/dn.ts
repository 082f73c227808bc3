/** One `type=value` of a distinguished name. */
export interface DnAttribute {
  /** In lower case. */
  type: string;
  value: string;
  /** The value was given as `#` and the hex digits of its encoding, and is kept as these digits. */
  encoded: boolean;
}

/** A relative distinguished name: one attribute, or several joined by `+`. */
export type Rdn = readonly DnAttribute[];

/** The text is not a distinguished name. */
export class DnError extends Error {
  override readonly name = 'DnError';
}

/**
 * Parses the string form of RFC 4514. Blanks around separators and quoted values, as the older RFC 2253 has
 * them, are read too. Throws a `DnError`.
 */
export function parseDn(text: string): Rdn[] {
  // The one control character that the RFC excludes.
  if (text.includes('\0')) throw new DnError(`a NUL stands at character ${text.indexOf('\0') + 1}`);
  const scanner: Scanner = { text, at: 0 };
  const rdns = [readRdn(scanner)];
  while (scanner.at < text.length) {
    expect(scanner, ',');
    rdns.push(readRdn(scanner));
  }
  return rdns;
}

/** Brings names that a directory holds for equal to one text: case, blanks and the order within an RDN. */
export function normalizeDn(rdns: readonly Rdn[]): string {
  return JSON.stringify(rdns.map((rdn) => rdn.map(normalizeAttribute).sort()));
}

function normalizeAttribute({ type, value, encoded }: DnAttribute): string {
  const folded = value.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  return JSON.stringify([type, encoded, folded]);
}

interface Scanner {
  readonly text: string;
  at: number;
}

const attributeType = /(?:[A-Za-z][A-Za-z0-9-]*|(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+)/y;
const hexString = /#((?:[0-9A-Fa-f]{2})+)/y;
const escapedHex = /(?:\\[0-9A-Fa-f]{2})+/y;
const escapedCharacter = /\\([ "#+,;<=>\\])/y;
const plainCharacters = /[^"+,;<>\\]+/y;
const quotedCharacters = /[^"\\]+/y;

function readRdn(scanner: Scanner): Rdn {
  const attributes = [readAttribute(scanner)];
  while (scanner.text[scanner.at] === '+') {
    scanner.at += 1;
    attributes.push(readAttribute(scanner));
  }
  return attributes;
}

function readAttribute(scanner: Scanner): DnAttribute {
  skipBlanks(scanner);
  const type = take(scanner, attributeType);
  if (type === undefined) throw new DnError(`expected an attribute type at character ${scanner.at + 1}`);
  skipBlanks(scanner);
  expect(scanner, '=');
  skipBlanks(scanner);
  const attribute = { type: type[0].toLowerCase(), ...readValue(scanner) };
  skipBlanks(scanner);
  return attribute;
}

function readValue(scanner: Scanner): Pick<DnAttribute, 'value' | 'encoded'> {
  const first = scanner.text[scanner.at];
  if (first === '#') {
    const hex = take(scanner, hexString);
    if (hex?.[1] === undefined) throw new DnError('expected pairs of hex digits after #');
    return { value: hex[1].toLowerCase(), encoded: true };
  }
  if (first === '"') return { value: readQuoted(scanner), encoded: false };
  const { text, escapedUpTo } = readCharacters(scanner, plainCharacters);
  const value = text.slice(0, escapedUpTo) + text.slice(escapedUpTo).replace(/ +$/, '');
  return { value, encoded: false };
}

function readQuoted(scanner: Scanner): string {
  expect(scanner, '"');
  const { text } = readCharacters(scanner, quotedCharacters);
  expect(scanner, '"');
  return text;
}

/** Reads up to the next separator. Blanks at the end of a plain value count only up to `escapedUpTo`. */
function readCharacters(scanner: Scanner, unescaped: RegExp): { text: string; escapedUpTo: number } {
  let text = '';
  let escapedUpTo = 0;
  for (;;) {
    const plain = take(scanner, unescaped)?.[0];
    const escaped = plain === undefined ? readEscape(scanner) : undefined;
    if (plain === undefined && escaped === undefined) return { text, escapedUpTo };
    text += plain ?? escaped;
    if (escaped !== undefined) escapedUpTo = text.length;
  }
}

function readEscape(scanner: Scanner): string | undefined {
  if (scanner.text[scanner.at] !== '\\') return undefined;
  const hex = take(scanner, escapedHex);
  if (hex !== undefined) return decodeUtf8(hex[0]);
  const character = take(scanner, escapedCharacter)?.[1];
  if (character === undefined) throw new DnError(`unknown escape at character ${scanner.at + 1}`);
  return character;
}

/** Neighbouring hex pairs are decoded together, because one character may take several bytes. */
function decodeUtf8(pairs: string): string {
  const bytes = Uint8Array.from(pairs.slice(1).split('\\'), (pair) => Number.parseInt(pair, 16));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DnError('escaped bytes are not UTF-8', { cause });
  }
}

function skipBlanks(scanner: Scanner): void {
  while (scanner.text[scanner.at] === ' ') scanner.at += 1;
}

function expect(scanner: Scanner, character: string): void {
  if (scanner.text[scanner.at] !== character) {
    throw new DnError(`expected ${character} at character ${scanner.at + 1}`);
  }
  scanner.at += 1;
}

function take(scanner: Scanner, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = scanner.at;
  const match = pattern.exec(scanner.text) ?? undefined;
  if (match !== undefined) scanner.at = pattern.lastIndex;
  return match;
}
