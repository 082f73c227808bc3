import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** A connection to a local port, over which anything can be sent. */
export interface Wire {
  readonly socket: Socket;
  send(text: string): void;
  /** All that came until the other side ended the connection. */
  ended(): Promise<string>;
  /** Resolves once what came holds this text. */
  received(text: string): Promise<void>;
}

export async function openWire(port: number): Promise<Wire> {
  const socket = connect(port, '127.0.0.1');
  let all = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    all += chunk;
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  await once(socket, 'connect');
  // A server that closes while we still write makes the socket fail, which is an end like any other here.
  socket.on('error', () => {});
  return {
    socket,
    send: (text) => void socket.write(text, 'latin1'),
    ended: async () => {
      await closed;
      return all;
    },
    received: async (text) => {
      while (!all.includes(text))
        await Promise.race([nextData(socket), closed.then(() => reject(text, all))]);
    },
  };
}

function nextData(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('data', () => resolve()));
}

function reject(text: string, all: string): never {
  throw new Error(`the connection ended without ${JSON.stringify(text)}; it brought ${JSON.stringify(all)}`);
}

/** Sends one raw request head and body, and reads the answer up to the end of the connection. */
export async function exchange(port: number, text: string): Promise<WireAnswer> {
  const wire = await openWire(port);
  wire.send(text);
  return parseAnswer(await wire.ended());
}

export function parseAnswer(text: string): WireAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [line.split(':')[0] ?? '', line.replace(/^[^:]*:/, '').trim()]),
  );
  return { status: Number(statusLine.split(' ')[1]), headers, body: rest.join('\r\n\r\n') };
}
