import type { Access } from '../access.js';
import type { Engine, EngineRun, RunQuery, RunRef } from '../engine.js';
import { HttpError } from '../errors.js';
import type { Links } from '../links.js';
import type { OperationsOf } from '../operation.js';
import { viewOf } from '../run.js';
import { createRun } from './create-run.js';
import { findWorkflow, requireWorkflow } from './workflows.js';

export const runs = {
  createRun,
  listRuns: async ({ access, engine, links, path, query }) => {
    requireWorkflow(access, path.id);
    const page = await readPage(engine, links, { workflowIds: [path.id], ...runQuery(access, query) });
    // An engine lists nothing for a workflow that it does not have; the runs of one that it had stay readable.
    if (isWholeList(page, query) && page.runs.length === 0) await findWorkflow(access, engine, path.id);
    return listReply(page);
  },
  listAllRuns: async ({ access, engine, links, query }) => {
    const page = await readPage(engine, links, {
      workflowIds: access.workflowIds,
      ...runQuery(access, query),
    });
    return listReply(page);
  },
  getRun: async ({ access, engine, links, path }) => {
    const run = await findRun(access, engine, refOf(path));
    return { status: 200, type: 'application/json', body: viewOf(run, links) };
  },
  cancelRun: async ({ access, engine, links, path }) => {
    await findRun(access, engine, refOf(path));
    const run = await engine.cancelRun(refOf(path));
    if (run === undefined) throw runNotFound();
    if (run === 'ended') throw new HttpError(409, 'run-ended', 'The run has ended already.');
    return { status: 202, type: 'application/json', body: viewOf(run, links) };
  },
  listRunTasks: async ({ access, engine, path, query }) => {
    await findRun(access, engine, refOf(path));
    const page = await engine.listTasks({ ...refOf(path), ...pageQuery(query) });
    if (page === undefined) throw runNotFound();
    return { status: 200, type: 'application/json', body: { tasks: page.tasks, ...nextPage(page) } };
  },
  getTaskLog: async ({ access, engine, links, path, query }) => {
    await findRun(access, engine, refOf(path));
    const task = { ...refOf(path), taskId: path.task_id };
    const asked = { try: query.try, mapIndex: query.map_index, pageToken: query.page_token };
    const part = await engine.getTaskLog({ ...task, ...asked });
    if (part === undefined)
      throw new HttpError(404, 'task-not-found', 'There is no such task, or no such try of it.');
    const { nextPageToken: token } = part;
    const next = { try: query.try, map_index: query.map_index, page_token: token };
    const headers = token === undefined ? undefined : { Link: `<${links.taskLog(task, next)}>; rel="next"` };
    return { status: 200, type: 'text/plain', body: part.text, headers };
  },
} satisfies OperationsOf<'runs'>;

// A run of somebody else is answered as one that does not exist.
async function findRun(access: Access, engine: Engine, ref: RunRef): Promise<EngineRun> {
  requireWorkflow(access, ref.workflowId);
  const run = await engine.getRun(ref);
  if (run === undefined || run.conf.username !== access.user.name) throw runNotFound();
  return run;
}

function runNotFound(): HttpError {
  return new HttpError(404, 'run-not-found', 'There is no such run.');
}

function refOf(path: { id: string; run_id: string }): RunRef {
  return { workflowId: path.id, runId: path.run_id };
}

interface PageQuery {
  page_size: number;
  page_token?: string | undefined;
}

function pageQuery({ page_size: pageSize, page_token: pageToken }: PageQuery) {
  return { pageSize, pageToken };
}

interface RunFilter extends PageQuery {
  status?: EngineRun['status'] | undefined;
}

function runQuery(access: Access, query: RunFilter) {
  return { username: access.user.name, status: query.status, ...pageQuery(query) };
}

interface ViewPage {
  runs: ReturnType<typeof viewOf>[];
  nextPageToken?: string | undefined;
}

// The parameters of one run may take a megabyte, and a gateway carries 6 MB: such a page ends early.
const maxPageLength = 4_000_000;

async function readPage(engine: Engine, links: Links, query: RunQuery): Promise<ViewPage> {
  const page = await engine.listRuns(query);
  const views = page.runs.map((run) => viewOf(run, links));
  let length = 0;
  const tooMany = views.findIndex((view) => {
    length += JSON.stringify(view).length;
    return length > maxPageLength;
  });
  if (tooMany > 0) return readPage(engine, links, { ...query, pageSize: tooMany });
  return { ...page, runs: views };
}

/** Whether a page shows every run, so that an empty one says that there is none. */
function isWholeList(page: ViewPage, { page_token: token, status }: RunFilter): boolean {
  return token === undefined && status === undefined && page.nextPageToken === undefined;
}

function nextPage({ nextPageToken }: { nextPageToken?: string | undefined }) {
  return nextPageToken === undefined ? {} : { next_page_token: nextPageToken };
}

function listReply(page: ViewPage) {
  const body = { runs: page.runs, ...nextPage(page) };
  return { status: 200 as const, type: 'application/json' as const, body };
}
