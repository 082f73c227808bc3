import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Answers every request alike, in a process of its own, so that only the work of the client is measured.
const workflows = ['inventory', 'nebraska', 'rehearsal'].map((id) => ({
  id,
  description: `The workflow ${id}.`,
}));
const body = JSON.stringify({ workflows });
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
const server = createServer((_, response) => response.writeHead(200, headers).end(body));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
// Ends with whoever started it.
process.on('disconnect', () => process.exit());
