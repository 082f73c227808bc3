/** A value as people can take it in: long texts by their beginning and length, odd characters escaped. */
export function brief(value: unknown): string {
  const whole = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const beginning = whole.slice(0, 200);
  const text = visible(typeof value === 'string' ? JSON.stringify(beginning) : beginning);
  if (text.length <= 60) return text;
  const length = whole.length > 10_000 ? whole.length : [...whole].length;
  return `${text.slice(0, 50)}… (${length} characters)`;
}

// Controls and what looks like nothing or like something else would be lost in a report.
function visible(text: string): string {
  return text.replace(/[\p{C}\p{Z}\p{M}]/gu, (character) => {
    return character === ' ' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
