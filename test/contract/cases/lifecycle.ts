import { type ContractCase, contractCase } from '../case.js';
import { ContractFailure, SkipCase } from '../errors.js';
import { expectProblem, expectSame, expectThat, readOk } from '../expect.js';
import type { Run } from '../fixtures.js';
import { pause } from '../pace.js';
import { runPath } from '../samples.js';
import { create } from './runs-create.js';

const order: Readonly<Record<Run['status'], number>> = { queued: 0, running: 1, success: 2, failed: 2 };

/** Runs from their beginning to their end. */
export const lifecycleCases: readonly ContractCase[] = [
  contractCase(
    'getRun',
    'success',
    'bring a run to its success, with its times',
    async ({ call, fixtures }) => {
      const { run_id, workflow_id } = await fixtures.ended('success');
      const exchange = await call('getRun', { path: runPath({ run_id, workflow_id }) });
      const run = readOk(exchange, 'Run');
      expectSame(run.status, 'success', 'the status', exchange);
      expectSame(run.failure, null, 'no failure', exchange);
      expectTimes(run);
    },
    { effect: 'creates' },
  ),
  contractCase(
    'getRun',
    'failure',
    'say of a run that failed why',
    async ({ call, fixtures }) => {
      const exchange = await call('getRun', { path: runPath(await fixtures.ended('failure')) });
      const run = readOk(exchange, 'Run');
      expectSame(run.status, 'failed', 'the status', exchange);
      expectThat(
        run.failure !== null && run.failure.message !== '',
        'a failure with its reason',
        JSON.stringify(run.failure),
        exchange,
      );
      expectThat(run.failure.code !== 'cancelled', 'a failure of its own', run.failure.code, exchange);
      expectTimes(run);
    },
    { effect: 'creates' },
  ),
  contractCase(
    'getRun',
    'transitions',
    'let a run only go forward: queued, running, then its end',
    async (context) => {
      const { run } = await create(context);
      const seen: Run[] = [run];
      const deadline = Date.now() + (context.options.runTimeout ?? 120_000);
      let delay = 15;
      while (order[seen.at(-1)?.status ?? 'queued'] < 2) {
        expectThat(Date.now() < deadline, 'an end of the run', `still ${seen.at(-1)?.status}`);
        await pause(delay);
        delay = Math.min(delay * 1.3, 2000);
        const exchange = await context.call('getRun', { path: runPath(run) });
        const next = readOk(exchange, 'Run');
        const before = seen.at(-1) ?? run;
        expectThat(
          order[next.status] >= order[before.status],
          `${before.status} or later`,
          next.status,
          exchange,
        );
        expectThat(
          (next.end_time !== null) === order[next.status] >= 2,
          'an end_time when the run has ended, and not before',
          `${next.status} with ${next.end_time}`,
          exchange,
        );
        seen.push(next);
      }
    },
    { effect: 'creates' },
  ),
  contractCase(
    'getRun',
    'final',
    'never change a run that has ended',
    async ({ call, fixtures }) => {
      const ended = await fixtures.ended('success');
      const exchange = await call('getRun', { path: runPath(ended) });
      expectSame(readOk(exchange, 'Run'), ended, 'the run as it ended', exchange);
    },
    { effect: 'creates' },
  ),
  contractCase(
    'cancelRun',
    'cancels',
    'end a run that is cancelled, and say so',
    async ({ call, fixtures }) => {
      const started = await fixtures.run('cancelled');
      await fixtures.cancellation();
      const ended = await fixtures.ended('cancelled').catch((error: unknown) => {
        throw error instanceof SkipCase ? new ContractFailure('semantics', 'an end', error.message) : error;
      });
      expectSame([ended.status, ended.failure?.code], ['failed', 'cancelled'], 'status and failure');
      const exchange = await call('getRun', { path: runPath(started) });
      expectSame(readOk(exchange, 'Run'), ended, 'the run as it ended', exchange);
    },
  ),
  contractCase(
    'cancelRun',
    'answers',
    'answer 202 with the run that is being ended',
    async ({ call, fixtures }) => {
      const { exchange } = await fixtures.cancellation();
      const run = readOk(exchange, 'Run', 202);
      expectSame(
        run.run_id,
        (await fixtures.run('cancelled')).run_id,
        'the run that was to be cancelled',
        exchange,
      );
      await fixtures.ended('cancelled');
      expectProblem(await call('cancelRun', { path: runPath(run) }), 409, 'run-ended');
    },
  ),
  contractCase(
    'cancelRun',
    'ended',
    'refuse to cancel a run that has ended with 409, and leave it as it is',
    async ({ call, fixtures }) => {
      const ended = await fixtures.ended('success');
      expectProblem(await call('cancelRun', { path: runPath(ended) }), 409, 'run-ended');
      const exchange = await call('getRun', { path: runPath(ended) });
      expectSame(readOk(exchange, 'Run'), ended, 'the run as it ended', exchange);
    },
  ),
  contractCase('cancelRun', 'body', 'read no body', async ({ call, fixtures }) => {
    const path = runPath(await fixtures.ended('success'));
    expectProblem(await call('cancelRun', { path, body: '{"not": json' }), 409, 'run-ended');
  }),
];

function expectTimes({ created_at, start_time, end_time }: Run): void {
  const times = [created_at, start_time ?? '', end_time ?? ''].map((text) => Date.parse(text));
  const ordered = times.every((time, index) => !Number.isNaN(time) && time >= (times[index - 1] ?? 0));
  expectThat(
    ordered,
    'created_at, start_time and end_time in this order',
    `${created_at}, ${start_time}, ${end_time}`,
  );
}
