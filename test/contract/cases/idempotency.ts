import { type ContractCase, contractCase } from '../case.js';
import type { CaseContext, Input } from '../context.js';
import { expectHeader, expectProblem, expectSame, expectThat, readOk, skip } from '../expect.js';

const feature = { feature: 'idempotency' };

/** Sending the same request twice. */
export const idempotencyCases: readonly ContractCase[] = [
  contractCase(
    'createRun',
    'key-repeated',
    'answer the same key and body with 200 and the same run',
    async (context) => {
      const { first, again, key } = await startTwice(context);
      const run = readOk(again, 'Run', 200);
      expectSame(run.run_id, first.run_id, `the run that the key ${key} has started`, again);
      expectSame(run.created_at, first.created_at, 'the time when it was accepted', again);
      expectHeader(again, 'Location');
    },
    feature,
  ),
  contractCase(
    'createRun',
    'key-nested',
    'take the nested form of a body for the same as the flat one',
    async (context) => {
      const { first, key } = await started(context);
      const { workflow, selection, success } = await context.fixtures.target();
      const json = { in_data_selection: selection, params: success };
      const again = await context.call('createRun', {
        path: { id: workflow },
        json,
        headers: { 'Idempotency-Key': key },
      });
      expectSame(readOk(again, 'Run', 200).run_id, first.run_id, 'the same run', again);
    },
    feature,
  ),
  contractCase(
    'createRun',
    'key-other-body',
    'refuse another body under the same key with 422',
    async (context) => {
      const { key } = await started(context);
      const { workflow, selection, success, failure } = await context.fixtures.target();
      const other = failure ?? success;
      if (other === success) skip('only one body is known that the workflow accepts');
      const json = { in_data_selection: selection, ...other };
      const exchange = await context.call('createRun', {
        path: { id: workflow },
        json,
        headers: { 'Idempotency-Key': key },
      });
      expectProblem(exchange, 422, 'idempotency-key-reused');
    },
    feature,
  ),
  contractCase(
    'createRun',
    'key-other-user',
    'keep the keys of users apart',
    async (context) => {
      const { first, input } = await started(context);
      if (!(await context.fixtures.target()).shared) skip('the second user may not run the same workflow');
      const other = await context.call('createRun', { ...input, as: 'second' });
      expectThat(
        readOk(other, 'Run', 201).run_id !== first.run_id,
        'a run of their own',
        first.run_id,
        other,
      );
    },
    feature,
  ),
  contractCase(
    'createRun',
    'key-at-once',
    'start one run for requests with the same key at the same time',
    async (context) => {
      const input = await withKey(context, crypto.randomUUID());
      const exchanges = await Promise.all([1, 2, 3, 4].map(() => context.call('createRun', input)));
      const ids = new Set(
        exchanges.map((exchange) => readOk(exchange, 'Run', exchange.status === 201 ? 201 : 200).run_id),
      );
      expectSame(ids.size, 1, 'the number of runs');
      const created = exchanges.filter(({ status }) => status === 201).length;
      expectSame(created, 1, 'the number of answers that say created');
    },
    feature,
  ),
  ...(
    [
      ['space', 'a b', 'that holds a blank'],
      ['too-long', 'k'.repeat(256), 'of more than 255 characters'],
    ] as const
  ).map(([name, key, what]) =>
    contractCase(
      'createRun',
      `key-${name}`,
      `refuse a key ${what} with 400`,
      async (context) => {
        expectProblem(await context.call('createRun', await withKey(context, key)), 400, 'invalid-parameter');
      },
      feature,
    ),
  ),
];

async function withKey({ fixtures }: CaseContext, key: string): Promise<Input> {
  return { ...(await fixtures.sample('createRun')), headers: { 'Idempotency-Key': key } };
}

async function started(context: CaseContext) {
  return context.fixtures.keyed();
}

async function startTwice(context: CaseContext) {
  const { first, key, input } = await started(context);
  return { first, key, again: await context.call('createRun', input) };
}
