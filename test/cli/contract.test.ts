import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleProgram, type Program } from './support/cli.js';
import { startProxy } from './support/proxy.js';
import { startServer, type TestServer } from './support/server.js';

let program: Program;
let server: TestServer;
let env: Record<string, string>;
beforeAll(async () => {
  program = await bundleProgram();
  server = await startServer(program);
  env = { ...server.env, LABCAS_API_SECOND_TOKEN: await server.tokenOf('reviewer') };
});
afterAll(async () => {
  await server?.stop();
  await program?.remove();
});

const config = `
targets:
  - workflow: letters
    success: { times: 1 }
    failure: { times: 1, fail: true }
    long: { seconds: 300 }
`;
const allowed = ['--allow-create', 'letters@colon/fhl2', '--allow-change'];
interface Failed {
  failure?: { findings: { generated?: { seed: number; path: string } }[] };
}
const run = (...args: string[]) => program.run(['contract', ...args], { env, cwd: server.folder });
const file = (name: string) => join(server.folder, name);
const written = async (name: string, text: string) => {
  await writeFile(file(name), text);
  return name;
};

test('reads only, says what it left out, and writes its reports', async () => {
  const reports = ['--json', 'report.json', '--junit', 'report.xml', '--html', 'report.html'];
  const { code, stdout, stderr } = await run(...reports);
  expect(stdout).toMatch(/^PARTIAL, [^\n]* 0 failed, /);
  expect(stdout).toContain('(--allow-create)');
  expect(stderr).toContain(`cases on ${server.url}`);
  expect(code).toBe(4);
  const json = await readFile(file('report.json'), 'utf8');
  expect(JSON.parse(json)).toMatchObject({ verdict: 'partial', counts: { fail: 0 } });
  expect(await readFile(file('report.xml'), 'utf8')).toContain('<testsuites');
  expect(await readFile(file('report.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<h1 class="partial">/);
  expect(stdout + stderr + json).not.toContain(server.token);
});

test('passes what is asked for, and ends with 1 when the API is wrong', async () => {
  const secret = ['--jwt-secret-file', join(server.dataDir, 'secret')];
  const passed = await run('--only', 'list-data-selections', ...secret, ...allowed);
  expect(passed.stdout).toMatch(/^PASS, /);
  expect(passed.code).toBe(0);

  const failed = await run('--base-url', `${server.url}/nothing`);
  expect(failed.stdout).toMatch(/^FAIL, /);
  expect(failed.stdout).toContain('curl');
  expect(failed.stdout).toContain('$LABCAS_API_TOKEN');
  expect(failed.stdout).not.toContain(server.token);
  expect(failed.code).toBe(1);
});

test('repeats what failed in a report', async () => {
  const report = ['--base-url', `${server.url}/nothing`, '--json', 'failed.json'];
  await run('--only', 'list-workflows/lists', '--only', 'list-workflows/order', ...report);
  const again = await run('--replay', 'failed.json', '--verbose');
  expect(again.stdout).toContain(`${server.url}/nothing: `);
  expect(again.stdout).toContain('list-workflows/order');
  expect(again.stdout).not.toContain('list-runs/');
  expect(again.code).toBe(1);
  const repaired = await run('--replay', 'failed.json', '--base-url', server.url, '--json', 'passed.json');
  expect(repaired.stdout).toMatch(/: \d+ passed, 0 failed, /);
  const nothing = await run('--replay', 'passed.json');
  expect(nothing.stderr).toBe('error: --replay passed.json: no case failed in it.\n');
  const foreign = await run('--replay', await written('foreign.json', '{}'));
  expect(foreign.stderr).toContain('is no report of this suite');
});

test('repeats a generated input that failed, and no other', { timeout: 60_000 }, async () => {
  // Takes a page size that the document does not have.
  const lenient = await startProxy(server.url, (target) =>
    target.replace(/page_size=1001\b/, 'page_size=1000'),
  );
  try {
    const only = ['--base-url', lenient.url, '--only', 'list-all-runs'];
    await run(...only, '--json', 'generated.json');
    const inputs = async (name: string) => {
      const { cases }: { cases: Failed[] } = JSON.parse(await readFile(file(name), 'utf8'));
      return cases.flatMap(({ failure }) => failure?.findings[0]?.generated ?? []);
    };
    expect(await inputs('generated.json')).not.toEqual([]);
    const requests = lenient.requests();
    const again = await run('--replay', 'generated.json', '--json', 'again.json');
    expect(await inputs('again.json')).toEqual(await inputs('generated.json'));
    expect(again.code).toBe(1);
    expect(lenient.requests() - requests).toBeLessThan(20);
  } finally {
    await lenient.close();
  }
});

test('puts up with known failures until their day, which it can write down first', async () => {
  const wrong = ['--base-url', `${server.url}/nothing`, '--only', 'list-workflows/lists'];
  const first = await run(...wrong, '--write-known-failures', 'known.yml');
  expect(first.code).toBe(1);
  const known = await readFile(file('known.yml'), 'utf8');
  expect(known).toMatch(/^- id: list-workflows\/lists$/m);
  expect(known).toMatch(/^ {2}expires: \d{4}-\d\d-\d\d$/m);
  const accepted = await run(...wrong, '--known-failures', 'known.yml');
  expect(accepted.stdout).toContain('a known failure until');
  expect(accepted.code).not.toBe(0);
  const old = known.replaceAll(/expires: .*/g, 'expires: 2020-01-01');
  const expired = await run(...wrong, '--known-failures', await written('old.yml', old));
  expect(expired.stdout).toContain('was to be dealt with until 2020-01-01');
  expect(expired.code).toBe(1);
  const again = await run(...wrong, '--write-known-failures', 'known.yml');
  expect(again.stderr).toContain('it exists; take new failures in by hand');
  const mistakes = '- id: a\n  reason: b\n  expires: soon\n- { reason: c, expires: 2027-01-01, oops: 1 }\n';
  const refused = await run('--known-failures', await written('mistakes.yml', mistakes));
  expect(refused.stderr).toMatch(/^error: mistakes\.yml:3: expected a day such as 2027-01-31$/m);
  expect(refused.stderr).toMatch(/^error: mistakes\.yml:4: the key "oops" is unknown/m);
  expect(refused.stderr).toMatch(/^error: mistakes\.yml:4: the key `id` is missing$/m);
  expect(refused.code).toBe(2);
});

test('takes from a file what neither the command line nor the environment says', async () => {
  const lines = [
    `base_url: ${server.url}`,
    'identities:',
    '  first: { command: [cat, first.token] }',
    '  second: { file: second.token }',
    '  nobody: { env: NOBODY_TOKEN }',
    'rate: 500',
  ];
  await written('first.token', server.token);
  await written('second.token', `Bearer ${env.LABCAS_API_SECOND_TOKEN}\n`);
  await written('contract.yml', lines.join('\n'));
  const only = ['--only', 'list-workflows/lists', '--only', 'list-workflows/other-user', '--verbose'];
  const args = ['contract', '--config', 'contract.yml', ...only];
  const alone = { env: { NOBODY_TOKEN: await server.tokenOf('nobody') }, cwd: server.folder };
  const { stdout } = await program.run(args, alone);
  expect(stdout).toContain('pass list-workflows/lists');
  const elsewhere = await program.run([...args, '--base-url', 'http://127.0.0.1:1'], alone);
  expect(elsewhere.code).toBe(3);
  const unset = await program.run(args, { cwd: server.folder });
  expect(unset.stderr).toBe('error: identities.nobody: the variable NOBODY_TOKEN is not set.\n');
});

test('says what is wrong in its file, with the line, and shows nothing of a command that fails', async () => {
  const mistakes = [
    'base-url: x',
    'identities:',
    '  third: { env: A }',
    '  first: { env: A, file: b }',
    'rate: fast',
    'targets: [{ selection: a }]',
    'hide_names: perhaps',
  ];
  const { code, stderr } = await run('--config', await written('wrong.yml', mistakes.join('\n')));
  expect(stderr.split('\n').filter(Boolean)).toEqual([
    'error: wrong.yml:1: the key "base-url" is unknown; did you mean `base_url`?',
    expect.stringMatching(/^error: wrong\.yml:3: the key "third" is unknown/),
    'error: wrong.yml:4: expected exactly one of `env`, `file` and `command` for first',
    'error: wrong.yml:6: the key `workflow` is missing',
    'error: wrong.yml:5: expected a number of at least 0.01 for `rate`',
    'error: wrong.yml:7: expected true or false for `hide_names`',
  ]);
  expect(code).toBe(2);
  const command = 'identities: { first: { command: [sh, -c, "echo top-secret; exit 3"] } }';
  const file = await written('command.yml', `base_url: ${server.url}\n${command}`);
  const failed = await program.run(['contract', '--config', file], { cwd: server.folder });
  expect(failed.stderr).toBe('error: identities.first: the command sh failed (3).\n');
  expect(failed.code).toBe(2);
});

test('removes its ledger at the end, and keeps one that was asked for', { timeout: 60_000 }, async () => {
  const settings = ['--config', await written('targets.yml', config), '--only', 'create-run/accepts'];
  const done = await run(...settings, ...allowed);
  expect(done.stdout).toContain('1 run with outputs, as no operation deletes runs');
  expect(done.stderr).toContain(
    'should this be killed, clean up by npx labcas-workflow-api contract --sweep',
  );
  expect((await readdir(server.folder)).filter((name) => name.endsWith('.ledger'))).toEqual([]);
  await run(...settings, ...allowed, '--ledger', 'kept.ledger');
  const entries = (await readFile(file('kept.ledger'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(entries.map(({ type }) => type)).toEqual(['begin', 'create', 'run', 'end']);
  const swept = await run('--sweep', 'kept.ledger');
  expect(swept.stdout).toBe('kept.ledger: the suite has cleaned up itself; nothing is left to do.\n');
  const taken = await run(...settings, ...allowed, '--ledger', 'kept.ledger');
  expect(taken.stderr).toContain('--ledger kept.ledger: it exists.');
  expect(taken.code).toBe(2);
});

test('cleans up after a suite that was killed in the middle', { timeout: 120_000 }, async () => {
  // Every run goes on for long enough that some are under way when the suite is killed.
  const slow = config.replace('{ times: 1 }', '{ times: 1, seconds: 60 }');
  const settings = ['--config', await written('slow.yml', slow)];
  const args = ['contract', ...settings, ...allowed, '--ledger', 'killed.ledger'];
  const suite = program.start(args, { env, cwd: server.folder });
  const ledger = () => readFile(file('killed.ledger'), 'utf8').catch(() => '');
  const started = async () => (await ledger()).split('"type":"run"').length - 1;
  await expect.poll(started, { timeout: 60_000, interval: 20 }).toBeGreaterThan(3);
  suite.child.kill('SIGKILL');
  await suite.ended;
  expect(await ledger()).not.toContain('"type":"end"');

  const swept = await run('--sweep', 'killed.ledger');
  expect(swept.stdout).toMatch(/^Cancelled:\n {2}letters\/labcas-/);
  const [, remains = ''] = swept.stdout.split('Remains:\n');
  const lost =
    /^ {2}a run of letters asked for at \S+, of which no answer came: none is marked \S+; look for it\n/gm;
  expect(remains.replace(lost, '')).toMatch(
    /^( {2}letters\/labcas-[a-z0-9]+ with its outputs in \S+: no operation deletes runs\n)+$/,
  );
  // The kill may have kept a request from the server, or its refusal from the suite; which, nobody can tell.
  expect(swept.code).toBe(remains.search(lost) < 0 ? 0 : 1);
  for (const token of Object.values({ ...env, LABCAS_API_URL: 'none' }))
    expect(await ledger()).not.toContain(token);
  for (const status of ['queued', 'running']) {
    for (const token of [env.LABCAS_API_TOKEN, env.LABCAS_API_SECOND_TOKEN]) {
      const args = ['runs', 'list', '--status', status, '--json'];
      const { stdout } = await program.run(args, { env: { ...env, LABCAS_API_TOKEN: token ?? '' } });
      expect(JSON.parse(stdout)).toEqual([]);
    }
  }
});

test('lists what it would send, and sends only reads to know it', { timeout: 60_000 }, async () => {
  const settings = ['--config', await written('targets.yml', config), ...allowed];
  const before = await program.run(['runs', 'list', '--json'], { env });
  const { code, stdout, stderr } = await run(...settings, '--dry-run', '--json', 'plan.json');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Sent \d reads to see what there is\. The suite would send \d+ requests: /);
  expect(stdout).toContain('\ncreate-run/separate\n');
  expect(stdout).toMatch(/POST \S+\/workflows\/letters\/runs {2}\(\$LABCAS_API_TOKEN\)/);
  expect(stdout).toMatch(/PUT \S+\/output-data\/<outputs of run \d+> /);
  expect(stdout).not.toContain(server.token);
  const { requests } = JSON.parse(await readFile(file('plan.json'), 'utf8'));
  const created = requests.filter((each: { effect: string }) => each.effect === 'creates');
  expect(created.length).toBeGreaterThan(30);
  for (const { url } of created) expect(url).toMatch(/\/workflows\/(letters|contract[^/]*)\/runs/);
  const after = await program.run(['runs', 'list', '--json'], { env });
  expect(after.stdout).toBe(before.stdout);
});
