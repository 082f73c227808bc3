import type { Exchange, ExchangeRequest, Unanswered } from './exchange.js';
import { type Redact, reportExchange } from './redact.js';

/** What fits a line that somebody copies. */
const longest = 4000;

/**
 * A command that repeats a request; tokens are named by their variables. Null when its body is too long for a line,
 * which a command with another body would not repeat.
 */
export function toCurl(exchange: Exchange | Unanswered, redact: Redact): string | null {
  const { method, url, headers } = reportExchange(exchange, redact).request;
  const { body } = exchange.request;
  if (body !== null && body.length > longest) return null;
  const flags = Object.entries(headers)
    .filter(([name]) => name !== 'User-Agent')
    .map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const how = method === 'HEAD' ? '--head' : `-X ${method}`;
  const { before, data } = send(body, redact);
  return [...before, 'curl -i --path-as-is', how, ...flags, ...data, quote(url)].join(' ');
}

/** How a body gets there: what is no text comes from a command before, as no argument can hold it. */
function send(body: ExchangeRequest['body'], redact: Redact) {
  if (body === null) return { before: [], data: [] };
  // A terminal is shown no control characters, and fetch sends halves of surrogate pairs as something else.
  if (typeof body === 'string' && !/[\p{Cc}\p{Cs}]/u.test(body))
    return { before: [], data: [`--data-binary ${quote(redact(body))}`] };
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { before: [`printf '${[...bytes].map(printable).join('')}' |`], data: ['--data-binary @-'] };
}

// Octal, because not every shell's printf knows another form.
function printable(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[\w .,:{}"[\]-]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
}

// Double quotes where a variable is to be filled in by the shell, single ones anywhere else.
function quote(text: string): string {
  const variable = /\$[A-Z][A-Z_]*TOKEN\b/;
  if (variable.test(text) && !/["\\`]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
