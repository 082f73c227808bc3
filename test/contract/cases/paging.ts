import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext, Input } from '../context.js';
import type { Exchange } from '../exchange.js';
import { expectProblem, expectSame, expectStatus, expectThat, readOk, skip } from '../expect.js';
import { prefixOf, runPath } from '../samples.js';

/** A list that comes in pages: how to ask for it, and what it lists. */
interface Paged {
  operation: 'listRuns' | 'listAllRuns' | 'listRunTasks' | 'browseOutputRoot' | 'browseOutputs';
  items(exchange: Exchange): { ids: string[]; next: string | undefined };
  input(context: CaseContext): Promise<Input>;
}

const runs: Paged['items'] = (exchange) => {
  const page = readOk(exchange, 'RunList');
  return {
    ids: page.runs.map(({ workflow_id, run_id }) => `${workflow_id}/${run_id}`),
    next: page.next_page_token,
  };
};

const entries: Paged['items'] = (exchange) => {
  const page = readOk(exchange, 'OutputListing');
  return { ids: [...Object.keys(page.folders), ...Object.keys(page.files)], next: page.next_page_token };
};

const lists: readonly Paged[] = [
  { operation: 'listRuns', items: runs, input: ({ fixtures }) => fixtures.sample('listRuns') },
  { operation: 'listAllRuns', items: runs, input: async () => ({}) },
  {
    operation: 'listRunTasks',
    items(exchange) {
      const page = readOk(exchange, 'TaskList');
      return {
        ids: page.tasks.map(({ task_id, map_index }) => `${task_id}/${map_index}`),
        next: page.next_page_token,
      };
    },
    input: async ({ fixtures }) => ({ path: runPath(await fixtures.anyRun()) }),
  },
  { operation: 'browseOutputRoot', items: entries, input: async () => ({}) },
  {
    operation: 'browseOutputs',
    items: entries,
    input: async ({ fixtures }) => ({ path: { prefix: prefixOf(await fixtures.anyRun()) } }),
  },
];

/** Pages. They are tried when nothing is started, because new runs move the pages of a list. */
export const pagingCases: readonly ContractCase[] = lists.flatMap(casesOf);

function casesOf(list: Paged): ContractCase[] {
  const alone = list.operation === 'browseOutputs' ? 'outputs' : 'runs';
  const options = { feature: 'paging', alone } as const;
  return [
    contractCase(
      list.operation,
      'paging-walk',
      'lead through all items once by next_page_token, and end',
      async (context) => {
        await context.fixtures.settled();
        const input = await list.input(context);
        const whole = await walk(context, list, input, 1000);
        const parts = await walk(context, list, input, Math.max(1, Math.ceil(whole.length / 6)));
        expectSame(
          list.operation.startsWith('browse') ? [...parts].sort() : parts,
          list.operation.startsWith('browse') ? [...whole].sort() : whole,
          'the items of the whole list',
        );
      },
      options,
    ),
    contractCase(
      list.operation,
      'paging-size',
      'put no more items on a page than page_size',
      async (context) => {
        const exchange = await ask(context, list, await list.input(context), { page_size: 1 });
        const { ids, next } = list.items(exchange);
        expectThat(ids.length <= 1, '1 item at most', `${ids.length}`, exchange);
        const rest =
          next === undefined
            ? []
            : list.items(
                await ask(context, list, await list.input(context), { page_size: 1, page_token: next }),
              ).ids;
        expectThat(
          !rest.some((id) => ids.includes(id)),
          'other items on the next page',
          rest.join(', '),
          exchange,
        );
      },
      options,
    ),
    contractCase(
      list.operation,
      'paging-foreign-token',
      'refuse the page token of another list with 400',
      async (context) => {
        const other = list.operation.startsWith('browse') ? lists[1] : lists[3];
        if (other === undefined) return;
        const { next } = other.items(await ask(context, other, await other.input(context), { page_size: 1 }));
        if (next === undefined) skip('no other list has two pages');
        expectProblem(
          await ask(context, list, await list.input(context), { page_token: next }),
          400,
          'invalid-page-token',
        );
      },
      options,
    ),
  ];
}

type Query = Readonly<Record<string, string | number>>;

async function ask(
  { call }: CaseContext,
  { operation }: Paged,
  input: Input,
  query: Query,
): Promise<Exchange> {
  return call(operation, { ...input, query });
}

async function walk(context: CaseContext, list: Paged, input: Input, size: number): Promise<string[]> {
  const all: string[] = [];
  const tokens = new Set<string>();
  let query: Query = { page_size: size };
  for (;;) {
    const exchange = await ask(context, list, input, query);
    expectStatus(exchange, 200);
    const { ids, next } = list.items(exchange);
    expectThat(ids.length <= size, `${size} items at most`, `${ids.length}`, exchange);
    const again = ids.find((id) => all.includes(id));
    expectThat(again === undefined, 'each item once', `${again} again`, exchange);
    all.push(...ids);
    if (next === undefined) return all;
    expectThat(!tokens.has(next), 'a new page token', 'one that was given before', exchange);
    expectThat(tokens.size < 200, 'an end', 'more than 200 pages', exchange);
    tokens.add(next);
    query = { page_size: size, page_token: next };
  }
}
