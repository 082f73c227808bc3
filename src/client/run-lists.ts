import type { Run, RunStatus, Task } from './models.js';
import { pageOf, toRun, toTask } from './normalize.js';
import type { CallOptions } from './options.js';
import { createList, type List, type ListOptions, type RawPage } from './pages.js';
import type { Runs } from './runs.js';
import type { Service } from './service.js';
import { initOf, read, type Transport } from './transport.js';

/** Options of lists of runs. */
export interface RunListOptions extends CallOptions, ListOptions {
  /** Only runs with this status. */
  status?: RunStatus | undefined;
}

/** The lists among the operations on runs. */
export function createRunLists(
  { api }: Transport,
  service: Service,
): Pick<Runs, 'list' | 'listAll' | 'tasks'> {
  function list(workflowId: string, options: RunListOptions = {}): List<Run> {
    const { query, status, rest } = split(options);
    const readPage = (pageToken: string | undefined) => {
      const params = { path: { id: workflowId }, query: { ...query, ...tokenOf(pageToken) } };
      const call = api.GET('/workflows/{id}/runs', { ...initOf(rest), params });
      return read('GET /workflows/{id}/runs', call, (data) => runPage(data, workflowId, status));
    };
    return createList(readPage, options);
  }

  function listAll(options: RunListOptions = {}): List<Run> {
    const { query, status, rest } = split(options);
    const readPage = (pageToken: string | undefined) => {
      const call = () =>
        api.GET('/runs', { ...initOf(rest), params: { query: { ...query, ...tokenOf(pageToken) } } });
      return service.using('all-runs', () => read('GET /runs', call(), (data) => runPage(data, '', status)));
    };
    return createList(readPage, options);
  }

  function tasks(workflowId: string, runId: string, options: CallOptions & ListOptions = {}): List<Task> {
    const { query, rest } = split(options);
    const what = 'GET /workflows/{id}/runs/{run_id}/tasks';
    const readPage = (pageToken: string | undefined) => {
      const params = { path: { id: workflowId, run_id: runId }, query: { ...query, ...tokenOf(pageToken) } };
      const call = () => api.GET('/workflows/{id}/runs/{run_id}/tasks', { ...initOf(rest), params });
      return service.using('tasks', () => read(what, call(), (data) => pageOf(data, 'tasks', toTask)));
    };
    return createList(readPage, options);
  }

  return { list, listAll, tasks };
}

interface PageQuery {
  status?: RunStatus;
  page_size?: number;
}

/** Takes what goes into the query out of the options of a list. */
function split({ status, pageSize, pageToken: _, limit, ...rest }: RunListOptions) {
  const page_size = pageSize ?? (limit && limit < defaultPageSize ? limit : undefined);
  const query: PageQuery = { ...(status && { status }), ...(page_size && { page_size }) };
  return { query, status, rest };
}

const defaultPageSize = 100;

function tokenOf(pageToken: string | undefined): { page_token?: string } {
  return pageToken === undefined ? {} : { page_token: pageToken };
}

function runPage(data: unknown, workflowId: string, status: RunStatus | undefined): RawPage<Run> | undefined {
  const page = pageOf(data, 'runs', (raw) => toRun(raw, workflowId));
  // The 1.0 deployment, which alone does not say when a run was created, begins with the oldest.
  if (page?.items.every((run) => run.created_at === null)) page.items.reverse();
  // The 1.0 deployment knows no filter.
  return (
    page && { ...page, items: page.items.filter((run) => status === undefined || run.status === status) }
  );
}
