import { sleep } from './abort.js';
import { type Lazy, lazy } from './lazy.js';
import { type CallOptions, pollingOf } from './options.js';
import { repeated } from './pages.js';
import type { Service } from './service.js';
import { initOf, read, type Transport } from './transport.js';

/** Options of `runs.log`. */
export interface LogOptions extends CallOptions {
  /** Which try of the task, from 1; the latest when not given. */
  try?: number | undefined;
  /** Which instance of a mapped task. */
  mapIndex?: number | undefined;
  /** Goes on until the task has ended. */
  follow?: boolean | undefined;
}

/** The log of a task: `await` gives it as one text, `for await` part by part. */
export interface TaskLog extends Lazy<string>, AsyncIterable<string> {}

interface TaskPath {
  workflowId: string;
  runId: string;
  taskId: string;
}

interface LogPart {
  text: string;
  next: string | undefined;
}

/** Reads the log of a task. */
export function readLog(
  { api, options: client }: Transport,
  service: Service,
  { workflowId, runId, taskId }: TaskPath,
  { try: tryNumber, mapIndex, follow = false, ...options }: LogOptions = {},
): TaskLog {
  const what = 'GET /workflows/{id}/runs/{run_id}/tasks/{task_id}/log';
  const path = { id: workflowId, run_id: runId, task_id: taskId };
  const which = {
    ...(tryNumber !== undefined && { try: tryNumber }),
    ...(mapIndex !== undefined && { map_index: mapIndex }),
  };
  const readPart = (token: string | undefined): Promise<LogPart> => {
    const query = { ...which, ...(token !== undefined && { page_token: token }) };
    const call = () =>
      api.GET('/workflows/{id}/runs/{run_id}/tasks/{task_id}/log', {
        ...initOf(options),
        parseAs: 'text',
        params: { path, query },
      });
    return service.using('logs', () => read(what, call(), toPart));
  };
  async function* parts(): AsyncGenerator<string, void, undefined> {
    const { least, most } = pollingOf(client.polling);
    let wait = least;
    const seen = new Set<string>();
    let token: string | undefined;
    for (let part = await readPart(undefined); ; part = await readPart(token)) {
      if (part.text !== '') yield part.text;
      // Only where nothing is new may the next part begin where this one does.
      if (part.text !== '' && token !== undefined) seen.add(token);
      if (part.text !== '' && part.next !== undefined && seen.has(part.next)) throw repeated();
      // An empty part that has a next one says that the task still runs and has printed nothing new.
      if (part.next === undefined || (part.text === '' && !follow)) return;
      token = part.next;
      wait = part.text === '' ? Math.min(wait * 1.5, most) : least;
      if (part.text === '') await sleep(wait, options.signal);
    }
  }
  const all = async () => {
    let text = '';
    for await (const part of parts()) text += part;
    return text;
  };
  return { ...lazy(all), [Symbol.asyncIterator]: parts };
}

function toPart(data: unknown, response: Response): LogPart {
  return {
    text: typeof data === 'string' ? data : '',
    next: nextTokenOf(response.headers.get('link') ?? ''),
  };
}

/** Only the token of the link is used: the address is the server's word, and the token must not follow it. */
function nextTokenOf(link: string): string | undefined {
  const address = /<([^>]*)>\s*;[^,]*\brel="?next\b/i.exec(link)?.[1];
  if (address === undefined) return undefined;
  if (!URL.canParse(address, 'http://localhost')) return undefined;
  return new URL(address, 'http://localhost').searchParams.get('page_token') ?? undefined;
}
