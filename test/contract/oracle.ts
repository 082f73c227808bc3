import { type OperationSpec, type ResponseSpec, unroutedResponses } from '../../src/generated/operations.js';
import { validators } from '../../src/generated/validators.js';
import { type Exchange, excerpt, headerText } from './exchange.js';
import { findInPage } from './html.js';
import { findLeaks } from './leaks.js';
import { canonicalPointer, commonRules, responsePointer } from './pointers.js';
import type { Finding, FindingKind } from './report.js';
import { specs } from './routes.js';
import { sentenceOf } from './sentences.js';

/** Everything about an answer that is not as the document says. */
export function checkExchange(exchange: Exchange): Finding[] {
  if (exchange.link) return [];
  if (exchange.request.method === 'OPTIONS') return [...checkOptions(exchange), ...checkCors(exchange)];
  const spec = exchange.operation === null ? undefined : specs[exchange.operation];
  return [
    ...checkDocumented(exchange, spec),
    ...checkNoStore(exchange, spec),
    ...checkCors(exchange),
    ...findLeaks(exchange),
  ];
}

function checkDocumented(exchange: Exchange, spec: OperationSpec | undefined): Finding[] {
  const responses = spec?.responses ?? unroutedResponses;
  const { status } = exchange;
  const response = responses[String(status)];
  const pointer = responsePointer(spec?.operationId ?? null, status);
  if (response === undefined || status >= 500) {
    const documented = Object.keys(responses).filter((name) => Number(name) < 500);
    return [
      finding(
        'status',
        `one of ${documented.join(', ')}`,
        describeStatus(exchange),
        pointer.replace(/\/\d+$/, ''),
      ),
    ];
  }
  const found = checkBody(exchange, response, pointer);
  return [...checkHeaders(exchange, response, pointer), ...(status < 400 ? found : found.map(asProblem))];
}

// Of an error any mistake in its body is one of its form.
function asProblem(finding: Finding): Finding {
  return { ...finding, kind: 'problem' };
}

function checkHeaders(exchange: Exchange, response: ResponseSpec, pointer: string): Finding[] {
  return Object.entries(response.headers).flatMap(([name, { required, type, validator }]) => {
    const at = `${pointer}/headers/${name}`;
    const text = readHeader(exchange.headers, name);
    if (text === null) return required ? [finding('header', `a header ${name}`, 'none', at)] : [];
    const value = type === 'string' ? text : Number.isNaN(Number(text)) ? text : Number(text);
    if (validators[validator](value)) return [];
    return [finding('header', `${name} as the document says`, `${name}: ${text}`, at)];
  });
}

// API Gateway renames this header on its way, because it wants it for itself.
function readHeader(headers: Headers, name: string): string | null {
  const remapped =
    name.toLowerCase() === 'www-authenticate' ? headers.get('x-amzn-remapped-www-authenticate') : null;
  return headers.get(name) ?? remapped;
}

function checkBody(exchange: Exchange, response: ResponseSpec, pointer: string): Finding[] {
  const type = mediaTypeOf(exchange);
  if (!Object.hasOwn(response.content, type)) {
    const expected = Object.keys(response.content).join(' or ') || 'no body';
    return [finding('media-type', expected, type === '' ? 'no Content-Type' : type, `${pointer}/content`)];
  }
  if (exchange.request.method === 'HEAD') return checkEmpty(exchange);
  const found = checkCharset(exchange, type);
  if (type === 'text/html') return [...found, ...findInPage(exchange)];
  if (!isJson(type)) return found;
  return [...found, ...checkJson(exchange, response.content[type] ?? null, pointer)];
}

function checkJson(
  exchange: Exchange,
  validator: keyof typeof validators | null,
  pointer: string,
): Finding[] {
  if (exchange.json === undefined) return [finding('schema', 'JSON', excerpt(exchange.text), pointer)];
  const validate = validator === null ? undefined : validators[validator];
  if (validate !== undefined && !validate(exchange.json)) {
    return (validate.errors ?? []).slice(0, 5).map((error) => {
      const detail = Object.values(error.params).join(', ');
      const what = `${error.instancePath || 'the body'} ${sentenceOf(error)} (${detail})`;
      return finding(
        'schema',
        `a ${validator}: ${what}`,
        excerpt(exchange.text),
        `/components/schemas/${validator}`,
      );
    });
  }
  return validator === 'Problem' ? checkProblem(exchange, pointer) : [];
}

function checkProblem(exchange: Exchange, pointer: string): Finding[] {
  const { status, request_id: id } = Object(exchange.json);
  const header = exchange.headers.get('x-request-id');
  return [
    ...(status === exchange.status
      ? []
      : [finding('problem', `status ${exchange.status} in the body`, String(status), pointer)]),
    ...(id === header
      ? []
      : [finding('problem', `request_id ${header}, as X-Request-Id says`, String(id), pointer)]),
  ];
}

function checkCharset(exchange: Exchange, type: string): Finding[] {
  const declared = /;\s*charset="?([\w-]+)/i.exec(exchange.headers.get('content-type') ?? '')?.[1];
  if (declared === undefined ? !type.startsWith('text/') : /^utf-8$/i.test(declared)) return [];
  return [finding('media-type', 'charset=utf-8', headerText(exchange, 'Content-Type'))];
}

function checkEmpty(exchange: Exchange): Finding[] {
  if (exchange.bytes.byteLength === 0) return [];
  const expected = `no body in the answer to ${exchange.request.method}`;
  return [finding('status', expected, excerpt(exchange.text))];
}

function checkOptions(exchange: Exchange): Finding[] {
  if (exchange.status !== 204) return [finding('status', '204 to OPTIONS', describeStatus(exchange))];
  return checkEmpty(exchange);
}

const validIdentities: readonly string[] = ['first', 'second', 'nobody'];

function checkNoStore(exchange: Exchange, spec: OperationSpec | undefined): Finding[] {
  if (!spec?.secured || !validIdentities.includes(exchange.identity)) return [];
  const value = exchange.headers.get('cache-control') ?? '';
  if (/(?:^|[,\s])no-store(?:$|[,\s])/i.test(value)) return [];
  return [
    finding(
      'header',
      'Cache-Control: no-store',
      headerText(exchange, 'Cache-Control'),
      '/components/headers/CacheControl',
    ),
  ];
}

function checkCors(exchange: Exchange): Finding[] {
  const origin = exchange.request.headers.Origin;
  if (origin === undefined) return [];
  const allowed = exchange.headers.get('access-control-allow-origin');
  if (origin === foreignOrigin) {
    if (allowed !== origin) return [];
    return [finding('cors', `no permission for ${origin}`, `Access-Control-Allow-Origin: ${allowed}`)];
  }
  if (allowed === '*') return [];
  const found =
    allowed === origin
      ? []
      : [
          finding(
            'cors',
            `Access-Control-Allow-Origin: ${origin}`,
            headerText(exchange, 'Access-Control-Allow-Origin'),
          ),
        ];
  const varies = /(?:^|[,\s])(?:origin|\*)(?:$|[,\s])/i.test(exchange.headers.get('vary') ?? '');
  return varies ? found : [...found, finding('cors', 'Vary: Origin', headerText(exchange, 'Vary'))];
}

/** An origin that no deployment lists. */
export const foreignOrigin = 'https://not-allowed.invalid';

/** The media type of an answer without its parameters; empty when it has none. */
export function mediaTypeOf({ headers }: Exchange): string {
  return (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Status and the beginning of the body, for people. */
export function describeStatus(exchange: Exchange): string {
  const { code, detail }: { code?: unknown; detail?: unknown } = Object(exchange.json);
  const told = typeof code === 'string' && typeof detail === 'string';
  return `${exchange.status} (${told ? excerpt(`${code}: ${detail}`) : excerpt(exchange.text)})`;
}

function isJson(type: string): boolean {
  return /[/+]json$/.test(type);
}

function finding(kind: FindingKind, expected: string, actual: string, pointer = commonRules): Finding {
  return { kind, expected, actual, pointer: canonicalPointer(pointer) };
}
