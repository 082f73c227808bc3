import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the server got it. */
export interface Received {
  method: string;
  /** Path and query, as sent. */
  target: string;
  headers: IncomingMessage['headers'];
  /** Names and values as they came, by turns. */
  rawHeaders: readonly string[];
  body: string;
}

export type Answer = (request: Received, response: ServerResponse, index: number) => void | Promise<void>;

/** A server on loopback for the length of a test. */
export interface TestServer {
  /** Without a final `/`. */
  url: string;
  /** Everything received so far. */
  requests: readonly Received[];
}

/** Starts a server that answers each request by `answer`, which is told how many came before. */
export async function startServer(answer: Answer): Promise<TestServer> {
  const requests: Received[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await receive(incoming);
    requests.push(request);
    await answer(request, response, requests.length - 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** An address at which nothing listens. */
export async function closedUrl(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

async function receive(incoming: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const { method = '', url: target = '', headers, rawHeaders } = incoming;
  return { method, target, headers, rawHeaders, body };
}

/** Answers JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Answers a text with a content type. */
export function text(response: ServerResponse, status: number, body: string, type = 'text/plain') {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
