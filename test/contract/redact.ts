import type { Exchange, ExchangeRequest, Unanswered } from './exchange.js';
import type { ReportedExchange } from './report.js';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/**
 * Replaces the known tokens by the names of their variables, whatever else looks like a secret, and names by
 * their stand-ins.
 */
export function createRedact(
  known: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string> = new Map(),
): Redact {
  // Longer ones first, as they may hold shorter ones.
  const ordered = [...names].sort(([a], [b]) => b.length - a.length);
  return (text) => {
    const named = [...known].reduce((result, [token, name]) => replaceToken(result, token, name), text);
    const safe = patterns.reduce((result, [pattern, stand]) => result.replace(pattern, stand), named);
    return ordered.reduce((result, [name, stand]) => replaceName(result, name, stand), safe);
  };
}

function replaceName(text: string, name: string, standIn: string): string {
  if (!text.includes(name)) return text;
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'gu'), () => standIn);
}

// Texts are shortened before they are redacted, so that the end of a token may be missing.
function replaceToken(text: string, token: string, name: string): string {
  const beginning = token.slice(0, 40);
  if (!text.includes(beginning)) return text;
  const pieces = text.replaceAll(token, name).split(beginning);
  return pieces.map((piece, index) => (index === 0 ? piece : piece.replace(/^[\w.~+/=-]*…?/, name))).join('');
}

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '[token]'],
  // The query of a signed link is what makes it a key.
  [
    /(https?:(?:\\?\/){2}[^\s"'<>?\\]+)\?[^\s"'<>\\]*(?:signature|x-amz-|awsaccesskeyid|expires)[^\s"'<>\\]*/gi,
    '$1?[signed]',
  ],
  [/(\/_files\/[^\s"'<>?\\]+)\?[^\s"'<>\\]*/g, '$1?[signed]'],
];

const longestBody = 4000;

/** An exchange as it may be shown. */
export function reportExchange(exchange: Exchange | Unanswered, redact: Redact): ReportedExchange {
  const { operation, request, ms } = exchange;
  const link = exchange.status !== null && exchange.link;
  const url = redact(link ? (request.url.split('?')[0] ?? '') : request.url);
  const shorten = (text: string) => redact(text).slice(0, longestBody);
  return {
    operation,
    ms,
    request: {
      method: request.method,
      url,
      headers: mapValues(request.headers, redact),
      ...(request.body === null ? {} : { body: shorten(bodyText(request.body)) }),
    },
    response:
      exchange.status === null
        ? null
        : {
            status: exchange.status,
            headers: mapValues(Object.fromEntries(exchange.headers), redact),
            ...(exchange.text === '' || link ? {} : { body: shorten(exchange.text) }),
          },
  };
}

function bodyText(body: NonNullable<ExchangeRequest['body']>): string {
  return typeof body === 'string' ? body : `${body.byteLength} bytes`;
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
