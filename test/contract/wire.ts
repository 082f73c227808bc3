import type { Agent } from 'node:http';
import type { ContractFetch, WireInfo } from './options.js';

/**
 * Sends requests over the network by Node's own client, which costs less than fetch, and sends as it is what a URL
 * parser would change, such as `..` in a path. Where there is no such client, fetch does what it can.
 */
export const networkFetch: ContractFetch = async (request, info) => {
  const client = await clientOf(new URL(request.url).protocol);
  return client === undefined ? fetch(request) : send(client, request, info);
};

type Client = Pick<typeof import('node:http'), 'request'> & { agent: Agent };

const clients = new Map<string, Promise<Client | undefined>>();

function clientOf(protocol: string): Promise<Client | undefined> {
  const known = clients.get(protocol);
  if (known !== undefined) return known;
  const client = load(protocol).catch(() => undefined);
  clients.set(protocol, client);
  return client;
}

async function load(protocol: string): Promise<Client> {
  const { Agent, request } = await (protocol === 'https:' ? import('node:https') : import('node:http'));
  // Idle connections go before most servers close them, which would look like no answer to the next request.
  return { request, agent: new Agent({ keepAlive: true, timeout: 4000 }) };
}

async function send({ request: open, agent }: Client, request: Request, info: WireInfo): Promise<Response> {
  const url = new URL(request.url);
  const path = `${info.basePath}${info.target}`;
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
  // Without it, what follows a DELETE would be taken for another request.
  const length = body === undefined ? {} : { 'Content-Length': body.byteLength };
  const headers = { ...info.headers, ...length };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const { method, signal } = request;
    const options = { agent, host, port: url.port, path, method, headers, signal };
    const outgoing = open(options, (incoming) => {
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
  return new Response(bodiless ? null : joined(chunks), { status, headers });
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
