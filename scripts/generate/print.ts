/** Stands first in every generated file. */
export const header = `// Generated from openapi.yml by \`npm run generate\`. Do not edit.\n`;

/** A piece of source text to be printed as it is, such as the name of a constant. */
export class Source {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const lineWidth = 110;

/** Prints a value as a TypeScript literal, the same way on every machine. */
export function print(value: unknown, indent = ''): string {
  if (value instanceof Source) return value.text;
  if (value === null || typeof value !== 'object') return scalar(value);
  const inner = `${indent}  `;
  const [open, close, items] = Array.isArray(value)
    ? ['[', ']', value.map((item) => print(item, inner))]
    : ['{', '}', Object.entries(value).map(([key, item]) => `${printKey(key)}: ${print(item, inner)}`)];
  if (items.length === 0) return open + close;
  const pad = open === '{' ? ' ' : '';
  const line = `${open}${pad}${items.join(', ')}${pad}${close}`;
  // The margin leaves room for the key before the value and the comma after it.
  if (!line.includes('\n') && indent.length + line.length < lineWidth - 30) return line;
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}

/** Prints a union of string literals, one a line. */
export function printUnion(names: readonly string[]): string {
  if (names.length === 0) return 'never';
  return names.map((name) => `\n  | ${quote(name)}`).join('');
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

// JSON escapes control characters, double quotes and backslashes; only the kind of the quotes is changed.
function quote(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${body.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) || /^(0|[1-9]\d*)$/.test(key) ? key : quote(key);
}
