import { badAnswer, badJson, type Fault, fault, type Json, passOn, withBody } from '../fault.js';

const lists = ['listRuns', 'listAllRuns'] as const;
const paged = [...lists, 'browseOutputs', 'browseOutputRoot'] as const;

interface Runs {
  runs: Json[];
  next_page_token?: string;
}

function without(target: string, ...names: readonly string[]): string {
  const [path = '', query = ''] = target.split('?');
  const kept = query.split('&').filter((pair) => !names.includes(pair.split('=')[0] ?? ''));
  return kept.join('&') === '' ? path : `${path}?${kept.join('&')}`;
}

function ignoring(id: string, kind: Fault['class'], what: string, ...names: readonly string[]): Fault {
  return fault(id, kind, what, async (passing) => {
    const isList =
      passing.operation !== undefined && (paged as readonly string[]).includes(passing.operation);
    const given = names.some((name) => passing.target.includes(`${name}=`));
    if (!isList || !given) return passing.right(passing.fresh(), passing.info);
    // What is not valid is still refused; only what is valid is ignored.
    const checked = await passing.right(passing.fresh(), passing.info);
    return checked.status === 200 ? passOn(passing, { target: without(passing.target, ...names) }) : checked;
  });
}

/** Pages, filters and orders. */
export const listFaults: readonly Fault[] = [
  ignoring('paging-limit', 'paging', 'page_size ignored', 'page_size'),
  ignoring('paging-loop', 'paging', 'page_token ignored', 'page_token'),
  badJson<Runs>(
    'paging-repeat-token',
    'paging',
    'the same page token again and again',
    { operation: lists },
    (body) => (body.next_page_token === undefined ? body : { ...body, next_page_token: 'MA' }),
  ),
  badJson<Runs>('paging-gap', 'paging', 'the last run of each page left out', { operation: lists }, (body) =>
    body.next_page_token === undefined ? body : { ...body, runs: body.runs.slice(0, -1) },
  ),
  fault('paging-no-end', 'paging', 'empty pages without end after the last', async (passing) => {
    const { operation, request, info, right, target } = passing;
    const page = /page_token=end-(\d+)/.exec(target)?.[1];
    const response =
      page === undefined
        ? await right(passing.fresh(), info)
        : await passOn(passing, { target: without(target, 'page_token') });
    if (operation !== 'listRuns' || response.status !== 200 || request.method === 'HEAD') return response;
    const body = (await response.json()) as Runs;
    const next = { next_page_token: `end-${Number(page ?? 0) + 1}` };
    if (page === undefined) return withBody(response, JSON.stringify({ ...next, ...body }));
    return withBody(response, JSON.stringify({ runs: [], ...next }));
  }),
  badJson<Runs>(
    'paging-truncated',
    'paging',
    'no next page, though there is more',
    { operation: lists },
    ({ next_page_token: _, ...body }) => body,
  ),
  fault('paging-repeat', 'paging', 'the first run of a list on each of its pages', async (passing) => {
    const { operation, request, info, right, target } = passing;
    const response = await right(passing.fresh(), info);
    if (
      operation !== 'listRuns' ||
      response.status !== 200 ||
      !target.includes('page_token=') ||
      request.method === 'HEAD'
    )
      return response;
    const first = (await (await passOn(passing, { target: without(target, 'page_token') })).json()) as Runs;
    const body = (await response.json()) as Runs;
    return withBody(
      response,
      JSON.stringify({ ...body, runs: [...first.runs.slice(0, 1), ...body.runs.slice(1)] }),
    );
  }),
  badAnswer(
    'paging-token-kind',
    'paging',
    'page tokens of other lists accepted',
    { operation: paged, status: [400] },
    async (response, passing) => {
      const text = await response.text();
      return text.includes('invalid-page-token')
        ? passOn(passing, { target: without(passing.target, 'page_token') })
        : withBody(response, text);
    },
  ),
  badJson<{ folders: Json; files: Json }>(
    'paging-outputs-gap',
    'paging',
    'the files after the first page left out',
    { operation: 'browseOutputs' },
    (body, { target }) => (target.includes('page_token=') ? { ...body, files: {} } : body),
  ),
  ignoring('filter-ignored', 'paging', 'the status filter ignored', 'status'),
  badJson<Runs>(
    'filter-inverted',
    'paging',
    'nothing found by status',
    { operation: lists },
    (body, { target }) => (target.includes('status=') ? { ...body, runs: [] } : body),
  ),
  badJson<Runs>('order-oldest', 'paging', 'the oldest run first', { operation: lists }, (body) => ({
    ...body,
    runs: body.runs.reverse(),
  })),
  badJson<{ workflows: Json[] }>(
    'order-workflows',
    'paging',
    'workflows in no order',
    { operation: 'listWorkflows' },
    (body) => ({ workflows: body.workflows.reverse() }),
  ),
  badJson<{ data_selections: Json[] }>(
    'order-selections',
    'paging',
    'data selections in no order',
    { operation: 'listDataSelections' },
    (body) => ({ data_selections: body.data_selections.reverse() }),
  ),
  badJson<{ files: Json }>(
    'order-files',
    'paging',
    'files in no order',
    { operation: 'browseOutputs' },
    (body) => ({ ...body, files: Object.fromEntries(Object.entries(body.files).reverse()) }),
  ),
];
