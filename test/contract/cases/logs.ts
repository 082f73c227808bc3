import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext } from '../context.js';
import type { Exchange } from '../exchange.js';
import { expectKind, expectProblem, expectSame, expectStatus, expectThat, skip } from '../expect.js';
import { mediaTypeOf } from '../oracle.js';
import { runPath, unknown } from '../samples.js';

/** The logs of tasks. */
export const logCases: readonly ContractCase[] = [
  contractCase('getTaskLog', 'reads', 'give the log of a task as plain text', async ({ call, fixtures }) => {
    const exchange = await call('getTaskLog', await fixtures.sample('getTaskLog'));
    expectStatus(exchange, 200);
    expectSame(mediaTypeOf(exchange), 'text/plain', 'the media type', exchange);
  }),
  contractCase(
    'getTaskLog',
    'walk',
    'lead to the end of a log by Link',
    async (context) => {
      await context.fixtures.ended('success');
      const text = await readWhole(context);
      expectThat(text.trim() !== '', 'what the task printed', 'nothing');
    },
    { effect: 'creates' },
  ),
  contractCase(
    'getTaskLog',
    'repeats',
    'give the log of a task that has ended again as it was',
    async (context) => {
      await context.fixtures.ended('success');
      expectSame(await readWhole(context), await readWhole(context), 'the same text');
    },
    { effect: 'creates' },
  ),
  contractCase(
    'getTaskLog',
    'try',
    'give the log of the first try when asked for it',
    async ({ call, fixtures }) => {
      const exchange = await call('getTaskLog', {
        ...(await fixtures.sample('getTaskLog')),
        query: { try: 1 },
      });
      expectStatus(exchange, 200);
    },
  ),
  contractCase(
    'getTaskLog',
    'unknown-try',
    'answer 404 for a try that never was',
    async ({ call, fixtures }) => {
      const exchange = await call('getTaskLog', {
        ...(await fixtures.sample('getTaskLog')),
        query: { try: 9999 },
      });
      expectProblem(exchange, 404, 'task-not-found', 'not-found');
    },
  ),
  contractCase(
    'getTaskLog',
    'unknown-instance',
    'answer 404 for an instance of a task that was not mapped so often',
    async ({ call, fixtures }) => {
      const exchange = await call('getTaskLog', {
        ...(await fixtures.sample('getTaskLog')),
        query: { map_index: 999_999 },
      });
      expectProblem(exchange, 404, 'task-not-found', 'not-found');
    },
  ),
  contractCase(
    'getTaskLog',
    'unknown-task',
    'answer 404 for the log of a task that does not exist',
    async ({ call, fixtures }) => {
      const path = { ...runPath(await fixtures.anyRun()), task_id: unknown.task };
      expectProblem(await call('getTaskLog', { path }), 404, 'task-not-found', 'not-found');
    },
  ),
  contractCase(
    'getTaskLog',
    'unknown-run',
    'answer 404 for the log of a run that does not exist',
    async ({ call, fixtures }) => {
      const { path = {} } = await fixtures.sample('getTaskLog');
      expectProblem(
        await call('getTaskLog', { path: { ...path, run_id: unknown.run } }),
        404,
        'run-not-found',
        'not-found',
      );
    },
  ),
  contractCase(
    'getTaskLog',
    'unknown-workflow',
    'answer 404 for the log of a run of an unknown workflow',
    async ({ call }) => {
      const path = { id: unknown.workflow, run_id: unknown.run, task_id: unknown.task };
      expectProblem(await call('getTaskLog', { path }), 404);
    },
  ),
];

async function readWhole(context: CaseContext): Promise<string> {
  const { call, fixtures } = context;
  const parts: string[] = [];
  const seen = new Set<string>();
  let exchange = await call('getTaskLog', await fixtures.sample('getTaskLog'));
  for (;;) {
    expectStatus(exchange, 200);
    parts.push(exchange.text);
    const next = nextOf(exchange, context);
    if (next === undefined) return parts.join('');
    expectKind(
      'header',
      !seen.has(next) && seen.size < 200,
      'a Link that leads on',
      `Link: <${next}> again`,
      exchange,
    );
    seen.add(next);
    exchange = await call('getTaskLog', { target: next });
  }
}

function nextOf(exchange: Exchange, _: CaseContext): string | undefined {
  const link = exchange.headers.get('link');
  if (link === null) return undefined;
  const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link)?.[1];
  expectKind(
    'header',
    next !== undefined && URL.canParse(next),
    'Link: <address>; rel="next"',
    `Link: ${link}`,
    exchange,
  );
  if (new URL(next ?? '').origin !== new URL(exchange.request.url).origin)
    skip('Link leads to another origin, where no token is sent');
  return next;
}
