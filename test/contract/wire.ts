import type { ContractFetch } from './options.js';

/**
 * Sends requests over the network. What a URL parser would change, such as `..` in a path, is sent by Node's
 * own client as it is; that is loaded only then, so that all the rest works in any runtime.
 */
export const networkFetch: ContractFetch = async (request, info) => {
  const url = new URL(request.url);
  const raw = `${info.basePath}${info.target}`;
  if (raw === `${url.pathname}${url.search}`) return fetch(request);
  return sendRaw(request, raw);
};

async function sendRaw(request: Request, path: string): Promise<Response> {
  const url = new URL(request.url);
  const { request: send } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  const headers = Object.fromEntries(request.headers);
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const options = { host, port: url.port, path, method: request.method, headers, signal: request.signal };
    const outgoing = send(options, (incoming) => {
      const chunks: Uint8Array[] = [];
      incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => resolve(toResponse(incoming.statusCode ?? 0, incoming.rawHeaders, chunks)));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function toResponse(status: number, rawHeaders: readonly string[], chunks: readonly Uint8Array[]): Response {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  const bodiless = status === 204 || status === 304;
  return new Response(bodiless ? null : new Blob(chunks.map((chunk) => Uint8Array.from(chunk))), {
    status,
    headers,
  });
}
