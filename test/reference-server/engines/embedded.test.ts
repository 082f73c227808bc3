import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine, RunRequest } from '../../../src/reference-server/engine.js';
import { confOf, createWorkshop, isAlive, type Workshop, write } from './embedded/fixture.js';
import { describeEngine, until, untilEnded } from './suite.js';

describeEngine('The embedded engine', async () => {
  const workshop = await createWorkshop();
  const engine = await workshop.open({
    quick: `echo hello; ${write}`,
    failing: 'exit 3',
    endless: 'exec sleep 1000',
  });
  const workflows = { quick: 'quick', failing: 'failing', endless: 'endless' };
  return { engine, workflows, conf: confOf, close: () => workshop.close() };
});

describe('A run of the embedded engine', () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await createWorkshop();
  });
  afterEach(() => workshop.close());

  /** Runs one script to its end. */
  async function runScript(script: string, parameters: Record<string, unknown> = {}) {
    const engine = await workshop.open({ script });
    return runIn(engine, workshop.request('script', parameters));
  }

  test('finds its folders, its id and its conf, and nothing else of the server', async () => {
    process.env.LABCAS_TEST_SECRET = 'not for children';
    try {
      const engine = await workshop.open({
        show: {
          command: [
            'node',
            '-e',
            `require('fs').writeFileSync(process.env.LABCAS_OUTPUT_DIR + '/seen.json',
            JSON.stringify({ env: process.env, cwd: process.cwd(), in: require('fs').readFileSync(0, 'utf8'),
            conf: JSON.parse(require('fs').readFileSync(process.env.LABCAS_CONF, 'utf8')) }))`,
          ],
          parameters: {
            tiles: { default: 64, schema: { type: 'integer' } },
            csv: { default: true, schema: {} },
          },
        },
      });
      const request = workshop.request('show', { csv: false });
      const run = await runIn(engine, request);
      expect(run.status).toBe('success');
      expect(run.conf).toEqual(request.conf);
      const output = workshop.outputOf(request);
      const seen = JSON.parse(await readFile(join(output, 'seen.json'), 'utf8'));
      const folder = join(workshop.dataDir, 'runs', 'show', request.runId);
      expect(seen.conf).toEqual({ tiles: 64, ...request.conf });
      expect(seen.in).toBe('');
      expect(seen.cwd).toBe(join(folder, 'work'));
      expect(seen.env).toMatchObject({
        PATH: process.env.PATH,
        HOME: seen.cwd,
        TMPDIR: seen.cwd,
        LANG: 'C.UTF-8',
        LABCAS_CONF: join(folder, 'conf.json'),
        LABCAS_INPUT_DIR: join(workshop.dataDir, 'buckets', 'archive', 'colon'),
        LABCAS_OUTPUT_DIR: output,
        LABCAS_RUN_ID: request.runId,
      });
      // The shell of the handshake adds names of its own, which hold nothing of the server's.
      const own = Object.keys(seen.env).filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name));
      expect(own).toHaveLength(8);
      expect((await readdir(folder)).sort()).toEqual(['conf.json', 'log.txt', 'run.json']);
    } finally {
      delete process.env.LABCAS_TEST_SECRET;
    }
  });

  test('has what it prints, in its order, as the log of its task', async () => {
    const engine = await workshop.open({
      script: `echo one; echo two >&2; printf 'caf\\303\\251 \\377'; ${write}`,
    });
    const request = workshop.request('script');
    await runIn(engine, request);
    expect(await wholeLog(engine, request)).toBe('one\ntwo\ncafé \uFFFD');
  });

  test.each([
    ['exit 7', 'The command ended with exit code 7.'],
    ['kill -SEGV $$', 'The command was ended by the signal SIGSEGV.'],
    ['kill -KILL $$', 'The command was killed (SIGKILL), which happens when memory runs out.'],
    ['true', 'The command ended without an error but wrote no file.'],
    [
      'mkdir "$LABCAS_OUTPUT_DIR/empty"; ln -s /etc/hosts "$LABCAS_OUTPUT_DIR/link"',
      'The command ended without an error but wrote no file.',
    ],
  ])('that ends by %s says so', async (script, message) => {
    expect((await runScript(script)).failure).toEqual({ code: 'exit', message });
  });

  test.each([
    ['no-such-program-here', 'The command "no-such-program-here" was not found.'],
    ['/no/such/program', 'The command "program" was not found.'],
    ['./missing.sh', 'The command "./missing.sh" was not found.'],
    ['./plain.txt', 'The command "./plain.txt" may not be executed.'],
    ['./buckets', 'The command "./buckets" was not found.'],
  ])('of the command %s fails and says why', async (command, message) => {
    await writeFile(join(workshop.dataDir, 'plain.txt'), 'text');
    const engine = await workshop.open({ broken: { command: [command] } });
    const request = workshop.request('broken');
    expect((await runIn(engine, request)).failure).toEqual({ code: 'engine', message });
    expect(await wholeLog(engine, request)).toBe('');
  });

  test('fails when its data selection has no folder, or its output folder is in use', async () => {
    const engine = await workshop.open({ script: write });
    const lost = workshop.request('script');
    lost.conf.in_prefix = 'nowhere/';
    expect((await runIn(engine, lost)).failure?.message).toBe(
      'The folder of the data selection was not found.',
    );
    const clash = workshop.request('script');
    await mkdir(workshop.outputOf(clash), { recursive: true });
    expect((await runIn(engine, clash)).failure?.message).toBe(
      'The folder for the outputs is already in use.',
    );
  });

  test.each([
    ['a bucket above the buckets', { out_bucket: '..' }],
    ['a prefix with dots', { out_prefix: 'researcher/../other' }],
    ['an absolute prefix', { in_prefix: '/etc' }],
    ['a NUL', { in_prefix: 'a\0b' }],
    ['no bucket', { in_bucket: undefined }],
  ])('is refused with %s', async (_, conf) => {
    const engine = await workshop.open({ script: write });
    const request = workshop.request('script');
    Object.assign(request.conf, conf);
    await expect(engine.createRun(request)).rejects.toMatchObject({ kind: 'rejected' });
    expect(await engine.getRun(request)).toBeUndefined();
  });

  test.each(['..', '../x', 'a/b', '', 'a\0', '.hidden', 'x'.repeat(300)])(
    'is refused with the id %j',
    async (runId) => {
      const engine = await workshop.open({ script: write });
      const request = { ...workshop.request('script'), runId };
      await expect(engine.createRun(request)).rejects.toMatchObject({ kind: 'rejected' });
    },
  );

  test('that takes too long is ended, with all that it started', async () => {
    const engine = await workshop.open({
      slow: {
        command: ['sh', '-c', 'sleep 1000 & echo $! > "$0/pid"; wait', workshop.dataDir],
        time_limit: 0.3,
      },
    });
    const { failure } = await runIn(engine, workshop.request('slow'));
    expect(failure).toEqual({
      code: 'timeout',
      message: 'The run was ended because it took longer than 0.3 seconds.',
    });
    expect(await isAlive(await pidIn('pid'))).toBe(false);
  });

  test('that is cancelled is ended with its grandchildren, also those that ignore the first signal', async () => {
    const stubborn = `sh -c 'trap "" TERM; echo $$ > "$0/pid"; while :; do sleep 0.1; done' "$0" & wait`;
    const engine = await workshop.open({ stubborn });
    const request = workshop.request('stubborn');
    await engine.createRun(request);
    await until(() => exists(join(workshop.dataDir, 'pid')));
    await engine.cancelRun(request);
    expect((await untilEnded(engine, request)).failure).toEqual({
      code: 'cancelled',
      message: 'The run was cancelled.',
    });
    expect(await isAlive(await pidIn('pid'))).toBe(false);
  });

  test('ends what its command left in the background', async () => {
    const run = await runScript(`sleep 1000 & echo $! > "$0/pid"; ${write}`);
    expect(run.status).toBe('success');
    expect(await isAlive(await pidIn('pid'))).toBe(false);
  });

  test('has a log that is cut when it grows too large', async () => {
    const engine = await workshop.open({ loud: `yes | head -c 100000; ${write}` }, { logLimit: 1000 });
    const request = workshop.request('loud');
    expect((await runIn(engine, request)).status).toBe('success');
    const log = await wholeLog(engine, request);
    expect(log).toBe(`${'y\n'.repeat(500)}\n[The log was cut here: it may hold 1000 bytes.]\n`);
  });

  test('can be followed while it prints, in parts that end between characters', async () => {
    const text = 'é'.repeat(200_000);
    const engine = await workshop.open({
      node: {
        command: [
          'node',
          '-e',
          `process.stdout.write('x' + 'é'.repeat(200000)); setTimeout(() => {
        console.log('end'); require('fs').writeFileSync(process.env.LABCAS_OUTPUT_DIR + '/a', '') }, 200)`,
        ],
      },
    });
    const request = workshop.request('node');
    await engine.createRun(request);
    expect(await wholeLog(engine, request)).toBe(`x${text}end\n`);
    expect((await engine.getRun(request))?.status).toBe('success');
  });

  async function pidIn(name: string): Promise<number> {
    return Number(await readFile(join(workshop.dataDir, name), 'utf8'));
  }
});

describe('The queue of the embedded engine', () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await createWorkshop();
  });
  afterEach(() => workshop.close());

  test('runs so many at a time, first come, first served', async () => {
    const script = `echo "+$LABCAS_RUN_ID" >> "$0/journal"; sleep 0.05; echo "-" >> "$0/journal"; ${write}`;
    const engine = await workshop.open({ script }, { concurrency: 2 });
    const requests = Array.from({ length: 7 }, () => workshop.request('script'));
    for (const request of requests) await engine.createRun(request);
    for (const request of requests) await untilEnded(engine, request);
    const journal = (await readFile(join(workshop.dataDir, 'journal'), 'utf8')).trim().split('\n');
    const running = journal.map((_, at) =>
      journal.slice(0, at + 1).reduce((sum, line) => sum + (line === '-' ? -1 : 1), 0),
    );
    expect(Math.max(...running)).toBe(2);
    const begun = await Promise.all(
      requests.map(async (request) => (await engine.getRun(request))?.startTime),
    );
    expect(begun).toEqual([...begun].sort());
  });

  test('refuses runs beyond its limit, and takes them again when there is room', async () => {
    const engine = await workshop.open({ endless: 'exec sleep 1000' }, { concurrency: 1, queueLimit: 2 });
    const requests = Array.from({ length: 10 }, () => workshop.request('endless'));
    const answers = await Promise.allSettled(requests.map((request) => engine.createRun(request)));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(7);
    for (const { reason } of refused) expect(reason).toMatchObject({ kind: 'busy', retryAfter: 30 });
    const taken = requests.filter((_, at) => answers[at]?.status === 'fulfilled');
    expect(
      (await engine.listRuns({ workflowIds: ['endless'], username: 'researcher', pageSize: 10 })).runs,
    ).toHaveLength(3);
    const [first] = taken;
    if (first === undefined) throw new Error('nothing was taken');
    await engine.cancelRun(first);
    await untilEnded(engine, first);
    await until(
      async () => (await engine.createRun(workshop.request('endless')).catch(() => undefined)) !== undefined,
    );
  });

  test('lets a run that waits be cancelled, which then never runs', async () => {
    const engine = await workshop.open(
      { endless: 'exec sleep 1000', script: `touch "$0/ran"; ${write}` },
      { concurrency: 1 },
    );
    const [first, second] = [workshop.request('endless'), workshop.request('script')];
    await engine.createRun(first);
    await engine.createRun(second);
    expect((await engine.getTaskLog({ ...second, taskId: 'main' }))?.nextPageToken).toBeDefined();
    expect(await engine.getTaskLog({ ...second, taskId: 'main', try: 1 })).toBeUndefined();
    expect(await engine.cancelRun(second)).toMatchObject({
      status: 'failed',
      startTime: null,
      failure: { code: 'cancelled' },
    });
    expect((await engine.listTasks({ ...second, pageSize: 1 }))?.tasks).toMatchObject([
      { status: 'skipped', tries: 0 },
    ]);
    await engine.cancelRun(first);
    await untilEnded(engine, first);
    const third = workshop.request('endless');
    await engine.createRun(third);
    await until(async () => (await engine.getRun(third))?.status === 'running');
    expect(await exists(join(workshop.dataDir, 'ran'))).toBe(false);
  });

  test('gives the place of a run that was cancelled while it waited to another', async () => {
    const engine = await workshop.open({ endless: 'exec sleep 1000' }, { concurrency: 1, queueLimit: 1 });
    const waiting = workshop.request('endless');
    await engine.createRun(workshop.request('endless'));
    await engine.createRun(waiting);
    await expect(engine.createRun(workshop.request('endless'))).rejects.toMatchObject({ kind: 'busy' });
    await engine.cancelRun(waiting);
    expect(await engine.createRun(workshop.request('endless'))).toMatchObject({ created: true });
  });
});

async function runIn(engine: Engine, request: RunRequest) {
  await engine.createRun(request);
  return untilEnded(engine, request);
}

async function wholeLog(engine: Engine, request: RunRequest): Promise<string> {
  let text = '';
  let pageToken: string | undefined;
  do {
    const part = await engine.getTaskLog({ ...request, taskId: 'main', pageToken });
    expect(Buffer.byteLength(part?.text ?? '')).toBeLessThanOrEqual(256 * 1024);
    text += part?.text;
    pageToken = part?.nextPageToken;
  } while (pageToken !== undefined);
  return text;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
