import type { ServerResponse } from 'node:http';

/** Closes the connection without an answer. */
export function drop(response: ServerResponse): void {
  response.socket?.destroy();
}

/** Sends the head and half of a body, then closes the connection. */
export function halfBody(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
}

/** Sends the head and the beginning of a body, and nothing more. */
export function stall(response: ServerResponse, beginning = '{'): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(beginning);
}

/** Sends a body that never ends, as fast as it is read. */
export function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  const send = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', send);
  send();
}
