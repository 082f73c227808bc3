import type { RunRef } from './engine.js';

/** Makes the absolute addresses that answers hold. */
export interface Links {
  /** The public address of the server, without a final slash. */
  base: string;
  run(ref: RunRef): string;
  taskLog(ref: RunRef & { taskId: string }, query: Query): string;
  /** `prefix` is empty or ends in `/`. */
  outputs(prefix: string, query?: Query): string;
}

type Query = Readonly<Record<string, string | number | undefined>>;

export interface LinkOptions {
  /** Where callers reach the server, if that differs from where the request came in. */
  publicUrl?: string | undefined;
  /** Whether `X-Forwarded-Proto` and `X-Forwarded-Host` are set by a proxy of our own. */
  trustProxy?: boolean | undefined;
  /** The path below which the server is mounted, such as `/dev`. */
  basePath?: string | undefined;
}

/** Links for the answer to one request. */
export function createLinks(request: Request, options: LinkOptions): Links {
  const base = (
    options.publicUrl ?? originOf(request, options.trustProxy) + (options.basePath ?? '')
  ).replace(/\/+$/, '');
  const run = ({ workflowId, runId }: RunRef) =>
    `${base}/${encodePath(['workflows', workflowId, 'runs', runId])}`;
  return {
    base,
    run,
    taskLog: (ref, query) => `${run(ref)}/${encodePath(['tasks', ref.taskId, 'log'])}${search(query)}`,
    outputs: (prefix, query = {}) =>
      `${base}/output-data${prefix && `/${encodePath(prefix.split('/'))}`}${search(query)}`,
  };
}

function originOf(request: Request, trustProxy = false): string {
  const url = new URL(request.url);
  if (!trustProxy) return url.origin;
  const proto = forwarded(request, 'x-forwarded-proto', /^https?$/i) ?? url.protocol.slice(0, -1);
  const host = forwarded(request, 'x-forwarded-host', /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i);
  const origin = `${proto.toLowerCase()}://${host ?? url.host}`;
  // A host can look like one and have a port, or be an address, that there is not.
  return URL.canParse(origin) ? origin : url.origin;
}

// Each proxy appends to these lists, so the first entry is what the caller asked for.
function forwarded(request: Request, name: string, expected: RegExp): string | undefined {
  const value = request.headers.get(name)?.split(',')[0]?.trim();
  return value !== undefined && expected.test(value) ? value : undefined;
}

function encodePath(segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join('/');
}

function search(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
