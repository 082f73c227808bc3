import { HttpError } from '../../errors.js';
import { problem, type Reply } from '../../respond.js';
import type { ProxyResult } from './event.js';

/** What Lambda hands on at most, as JSON in bytes: 6 MB less some room for what it adds. */
export const maxResultBytes = 6 * 1024 * 1024 - 16 * 1024;

/** The answer in the form of the gateway; one that Lambda would not hand on becomes a problem that says so. */
export async function toResult(response: Response, requestId: string): Promise<ProxyResult> {
  const bytes = await readBytes(response);
  const result = bytes && resultOf(response, bytes);
  return result !== undefined && fits(result) ? result : tooLarge(response, requestId);
}

/** The answer of last resort, as a problem. */
export function problemResult(error: HttpError, requestId: string, headers = new Headers()): ProxyResult {
  return replyResult(problem(error, requestId), headers);
}

async function readBytes(response: Response): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    size += chunk.value.byteLength;
    if (size > maxResultBytes) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks, size);
}

function resultOf(response: Response, bytes: Uint8Array): ProxyResult {
  const text = isText(response.headers.get('content-type') ?? '') ? decode(bytes) : undefined;
  return {
    statusCode: response.status,
    ...headersOf(response.headers),
    body: text ?? Buffer.from(bytes).toString('base64'),
    isBase64Encoded: text === undefined && bytes.byteLength > 0,
  };
}

function isText(type: string): boolean {
  return type === '' || /^text\/|[/+]json\b|[/+]xml\b/i.test(type);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

// The gateway counts bytes itself, and renames what does not agree with its count.
const gatewaysOwn = new Set([
  'content-length',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'set-cookie',
]);

function headersOf(headers: Headers): Pick<ProxyResult, 'headers' | 'multiValueHeaders'> {
  const cookies = headers.getSetCookie();
  return {
    headers: Object.fromEntries([...headers].filter(([name]) => !gatewaysOwn.has(name))),
    ...(cookies.length > 0 ? { multiValueHeaders: { 'set-cookie': cookies } } : {}),
  };
}

/** Escaping makes JSON longer than its text, six times at most, so short answers need no counting. */
function fits(result: ProxyResult): boolean {
  return (
    result.body.length * 6 < maxResultBytes || Buffer.byteLength(JSON.stringify(result)) <= maxResultBytes
  );
}

function tooLarge(response: Response, requestId: string): ProxyResult {
  const detail = 'The answer is larger than 6 MB, which Lambda does not hand on; ask for smaller pages.';
  const headers = new Headers(response.headers);
  for (const name of [...headers.keys()].filter((name) => /^content-|^location$|^link$/.test(name)))
    headers.delete(name);
  return problemResult(new HttpError(500, 'internal-error', detail), requestId, headers);
}

function replyResult({ status, type, body, headers: own = {} }: Reply, headers: Headers): ProxyResult {
  for (const [name, value] of Object.entries({ ...own, 'Content-Type': type })) headers.set(name, value);
  return { statusCode: status, ...headersOf(headers), body: JSON.stringify(body), isBase64Encoded: false };
}
