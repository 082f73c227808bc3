import { badAnswer, badJson, type Fault, fault, type Json, passOn, withBody } from '../fault.js';

const key = (request: Request) => request.headers.get('idempotency-key');

/** A second run each time, whose key is changed by what `variant` says. */
function keyed(id: string, what: string, variant: (request: Request, body: string) => string | null): Fault {
  return fault(id, 'idempotency', what, async (passing) => {
    if (passing.operation !== 'createRun' || key(passing.request) === null)
      return passing.right(passing.fresh(), passing.info);
    const body = await passing.fresh().text();
    return passOn(passing, { headers: { 'Idempotency-Key': variant(passing.request, body) } });
  });
}

/** Runs whose key or life goes wrong. */
export function runFaults(): readonly Fault[] {
  const seen = new Map<string, Response>();
  const created = new Map<string, number>();
  const flying = new Map<string, number>();
  return [
    keyed('key-ignored', 'the key ignored', () => null),
    keyed(
      'key-body',
      'another body under the same key starts another run',
      (request, body) => `${key(request)}-${hash(body)}`,
    ),
    fault(
      'key-other-body',
      'idempotency',
      'another body under the same key answered with the old run',
      async (passing) => {
        if (passing.operation !== 'createRun' || key(passing.request) === null)
          return passing.right(passing.fresh(), passing.info);
        const id = `${passing.request.headers.get('authorization')} ${key(passing.request)}`;
        const response = await passing.right(passing.fresh(), passing.info);
        if (response.status < 300) seen.set(id, response.clone());
        const old = seen.get(id)?.clone();
        return response.status === 422 && old !== undefined ? withBody(old, await old.text(), 200) : response;
      },
    ),
    fault('key-shared', 'idempotency', 'keys shared between users', async (passing) => {
      const name = key(passing.request);
      if (passing.operation !== 'createRun' || name === null)
        return passing.right(passing.fresh(), passing.info);
      const response = await passing.right(passing.fresh(), passing.info);
      const old = seen.get(`shared ${name}`)?.clone();
      if (response.status < 300 && old === undefined) seen.set(`shared ${name}`, response.clone());
      return response.status === 201 && old !== undefined ? withBody(old, await old.text(), 200) : response;
    }),
    badAnswer(
      'key-201',
      'idempotency',
      '201 for a run that was there before',
      { operation: 'createRun', status: [200] },
      async (response) => withBody(response, await response.text(), 201),
    ),
    fault('key-race', 'idempotency', 'requests at the same time start several runs', async (passing) => {
      const name = key(passing.request);
      if (passing.operation !== 'createRun' || name === null)
        return passing.right(passing.fresh(), passing.info);
      const waiting = flying.get(name) ?? 0;
      flying.set(name, waiting + 1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const response = await passOn(passing, {
        headers: { 'Idempotency-Key': waiting === 0 ? name : `${name}-${waiting}` },
      });
      setTimeout(() => flying.set(name, 0), 20);
      return response;
    }),
    badAnswer(
      'key-anything',
      'idempotency',
      'keys that are not valid accepted',
      { operation: 'createRun', status: [400] },
      async (response, passing) => {
        const text = await response.text();
        return key(passing.request) !== null
          ? passOn(passing, { headers: { 'Idempotency-Key': null } })
          : withBody(response, text);
      },
    ),
    badAnswer(
      'life-unreadable',
      'lifecycle',
      'a run that is not found once it is accepted',
      { operation: 'getRun', status: [200] },
      (_, passing) =>
        passOn(passing, { target: passing.target.replace(/runs\/[^/]+/, 'runs/contract-lost') }),
    ),
    badJson<{ runs: Json[] }>(
      'life-unlisted',
      'lifecycle',
      'a run that is not listed while it is new',
      { operation: ['listRuns', 'listAllRuns'] },
      (body) => ({ ...body, runs: body.runs.slice(1) }),
    ),
    fault('life-cancel-nothing', 'lifecycle', 'a cancel that ends nothing', async (passing) => {
      if (passing.operation !== 'cancelRun') return passing.right(passing.fresh(), passing.info);
      const got = await passOn(passing, {
        method: 'GET',
        body: null,
        target: passing.target.replace(/\/cancel.*$/, ''),
      });
      const run = got.status === 200 ? ((await got.clone().json()) as Json) : {};
      if (run.status !== 'queued' && run.status !== 'running')
        return passing.right(passing.fresh(), passing.info);
      return withBody(got, await got.text(), 202);
    }),
    badJson(
      'life-cancel-code',
      'lifecycle',
      'a cancelled run that says something else',
      { operation: 'getRun' },
      (run) =>
        (run.failure as Json | null)?.code === 'cancelled'
          ? { ...run, failure: { code: 'exit', message: 'ended' } }
          : run,
    ),
    badJson(
      'life-cancel-success',
      'lifecycle',
      'a cancelled run that counts as a success',
      { operation: ['getRun', 'listRuns'] },
      (run) =>
        (run.failure as Json | null | undefined)?.code === 'cancelled'
          ? { ...run, status: 'success', state: 'success', failure: null }
          : run,
    ),
    badAnswer(
      'life-cancel-ended',
      'lifecycle',
      'a run that has ended cancelled again',
      { operation: 'cancelRun', status: [409] },
      (_, passing) =>
        passOn(passing, {
          method: 'GET',
          body: null,
          target: passing.target.replace(/\/cancel.*$/, ''),
        }).then(async (got) => withBody(got, await got.text(), 202)),
    ),
    badJson(
      'life-no-reason',
      'lifecycle',
      'a run that failed without a reason',
      { operation: 'getRun' },
      (run) => ({ ...run, failure: null }),
    ),
    badJson(
      'life-failed-success',
      'lifecycle',
      'a run that failed shown as a success',
      { operation: ['getRun'] },
      (run) =>
        run.status === 'failed' ? { ...run, status: 'success', state: 'success', failure: null } : run,
    ),
    badJson(
      'life-end-early',
      'lifecycle',
      'an end_time before the end',
      { operation: ['getRun'] },
      (run) => ({ ...run, end_time: run.end_time ?? run.created_at }),
    ),
    badJson(
      'life-end-missing',
      'lifecycle',
      'no end_time after the end',
      { operation: ['getRun'] },
      (run) => ({ ...run, end_time: null }),
    ),
    fault('life-backwards', 'lifecycle', 'a run that goes back from its end', async (passing) => {
      const response = await passing.right(passing.fresh(), passing.info);
      if (passing.operation !== 'getRun' || response.status !== 200 || passing.request.method === 'HEAD')
        return response;
      const run = (await response.json()) as Json;
      const looks = created.get(String(run.run_id)) ?? 0;
      if (run.end_time !== null) created.set(String(run.run_id), looks + 1);
      const again = looks === 1 ? { ...run, status: 'running', state: 'running', end_time: null } : run;
      return withBody(response, JSON.stringify(again));
    }),
    badJson(
      'life-state',
      'lifecycle',
      'state and status that differ',
      { operation: ['getRun', 'createRun'] },
      (run) => ({ ...run, state: run.state === 'failed' ? 'success' : 'failed' }),
    ),
    badJson(
      'life-other-run',
      'lifecycle',
      'the newest run in place of the one that was asked for',
      { operation: 'getRun' },
      (run) => ({ ...run, run_id: 'labcas-someotherrun' }),
    ),
    badJson('life-params', 'lifecycle', 'parameters that get lost', { operation: 'createRun' }, (run) => ({
      ...run,
      params: {},
      conf: {},
    })),
    badJson(
      'life-selection',
      'lifecycle',
      'another data selection than the one that was asked for',
      { operation: 'createRun' },
      (run) => ({ ...run, in_data_selection: 'cells/phase' }),
    ),
    badAnswer('life-log-empty', 'lifecycle', 'logs without text', { operation: 'getTaskLog' }, (response) =>
      withBody(response, ''),
    ),
    badJson<{ tasks: Json[] }>(
      'life-task-running',
      'lifecycle',
      'tasks that still run after the end',
      { operation: 'listRunTasks' },
      (body) => ({
        ...body,
        tasks: body.tasks.map((task) => ({ ...task, status: 'running', end_time: null })),
      }),
    ),
    fault('life-same-run', 'lifecycle', 'one run for all requests', async (passing) => {
      if (passing.operation !== 'createRun' || key(passing.request) !== null)
        return passing.right(passing.fresh(), passing.info);
      const response = await passing.right(passing.fresh(), passing.info);
      if (response.status !== 201) return response;
      const user = passing.request.headers.get('authorization') ?? '';
      const body = await passing.fresh().text();
      const old = seen.get(`same ${user} ${body}`);
      if (old === undefined) seen.set(`same ${user} ${body}`, response.clone());
      return old?.clone() ?? response;
    }),
  ];
}

function hash(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_003, 7);
}
