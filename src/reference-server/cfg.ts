/** Named values of a section. */
export type CfgProperties = Readonly<Record<string, string>>;

/**
 * Writes a file of one section as Python's `configparser` does. Names and values must follow the contract's
 * MetadataFileName, MetadataKey and MetadataValue: this format has no way to quote what they leave out.
 */
export function formatCfg(section: string, properties: CfgProperties): string {
  const lines = Object.entries(properties).map(([key, value]) => `${key} = ${escapeValue(value)}\n`);
  return `[${section}]\n${lines.join('')}\n`;
}

/**
 * Reads a file of one section with the given name. `undefined` for anything else: another or a second section,
 * text that `configparser` would refuse. References such as `%(name)s` are left as they are.
 */
export function parseCfg(text: string, section: string): Record<string, string> | undefined {
  // `configparser` takes this section for the defaults of all others.
  if (section === 'DEFAULT') return undefined;
  const state: State = { properties: new Map(), lines: undefined, indent: 0, inSection: false };
  for (const line of text.replace(/^\ufeff/, '').split('\n')) {
    if (!readLine(state, line, section)) return undefined;
  }
  if (!state.inSection) return undefined;
  return Object.fromEntries([...state.properties].map(([key, lines]) => [key, unescapeValue(lines)]));
}

interface State {
  /** The lines of each value. */
  readonly properties: Map<string, string[]>;
  /** Of the value that an indented line continues. */
  lines: string[] | undefined;
  /** Of the line that began the value. */
  indent: number;
  inSection: boolean;
}

/** Whether the line could be read. */
function readLine(state: State, line: string, section: string): boolean {
  const text = trim(line);
  if (/^[#;]/.test(text)) return true;
  if (text === '') {
    state.lines?.push('');
    return true;
  }
  const indent = line.search(notBlank);
  if (state.lines !== undefined && indent > state.indent) {
    state.lines.push(text);
    return true;
  }
  state.indent = indent;
  // Whatever follows the last bracket is ignored, as `configparser` does.
  const header = /^\[(.+)\]/s.exec(text)?.[1];
  return header === undefined ? readOption(state, text) : readHeader(state, header === section);
}

function readHeader(state: State, expected: boolean): boolean {
  if (!expected || state.inSection) return false;
  state.inSection = true;
  return true;
}

function readOption(state: State, text: string): boolean {
  const [, name, value] = /^([^=:]*)[=:](.*)$/s.exec(text) ?? [];
  if (!state.inSection || name === undefined || value === undefined) return false;
  const key = trim(name);
  if (key === '' || state.properties.has(key)) return false;
  state.lines = [trim(value)];
  state.properties.set(key, state.lines);
  return true;
}

// A lone `%` would make `configparser` refuse the whole section, so it is doubled.
function escapeValue(value: string): string {
  return value.replaceAll('%', '%%').replaceAll('\n', '\n\t');
}

function unescapeValue(lines: readonly string[]): string {
  return lines.join('\n').replace(blanksAtEnd, '').replaceAll('%%', '%');
}

// What Python's `str.strip` takes for blank; JavaScript's `trim` differs in U+0085, U+FEFF and U+001C to U+001F.
const blank = String.raw`[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
const notBlank = new RegExp(blank.replace('[', '[^'));
const blanksAtStart = new RegExp(`^${blank}+`);
const blanksAtEnd = new RegExp(`(?<!${blank})${blank}+$`);

function trim(text: string): string {
  return text.replace(blanksAtStart, '').replace(blanksAtEnd, '');
}
