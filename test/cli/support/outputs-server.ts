import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const lastModified = '2026-11-23T19:13:00Z';

/** A server on loopback whose runs end at once, and whose files may stop in the middle. */
export interface OutputsServer {
  url: string;
  env: Record<string, string>;
  /** Method, path and range of each request, such as `GET /files/a.txt bytes=5-`. */
  requests: string[];
  /** Ids of the runs that were started. */
  runs: string[];
  /** Files by their path in the folder of the run. */
  files: Map<string, Buffer>;
  /** Files that stop after half of their bytes. */
  stuck: Set<string>;
  /** Whether it knows idempotency keys, as the 1.0 deployment does not. */
  keys: boolean;
  status: string;
  /** Whether the token is no longer good. */
  expired: boolean;
  /** What becomes of the answer when a run has been started. */
  answers: 'come' | 'are lost' | 'hang' | 'refuse';
  /** Bytes after which a file takes a breath; 0 for none. */
  slow: number;
  close(): void;
}

/** Starts the server with the files that a run is to have. */
export async function startOutputsServer(files: Record<string, string | Buffer>): Promise<OutputsServer> {
  const byKey = new Map<string, string>();
  const server = createServer((request, response) => answer(state, byKey, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: OutputsServer = {
    url,
    env: { LABCAS_API_URL: url, LABCAS_API_TOKEN: 'secret-token' },
    requests: [],
    runs: [],
    files: new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)])),
    stuck: new Set(),
    keys: true,
    status: 'success',
    expired: false,
    answers: 'come',
    slow: 0,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return state;
}

const prefix = '20261123T191203123456/';

function answer(
  state: OutputsServer,
  byKey: Map<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = decodeURIComponent(request.url?.replace(/\?.*/, '') ?? '');
  state.requests.push([request.method, path, request.headers.range].filter(Boolean).join(' '));
  request.resume();
  const root = `/output-data/${prefix.slice(0, -1)}`;
  const id = /^\/workflows\/letters\/runs\/(.+)$/.exec(path)?.[1];
  if (state.expired) json(response, { message: 'The token has expired.' }, 401);
  else if (path.startsWith('/files/')) sendFile(state, path.slice('/files/'.length), request, response);
  else if (path === '/service-info' && state.keys) json(response, { features: ['idempotency'] });
  else if (path.startsWith(root) && state.files.size === 0) json(response, { code: 'output-not-found' }, 404);
  else if (path.startsWith(root)) json(response, listing(state, path.slice(root.length + 1)));
  else if (id !== undefined) json(response, runOf(id, state.status));
  else if (request.method === 'POST') start(state, byKey, request, response);
  else json(response, { message: 'Missing Authentication Token' }, 403);
}

function start(
  state: OutputsServer,
  byKey: Map<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (state.answers === 'refuse') {
    json(response, { code: 'invalid-parameter', detail: 'No.' }, 400);
    return;
  }
  const run = startRun(state, byKey, request);
  if (state.answers === 'come') json(response, runOf(run, 'queued'), 201);
  if (state.answers === 'are lost') request.socket.destroy();
}

function startRun({ runs }: OutputsServer, byKey: Map<string, string>, { headers }: IncomingMessage): string {
  const key = String(headers['idempotency-key'] ?? `none-${runs.length}`);
  const run = byKey.get(key) ?? `run-${runs.length + 1}`;
  if (!byKey.has(key)) runs.push(run);
  byKey.set(key, run);
  return run;
}

function runOf(run_id: string, status: string): object {
  const failure = status === 'failed' ? { code: 'exit', message: 'It fell over.' } : null;
  return {
    run_id,
    workflow_id: 'letters',
    status,
    created_at: '2026-11-23T19:12:03Z',
    start_time: null,
    end_time: null,
    in_data_selection: 'colon/fhl2',
    params: {},
    output_prefix: prefix,
    failure,
  };
}

function listing({ files, url }: OutputsServer, folder: string): object {
  const base = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`;
  const below = [...files].filter(([name]) => name.startsWith(base));
  const isHere = (name: string) => !name.slice(base.length).includes('/');
  const folders = below
    .filter(([name]) => !isHere(name))
    .map(([name]) => name.slice(base.length).split('/')[0]);
  const entries = below
    .filter(([name]) => isHere(name))
    .map(([name, content]) => {
      const href = `${url}/files/${name.split('/').map(encodeURIComponent).join('/')}?signature=secret`;
      return [
        name.slice(base.length),
        { href, size: content.length, last_modified: lastModified, properties: { Organ: 'Colon' } },
      ];
    });
  return {
    prefix: prefix + folder,
    folders: Object.fromEntries(folders.map((name) => [`${name}/`, { href: `${url}/` }])),
    files: Object.fromEntries(entries),
  };
}

async function sendFile(
  { files, stuck, slow }: OutputsServer,
  name: string,
  { headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const content = files.get(name) ?? Buffer.alloc(0);
  const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
  const range = `bytes ${from}-${content.length - 1}/${content.length}`;
  const length = content.length - from;
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': length,
    'content-range': range,
    'last-modified': new Date(lastModified).toUTCString(),
  });
  const end = stuck.has(name) ? Math.floor(content.length / 2) : content.length;
  const step = slow || content.length || 1;
  for (let at = from; at < end; at += step) {
    response.write(content.subarray(at, Math.min(end, at + step)));
    if (slow > 0) await setTimeout(50);
  }
  if (end === content.length) response.end();
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
