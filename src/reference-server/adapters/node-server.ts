import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handler } from '../handler.js';
import { createNodeListener, type NodeListenerOptions } from './node.js';

/** Times are in milliseconds. */
export interface NodeServerOptions extends NodeListenerOptions {
  /** For the headers of a request to arrive; 15 s when not given. */
  headersTimeout?: number;
  /** For a whole request to arrive; 60 s when not given. */
  requestTimeout?: number;
  /** For an idle connection; 65 s when not given, longer than proxies keep theirs. */
  keepAliveTimeout?: number;
}

export interface ListenOptions {
  /** 0 takes any free port. */
  port: number;
  /** `127.0.0.1` when not given. */
  host?: string;
}

export interface NodeServer {
  /** Rejects with the error of `node:net` when the address cannot be had. */
  listen(options: ListenOptions): Promise<{ port: number; url: string }>;
  /** Takes no more requests, and ends the connections once those under way are answered or `deadline` ms are over. */
  close(deadline?: number): Promise<void>;
}

/** An HTTP server for a handler, which neither slow callers nor a shutdown can hang. */
export function createNodeServer(handler: Handler, options: NodeServerOptions): NodeServer {
  const server = createServer(limits(options));
  // Also when a caller stops reading: what waits for it must not stay open for ever.
  server.setTimeout(120_000);
  server.keepAliveTimeout = options.keepAliveTimeout ?? 65_000;
  const underWay = new Set<ServerResponse>();
  const listener = createNodeListener(handler, options);
  server.on('request', (incoming, outgoing) => {
    underWay.add(outgoing);
    outgoing.once('close', () => underWay.delete(outgoing));
    if (!server.listening) outgoing.setHeader('Connection', 'close');
    listener(incoming, outgoing);
  });
  return {
    listen: (address) => listen(server, address),
    close: (deadline = 10_000) => close(server, underWay, deadline),
  };
}

function limits({ headersTimeout = 15_000, requestTimeout = 60_000 }: NodeServerOptions) {
  return {
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval: Math.max(50, Math.min(5_000, headersTimeout / 2)),
    // A path parameter of 10,000 characters, each percent-encoded, still gets an answer that says what is wrong.
    maxHeaderSize: 32 * 1024,
  };
}

function listen(
  server: Server,
  { port, host = '127.0.0.1' }: ListenOptions,
): Promise<{ port: number; url: string }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve({ port: address.port, url: `http://${name}:${address.port}` });
    });
  });
}

async function close(server: Server, underWay: ReadonlySet<ServerResponse>, deadline: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const expired = elapsed(deadline).then(() => true);
  // More may come in meanwhile on connections that are open.
  while (underWay.size > 0 && !(await Promise.race([allAnswered(underWay), expired])));
  // A connection on which nothing was ever asked counts as busy, and would hold the server open.
  server.closeAllConnections();
  await closed;
}

async function allAnswered(underWay: ReadonlySet<ServerResponse>): Promise<false> {
  await Promise.all([...underWay].map((outgoing) => once(outgoing, 'close')));
  return false;
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
