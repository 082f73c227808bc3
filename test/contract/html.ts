import { type Exchange, excerpt } from './exchange.js';
import type { Finding } from './report.js';

// Own code, because a parser of HTML would be an eighth of the package for the pages of two operations.

/** What is wrong with a page: elements that are not closed, text that is markup, and what the request said taken for markup. */
export function findInPage(exchange: Exchange): Finding[] {
  const found = [...shapeOf(exchange.text), ...reflected(exchange)];
  return found.map(([expected, actual]) => ({ kind: 'html', expected, actual }));
}

/** The text that a page shows, without its elements. */
export function textOfPage(html: string): string {
  return decode(html.replace(tag, ' '));
}

/** The addresses that a page links to. */
export function linksOfPage(html: string): string[] {
  return [...html.matchAll(/<a\s[^>]*href="([^"]*)"/gi)].map((match) => decode(match[1] ?? ''));
}

type Complaint = readonly [expected: string, actual: string];

const tag =
  /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s"'<>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+))?)*)\s*\/?>/gi;

// Elements whose end, or whose very element, HTML lets authors leave out.
const voids = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const optional = new Set(
  'html head body p li dt dd option thead tbody tfoot tr td th colgroup caption'.split(' '),
);

function shapeOf(html: string): Complaint[] {
  const markup = html.replace(/<!--.*?-->/gs, '').replace(/<(style|script)\b.*?<\/\1\s*>/gis, '');
  const doctype = /^\s*<!doctype html\s*>/i;
  if (!doctype.test(markup)) return [['a page that begins with <!doctype html>', excerpt(markup)]];
  const body = markup.replace(doctype, '');
  const stray = body.replace(tag, '').match(/<.{0,40}/s)?.[0];
  if (stray !== undefined) return [['every < of a text escaped', excerpt(stray)]];
  const open: string[] = [];
  for (const [, slash, raw = ''] of body.matchAll(tag)) {
    const name = raw.toLowerCase();
    if (voids.has(name)) continue;
    if (slash === '') open.push(name);
    else if (!close(open, name)) return [['elements closed in their order', `</${name}>`]];
  }
  const left = open.find((name) => !optional.has(name));
  return left === undefined ? [] : [['every element closed', `an open <${left}>`]];
}

function close(open: string[], name: string): boolean {
  while (open.length > 0 && open.at(-1) !== name && optional.has(open.at(-1) ?? '')) open.pop();
  return open.pop() === name;
}

function reflected({ request, text }: Exchange): Complaint[] {
  const { pathname, search } = new URL(request.url);
  const said = `${pathname}${search.replaceAll('+', ' ')}`.split(/[/?&=]|%2F/i).map(decodePart);
  const raw = said.find((part) => /<[a-z!/]/i.test(part) && text.includes(part));
  return raw === undefined ? [] : [['what the request says escaped', raw]];
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (whole, decimal: string | undefined, hex: string | undefined, name: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      return String.fromCodePoint(Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16));
    },
  );
}
