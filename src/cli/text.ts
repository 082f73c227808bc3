import stringWidth from 'string-width';

// Control characters could move the cursor or rewrite what was printed; direction marks and lone surrogates
// make a line look like another.
const unsafe = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Text of a server made safe for one line of a terminal: line breaks become blanks, other control codes visible. */
export function line(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ').replace(unsafe, visible);
}

/** Text of a server made safe for a terminal, with its line breaks and tabs. */
export function lines(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(unsafe, (character) => (/[\t\n]/.test(character) ? character : visible(character)));
}

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** The beginning of a text, within so many columns. */
export function shorten(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let result = '';
  let used = 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += widthOf(segment);
    if (used > width) break;
    result += segment;
  }
  return `${result.trimEnd()}…`;
}

function visible(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}
