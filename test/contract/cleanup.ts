import type { Call } from './context.js';
import { SkipCase } from './errors.js';
import type { Run } from './fixtures.js';
import type { Identity } from './identities.js';
import type { LedgerEntry, Properties, StartedRun } from './ledger.js';
import { pause } from './pace.js';
import { isMadeUp } from './permission.js';
import { runOf, runsOf } from './read-runs.js';

/** What was done about each thing that the suite had made. */
export interface Cleanup {
  /** Runs that went on and were cancelled, as `workflow/run`. */
  cancelled: string[];
  /** Files whose metadata was put back as it was, as their paths. */
  restored: string[];
  /** What no operation can take away, or what could not be reached; for people. */
  remains: string[];
}

export interface CleanupOptions {
  /** Milliseconds until all runs must have ended. */
  runTimeout?: number | undefined;
  /** Told of runs that were found by their tag, before anything is done to them. */
  adopt(run: StartedRun): void;
}

type Creation = Extract<LedgerEntry, { type: 'create' }>;
type User = 'first' | 'second';
type UserRun = StartedRun & { identity: User };

/**
 * Ends and puts back what a ledger tells of, newest first, through public operations. It touches nothing but
 * what the ledger names, and runs that carry the suite's tag.
 */
export async function cleanUp(
  call: Call,
  entries: readonly LedgerEntry[],
  { runTimeout = 120_000, adopt }: CleanupOptions,
): Promise<Cleanup> {
  const result: Cleanup = { cancelled: [], restored: [], remains: [] };
  const attempt = async (what: string, work: () => Promise<void>) => {
    await work().catch((error: unknown) =>
      result.remains.push(`${what}: ${error instanceof Error ? error.message : error}`),
    );
  };
  for (const { prefix, identity, before } of written(entries).reverse()) {
    await attempt(`metadata in ${prefix}`, () => restore(call, prefix, identity, before, result));
  }
  const runs = new Map(startedIn(entries).map((run) => [nameOf(run), run]));
  for (const lost of unanswered(entries)) {
    await attempt(describe(lost[0]), async () => {
      const tagged = await findTagged(call, lost[0]);
      const found = tagged?.filter((run) => !runs.has(nameOf(run))) ?? [];
      for (const run of found) {
        adopt(run);
        runs.set(nameOf(run), run);
      }
      if (tagged === undefined) return;
      const missing = lost
        .slice(found.length)
        .map((entry) => `${describe(entry)}: none is marked ${entry.tag}`);
      result.remains.push(...missing.map((text) => `${text}; look for it`));
    });
  }
  const deadline = Date.now() + runTimeout;
  const listed = await listAll(call, [...runs.values()]);
  for (const run of [...runs.values()].reverse()) {
    await attempt(nameOf(run), () => end(call, run, listed.get(nameOf(run)), result, deadline));
  }
  return result;
}

function startedIn(entries: readonly LedgerEntry[]): UserRun[] {
  return entries.flatMap((entry) =>
    entry.type === 'run' && isUser(entry.identity) ? [{ ...entry, identity: entry.identity }] : [],
  );
}

/** The folders that were written to, with what their files had before. */
function written(entries: readonly LedgerEntry[]) {
  const folders = new Map<string, { prefix: string; identity: User; before: Properties }>();
  const strays = new Set(entries.flatMap((entry) => (entry.type === 'stray' ? [entry.prefix] : [])));
  for (const entry of entries) {
    if (entry.type !== 'metadata' || !isUser(entry.identity) || entry.names.length === 0) continue;
    if (!entry.own && !strays.has(entry.prefix)) continue;
    const { prefix, identity } = entry;
    const before = { ...entry.before, ...folders.get(prefix)?.before };
    folders.set(prefix, { prefix, identity, before });
  }
  return [...folders.values()];
}

/** Requests for runs of which no answer was noted, by user and workflow; only users can have started any. */
function unanswered(entries: readonly LedgerEntry[]): [Creation, ...Creation[]][] {
  const answered = new Set(
    entries.flatMap((entry) => (entry.type === 'run' || entry.type === 'refused' ? [entry.create] : [])),
  );
  const groups = new Map<string, [Creation, ...Creation[]]>();
  for (const entry of entries) {
    if (entry.type !== 'create' || !isUser(entry.identity) || answered.has(entry.number)) continue;
    const key = `${entry.workflow_id} ${entry.identity}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [entry]);
    else known.push(entry);
  }
  return [...groups.values()];
}

function describe({ workflow_id, at }: Creation): string {
  return `a run of ${workflow_id} asked for at ${at}, of which no answer came`;
}

/** The runs that carry the tag; undefined where there can be none, because the suite made the workflow up. */
async function findTagged(
  call: Call,
  { workflow_id, identity, tag }: Creation,
): Promise<UserRun[] | undefined> {
  if (!isUser(identity)) return [];
  const exchange = await call('listRuns', { path: { id: workflow_id }, as: identity });
  if (exchange.status === 404) return isMadeUp(workflow_id) ? undefined : [];
  // Generated texts have it in front.
  const isTagged = (value: unknown) => typeof value === 'string' && value.startsWith(tag);
  const tagged = runsOf(exchange, workflow_id).filter(({ params }) => Object.values(params).some(isTagged));
  return tagged.map(({ run_id }) => ({ workflow_id, run_id, identity }));
}

async function restore(
  call: Call,
  prefix: string,
  as: User,
  before: Properties,
  result: Cleanup,
): Promise<void> {
  const found = await readProperties(call, prefix, as);
  const changed = Object.entries(before).filter(
    ([name, properties]) => name in found && !isSame(found[name] ?? {}, properties),
  );
  if (changed.length === 0) return;
  const files = Object.fromEntries(changed.map(([name, properties]) => [name, { properties }]));
  const exchange = await call('updateOutputMetadata', { path: { prefix }, json: { files }, as });
  const paths = changed.map(([name]) => `${prefix}/${name}`);
  if (exchange.status === 200) result.restored.push(...paths);
  else result.remains.push(...paths.map((name) => `metadata of ${name}: ${exchange.status}`));
}

/** The metadata of the files of a folder; empty when there is no such folder. */
export async function readProperties(call: Call, prefix: string, as: Identity): Promise<Properties> {
  const { json } = await call('browseOutputs', { path: { prefix: prefix.replace(/\/$/, '') }, as });
  const { files }: { files?: Readonly<Record<string, { properties?: Properties[string] }>> } = Object(json);
  return Object.fromEntries(
    Object.entries(Object(files) as NonNullable<typeof files>).map(([name, { properties = {} }]) => [
      name,
      properties,
    ]),
  );
}

/** What the first pages of the lists say, so that most runs need no request of their own. */
async function listAll(call: Call, runs: readonly UserRun[]): Promise<ReadonlyMap<string, Run>> {
  const lists = new Map(
    runs.map(({ workflow_id, identity }) => [`${workflow_id} ${identity}`, { workflow_id, identity }]),
  );
  const found = new Map<string, Run>();
  for (const { workflow_id, identity } of lists.values()) {
    const exchange = await call('listRuns', { path: { id: workflow_id }, as: identity });
    const listed = exchange.status === 200 ? runsOf(exchange, workflow_id) : [];
    for (const run of listed) found.set(nameOf({ ...run, workflow_id }), run);
  }
  return found;
}

async function end(
  call: Call,
  run: UserRun,
  listed: Run | undefined,
  result: Cleanup,
  deadline: number,
): Promise<void> {
  const found = listed ?? (await look(call, run));
  if (found === undefined) return;
  if (!hasEnded(found.status)) {
    if (await cancel(call, run)) result.cancelled.push(nameOf(run));
    await waitForEnd(call, run, deadline);
  }
  const where = found.output_prefix === null ? '' : ` with its outputs in ${found.output_prefix}`;
  result.remains.push(`${nameOf(run)}${where}: no operation deletes runs`);
}

async function cancel(call: Call, { workflow_id: id, run_id, identity: as }: UserRun): Promise<boolean> {
  try {
    return (await call('cancelRun', { path: { id, run_id }, as })).status === 202;
  } catch (error) {
    // Where changing things is not allowed, the end is waited for.
    if (error instanceof SkipCase) return false;
    throw error;
  }
}

async function waitForEnd(call: Call, run: UserRun, deadline: number): Promise<void> {
  for (let delay = 50; ; delay = Math.min(delay * 2, 5000)) {
    const found = await look(call, run);
    if (found === undefined || hasEnded(found.status)) return;
    if (Date.now() + delay > deadline) throw new SkipCase(`it is still ${found.status}`);
    await pause(delay);
  }
}

/** The run as it is now; undefined when there is none. */
async function look(
  call: Call,
  { workflow_id: id, run_id, identity: as }: UserRun,
): Promise<Run | undefined> {
  const exchange = await call('getRun', { path: { id, run_id }, as });
  if (exchange.status === 200) return runOf(exchange, id);
  // Deployments without single runs have lists of them.
  const list = await call('listRuns', { path: { id }, as });
  return list.status === 404 ? undefined : runsOf(list, id).find((run) => run.run_id === run_id);
}

function hasEnded(status: string): boolean {
  return status === 'success' || status === 'failed';
}

function isSame(a: Properties[string], b: Properties[string]): boolean {
  const text = (properties: Properties[string]) => JSON.stringify(Object.entries(properties).sort());
  return text(a) === text(b);
}

function isUser(identity: Identity): identity is User {
  return identity === 'first' || identity === 'second';
}

function nameOf({ workflow_id, run_id }: Pick<StartedRun, 'workflow_id' | 'run_id'>): string {
  return `${workflow_id}/${run_id}`;
}
