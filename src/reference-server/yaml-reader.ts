import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { ConfigMistake } from './config.js';

/** A value of a YAML document, with the line on which it stands. */
export interface YamlValue {
  readonly line: number;
  readonly node: Node;
}

/** A key of a mapping, and what stands under it: `undefined` when that is nothing. */
export interface YamlEntry {
  readonly key: string;
  readonly line: number;
  readonly value: YamlValue | undefined;
}

/** Reads a document piece by piece; whatever is not as expected becomes a mistake, and reading goes on. */
export interface YamlReader {
  /** `undefined` when the document is empty or no YAML. */
  readonly root: YamlValue | undefined;
  readonly mistakes: readonly ConfigMistake[];
  wrong(line: number, message: string): void;
  text(value: YamlValue, expected: string): string | undefined;
  items(value: YamlValue, expected: string): YamlValue[];
  /** The entries of a mapping, or of a list of mappings with one key each. */
  entries(value: YamlValue, expected: string): YamlEntry[];
}

/** Aliases let a short document stand for an endless one; what a real one holds stays far below this. */
const mostValues = 100_000;
const mostMistakes = 50;

/** Reads YAML 1.2 so that every mistake can be told with its line. */
export function createYamlReader(text: string): YamlReader {
  const source = createSource(text);
  const { mistakes, wrong } = source;
  return {
    root: source.at(source.contents),
    mistakes,
    wrong,
    text({ node, line }, expected) {
      if (isScalar(node) && typeof node.value === 'string') return node.value;
      const hint = isScalar(node) ? '; put it in quotes if it is meant as text' : '';
      wrong(line, `expected ${expected}, found ${describe(node)}${hint}`);
      return undefined;
    },
    items({ node, line }, expected) {
      if (isSeq(node)) return itemsOf(source, node);
      wrong(line, `expected ${expected}, found ${describe(node)}`);
      return [];
    },
    entries({ node, line }, expected) {
      const maps = isMap(node) ? [node] : isSeq(node) ? mapsOf(source, node) : undefined;
      if (maps === undefined) wrong(line, `expected ${expected}, found ${describe(node)}`);
      return unique(source, maps?.flatMap((map) => entriesOf(source, map)) ?? []);
    },
  };
}

interface Source {
  readonly contents: unknown;
  readonly mistakes: readonly ConfigMistake[];
  wrong(line: number, message: string): void;
  lineOf(node: unknown): number;
  /** What stands here, or where the alias that stands here points; `undefined` for nothing. */
  at(node: unknown): YamlValue | undefined;
}

function createSource(text: string): Source {
  const lines = new LineCounter();
  const mistakes: ConfigMistake[] = [];
  const wrong = (line: number, message: string) => {
    if (mistakes.length < mostMistakes) mistakes.push({ line, message });
  };
  const { contents, targets } = parse(text, lines, wrong);
  const lineOf = (node: unknown) => lines.linePos(positionOf(node)).line;
  let left = mostValues;
  const at = (node: unknown) => {
    left -= 1;
    if (left === 0) wrong(lineOf(node), 'the document holds too many values');
    const target = isAlias(node) ? targets.get(node) : node;
    if (isAlias(node) && target === undefined)
      wrong(lineOf(node), `no anchor &${node.source} stands before this`);
    const isNothing = left <= 0 || !isValue(target) || (isScalar(target) && target.value === null);
    return isNothing ? undefined : { line: lineOf(node), node: target };
  };
  return { contents, mistakes, wrong, lineOf, at };
}

function itemsOf(source: Source, list: YAMLSeq): YamlValue[] {
  return list.items.flatMap((item) => {
    const value = source.at(item);
    if (value === undefined) source.wrong(source.lineOf(item), 'this item of the list is empty');
    return value === undefined ? [] : [value];
  });
}

function mapsOf(source: Source, list: YAMLSeq): YAMLMap[] {
  return itemsOf(source, list).flatMap(({ node, line }) => {
    if (isMap(node) && node.items.length === 1) return [node];
    source.wrong(line, `expected one key with its value in each item of the list, found ${describe(node)}`);
    return [];
  });
}

function entriesOf(source: Source, map: YAMLMap): YamlEntry[] {
  return map.items.flatMap(({ key, value }) => {
    const line = source.lineOf(key);
    const name = isScalar(key) ? String(key.value) : '';
    if (name !== '<<') return [{ key: name, line, value: source.at(value) }];
    source.wrong(line, 'merge keys are not read; write the entries out, or use an alias for the whole value');
    return [];
  });
}

function unique(source: Source, entries: readonly YamlEntry[]): YamlEntry[] {
  const first = new Map<string, number>();
  return entries.filter(({ key, line }) => {
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, line);
    else source.wrong(line, `${JSON.stringify(key)} is given twice, first on line ${earlier}`);
    return earlier === undefined;
  });
}

interface Parsed {
  contents: unknown;
  /** What each alias stands for: the anchor of its name that was set last before it. */
  targets: ReadonlyMap<Alias, Node>;
}

function parse(text: string, lines: LineCounter, wrong: YamlReader['wrong']): Parsed {
  const nothing = { contents: null, targets: new Map() };
  try {
    // Repeated keys are found by the reader, which sees them in both forms of a mapping.
    const options = { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false };
    const document = parseDocument(text, options);
    const problems = [...document.errors, ...document.warnings];
    for (const { pos, message } of problems)
      wrong(lines.linePos(pos[0]).line, `this cannot be read as YAML: ${message}`);
    return problems.length > 0
      ? nothing
      : { contents: document.contents, targets: resolveAliases(document.contents) };
  } catch {
    // The parser calls itself for each level, so that enough of them exhaust the stack.
    wrong(1, 'this cannot be read as YAML: it is nested too deeply');
    return nothing;
  }
}

/** In one pass, because looking each alias up by itself walks the whole document every time. */
function resolveAliases(contents: Node | null): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(contents, {
    Alias(_key, alias) {
      const target = anchors.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
    Value(_key, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

function isValue(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node);
}

function positionOf(node: unknown): number {
  return isValue(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0;
}

function describe(node: Node): string {
  if (isMap(node)) return node.items.length === 1 ? 'a mapping' : `a mapping of ${node.items.length} keys`;
  if (isSeq(node)) return 'a list';
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'a number' : `the value ${String(value)}`;
}
