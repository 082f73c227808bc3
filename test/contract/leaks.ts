import type { Exchange } from './exchange.js';
import type { Finding } from './report.js';

/** What no answer may give away: the token that came with the request, and the insides of the server. */
export function findLeaks(exchange: Exchange): Finding[] {
  return [...findToken(exchange), ...(exchange.status >= 400 ? findStackTrace(exchange) : [])];
}

function findToken({ request, text, headers }: Exchange): Finding[] {
  const token = (request.headers.Authorization ?? '').replace(/^bearer +/i, '');
  // Short ones are no secrets, and may be words that the answer needs.
  if (token.length < 40) return [];
  const echoed = text.includes(token) || [...headers.values()].some((value) => value.includes(token));
  return echoed ? [leak('an answer without the token of the request', 'the token in it')] : [];
}

const traces = [
  /\n\s+at .+:\d+:\d+\)?/,
  /Traceback \(most recent call last\)/,
  /\bFile \\?"[^"\n]+", line \d+/,
  /\bat [\w$.]+ \((?:file:|node:|\/)[^)]+:\d+:\d+\)/,
  /\bnode_modules\//,
  /\b(?:Type|Reference|Syntax|Range)Error: /,
];

function findStackTrace({ text }: Exchange): Finding[] {
  // In JSON the lines of a trace are separated by an escaped newline.
  const lines = text.replaceAll('\\n', '\n');
  const found = traces.map((trace) => trace.exec(lines)?.[0]).find((match) => match !== undefined);
  return found === undefined ? [] : [leak('an error without the insides of the server', found.trim())];
}

function leak(expected: string, actual: string): Finding {
  return { kind: 'leak', expected, actual };
}
