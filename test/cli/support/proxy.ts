import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy on a free port that may ask for something else than it was asked for. */
export interface Proxy {
  url: string;
  /** How many it has had. */
  requests(): number;
  close(): Promise<void>;
}

/** Starts one before the server at `url`; `change` gets path and query. */
export async function startProxy(url: string, change: (target: string) => string): Promise<Proxy> {
  let requests = 0;
  const { hostname, port } = new URL(url);
  const server = createServer((incoming, outgoing) => {
    requests += 1;
    const { method, headers } = incoming;
    const options = { hostname, port, method, headers, path: change(incoming.url ?? '/') };
    const forwarded = send(options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
