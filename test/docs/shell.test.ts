import { spawn } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleProgram, type Program } from '../cli/support/cli.js';
import { type Example, examplesIn, filledIn } from '../support/documents.js';
import { openPlace, type Place } from './place.js';

const command = 'npx labcas-workflow-api';
const examples = examplesIn('sh').filter(({ code }) => code.includes(command));
const isServer = ({ code }: Example) => /api serve\b/.test(code);
const isAirflow = ({ code }: Example) => code.includes('--engine airflow');

let place: Place;
let program: Program;
let bin: string;

beforeAll(async () => {
  [place, program] = await Promise.all([openPlace('labcas-data'), bundleProgram()]);
  bin = join(place.folder, 'bin');
  await mkdir(bin);
  // What `npx` finds once the package is installed; a server takes a port that is free.
  const words = `case $2 in serve) set -- "$@" --port 0 ;; esac; shift; exec "${process.execPath}" "${program.file}" "$@"`;
  await writeFile(join(bin, 'npx'), `#!/bin/sh\n${words}\n`);
  await chmod(join(bin, 'npx'), 0o755);
}, 60_000);

afterAll(async () => {
  await program.remove();
  await place.close();
});

describe('the commands of the documents run', () => {
  const once = examples.filter((example) => !isServer(example));

  test('among them those of runs, outputs and the contract', () => {
    expect(once.map(({ code }) => code).join()).toMatch(/runs start.*runs rerun.*outputs get.*contract/s);
  });

  test.each(once)('$name', { timeout: 120_000 }, async ({ code }) => {
    const { status, output } = await runScript(`set -e\n${filledIn(code, place)}`);
    // Reads alone are a partial check, and say so by their exit code.
    const isPartial = code.includes('contract') && !code.includes('--allow-create');
    expect(status, output).toBe(isPartial ? 4 : 0);
    expect(output).not.toContain(place.token);
  });

  test.each(examples.filter((example) => isServer(example) && !isAirflow(example)))(
    '$name, until it listens',
    { timeout: 60_000 },
    async ({ code, name }) => {
      const dataDir = join(place.folder, name.replaceAll(/\W/g, '-'));
      // Not below a shell, which Ctrl-C would end too.
      const own = (
        code.includes('--data-dir')
          ? code.replace(/(?<=--data-dir )\S+/, dataDir)
          : code.replace(' serve', ` serve --data-dir ${dataDir}`)
      ).replace(command, `exec ${command}`);
      const { status, output } = await runScript(own, (text) => text.includes('http://127.0.0.1:'));
      expect(status, output).toBe(0);
    },
  );

  // `npm run test:airflow` starts both and holds the server beside them to the contract.
  test.skip.each(examples.filter(isAirflow))('$name, which needs an Airflow and S3', () => {});
});

/** Runs a script as a reader would, or interrupts it once it has printed enough. */
function runScript(script: string, isEnough?: (output: string) => boolean) {
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    LABCAS_API_URL: place.baseUrl,
    LABCAS_API_TOKEN: place.token,
  };
  // A process group, so that Ctrl-C reaches what the script has started.
  const child = spawn('sh', ['-c', script], { cwd: place.folder, env, detached: true });
  let output = '';
  const read = (text: string) => {
    const before = isEnough?.(output);
    output += text;
    if (!before && isEnough?.(output) && child.pid) process.kill(-child.pid, 'SIGINT');
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', read);
  return new Promise<{ status: number | null; output: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}
