import type { EngineRun, RunPage, RunQuery } from '../../engine.js';
import type { JsonObject } from '../../json.js';
import { decodePageToken, encodePageToken, PageTokenError } from '../../page-token.js';
import { arrayOf, numberOf, objectOf } from './read.js';
import { runOf } from './run.js';
import type { AirflowTransport } from './transport.js';

export interface HistoryLimits {
  /** Rows asked for at a time; Airflow gives at most `[api] maximum_page_limit`, 100 by default. */
  rows: number;
  /** Calls of Airflow for one page, so that the answer comes within the gateway's 29 s. */
  calls: number;
  /** Milliseconds after which no further call is begun. */
  time: number;
}

/**
 * Where a walk stands: everything from `index` on, counted from the oldest run, has been seen. Positions from
 * the oldest end stay where they are when runs arrive; when older runs are deleted, `seen` (digests of the
 * runs just above, nearest first) finds the place again. `given` are digests of runs below that were on a page.
 */
interface Place {
  index: number;
  seen: string[];
  given: string[];
}

/** A run of the caller that may not be the next yet, and the place at which it is not seen. */
interface Waiting {
  run: EngineRun;
  from: Place;
}

const anchors = 8;

// Runs that are started at the same time get their ids in another order than their times; in milliseconds.
const disorder = 10_000;

/**
 * The caller's runs, newest first. Airflow cannot be asked for the runs of one user, so the history is read
 * backwards, a bounded part for each page: a page can be short or empty and still have a next one.
 */
export async function readHistory(
  transport: AirflowTransport,
  limits: HistoryLimits,
  query: RunQuery,
): Promise<RunPage> {
  if (query.workflowIds.length === 0) return { runs: [] };
  const deadline = Date.now() + limits.time;
  const scope = digest([query.username, query.status ?? '', ...[...query.workflowIds].sort()].join('\n'));
  const reader = createReader(transport, query.workflowIds, limits.rows);
  const page = createPage(query);
  let place = query.pageToken === undefined ? undefined : readToken(query.pageToken, scope);
  page.given(place?.given ?? []);

  while (place?.index !== 0 && reader.calls() < limits.calls && Date.now() < deadline) {
    const older: { rows: JsonObject[]; first: number } = place
      ? await reader.before(place)
      : await reader.newest();
    const above: Place = place ?? { index: older.first, seen: [], given: [] };
    place = { ...above, index: older.first + older.rows.length };
    for (let at = older.rows.length - 1; at >= 0; at--) {
      const row = older.rows[at] as JsonObject;
      const below: Place = {
        index: older.first + at,
        seen: [fingerprint(row), ...place.seen].slice(0, anchors),
        given: [],
      };
      page.take(row, place);
      place = below;
      if (page.isFull()) return page.finish(place, scope);
    }
    place = { ...place, index: older.first };
  }
  page.flush();
  return page.finish(place, scope);
}

/** Puts the caller's runs in the order of their times, which is that of the ids but for `disorder`. */
function createPage({ username, status, pageSize }: RunQuery) {
  const runs: EngineRun[] = [];
  const given = new Map<string, number>();
  const waiting: Waiting[] = [];

  function release(horizon: number): void {
    while (waiting.length > 0 && runs.length < pageSize) {
      const next = waiting.reduce((best, one) => (timeOf(one.run) > timeOf(best.run) ? one : best));
      if (timeOf(next.run) <= horizon) return;
      waiting.splice(waiting.indexOf(next), 1);
      runs.push(next.run);
      given.set(keyOf(next.run), next.from.index - 1);
    }
  }

  return {
    given: (keys: readonly string[]) => keys.map((key) => given.set(key, -1)),
    take(row: JsonObject, from: Place): void {
      const run = runOf(row);
      const isMine = run.conf.username === username && (status ?? run.status) === run.status;
      if (given.has(keyOf(run))) given.set(keyOf(run), from.index - 1);
      else if (isMine) waiting.push({ run, from });
      release(timeOf(run) + disorder);
    },
    isFull: () => runs.length === pageSize,
    flush: () => release(Number.NEGATIVE_INFINITY),
    finish(place: Place | undefined, scope: string): RunPage {
      // Of those that wait, the first is the highest.
      const next = waiting[0]?.from ?? place;
      if (!next || next.index === 0) return { runs };
      const below = [...given].filter(([, index]) => index < next.index).map(([key]) => key);
      const token = [scope, next.index, next.seen.join(','), below.join(',')].join(' ');
      return { runs, nextPageToken: encodePageToken('airflow-runs', token) };
    },
  };
}

function timeOf({ createdAt }: EngineRun): number {
  return Date.parse(createdAt);
}

function keyOf({ workflowId, runId }: EngineRun): string {
  return digest(`${workflowId}\n${runId}`);
}

function readToken(token: string, scope: string): Place {
  const [of, index, seen = '', given = ''] = decodePageToken('airflow-runs', 'string', token).split(' ');
  const position = Number(index);
  if (of !== scope || !Number.isSafeInteger(position) || position < 0) {
    throw new PageTokenError('This page token belongs to another list, or to other workflows.');
  }
  const list = (text: string) => (text === '' ? [] : text.split(','));
  return { index: position, seen: list(seen), given: list(given) };
}

/** Rows in the order of Airflow's own ids, oldest first, with the position of the first of them. */
function createReader(transport: AirflowTransport, workflowIds: readonly string[], limit: number) {
  let calls = 0;

  async function page(order: 'id' | '-id', offset: number, rows: number) {
    calls += 1;
    const { status, body } = await transport.send({
      method: 'POST',
      path: '/dags/~/dagRuns/list',
      body: { dag_ids: workflowIds, order_by: order, page_offset: offset, page_limit: rows },
    });
    const answer = status === 200 ? objectOf(body) : {};
    return { rows: arrayOf(answer.dag_runs), total: numberOf(answer.total_entries) };
  }

  /** Airflow may give fewer rows than asked for, so the walk advances by the rows received. */
  async function range(from: number, to: number): Promise<JsonObject[]> {
    const rows: JsonObject[] = [];
    while (from + rows.length < to) {
      const next = await page('id', from + rows.length, to - from - rows.length);
      if (next.rows.length === 0) break;
      rows.push(...next.rows);
    }
    return rows;
  }

  return {
    calls: () => calls,
    async newest() {
      const { rows, total } = await page('-id', 0, limit);
      return { rows: rows.reverse(), first: Math.max(0, total - rows.length) };
    },
    async before({ index, seen }: Place) {
      const first = Math.max(0, index + 1 - limit);
      const rows = await range(first, index + 1);
      const known = rows.map(fingerprint);
      // Nearest anchor first: one further up is used only when those below it have been deleted.
      const end = seen.map((run) => known.indexOf(run)).find((at) => at >= 0);
      if (end !== undefined) return { rows: rows.slice(0, end), first };
      return { rows: rows.slice(0, index - first), first };
    },
  };
}

function fingerprint(row: JsonObject): string {
  return digest(`${row.dag_id}\n${row.dag_run_id}`);
}

/** FNV-1a in 53 bits: a token has to tell a hundred rows apart, not to resist anybody. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return BigInt.asUintN(53, hash).toString(36);
}
