import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundle, bundle } from '../../../scripts/lambda/bundle.js';
import { type Invoke, limited } from './invoke.js';

/** The functions of the zip, each loaded when it is asked first. */
export interface ZipFunctions {
  invoke: Invoke;
  /** What they have printed. */
  printed(): string;
  close(): Promise<void>;
}

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

// CommonJS, as the zip is.
const host = `
  process.on('message', async ({ id, name, event }) => {
    try {
      process.send({ id, result: await require('./' + name + '.js').lambda_handler(event) });
    } catch (error) {
      process.send({ id, error: String(error) });
    }
  });
`;

/** Lays out in a folder what the zip holds, as version 9.8.7. */
export async function unpackZip(folder: string): Promise<Bundle> {
  const built = await bundle('cjs');
  const manifest = JSON.stringify({ name: 'labcas-workflow-api', version: '9.8.7', type: 'commonjs' });
  for (const [name, text] of Object.entries({ ...built.files, 'package.json': manifest }))
    await writeFile(join(folder, name), text);
  return built;
}

/** Runs what `npm run build:lambda` zips in a process that has nothing else installed and no other environment. */
export async function startZip(environment: Readonly<Record<string, string>>): Promise<ZipFunctions> {
  const folder = await mkdtemp(join(tmpdir(), 'lambda-zip-'));
  await unpackZip(folder);
  await writeFile(join(folder, 'host.js'), host);
  const child = fork(join(folder, 'host.js'), { cwd: folder, env: environment, silent: true, execArgv: [] });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => printed.push(String(text)));
  const waiting = new Map<number, (answer: Answer) => void>();
  child.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer));
  const ended = once(child, 'exit');
  void ended.then(() => {
    for (const [id, answer] of waiting) answer({ id, error: `the functions ended: ${printed.join('')}` });
  });
  let last = 0;
  return {
    invoke: limited(async (name, event) => {
      last += 1;
      const id = last;
      const answer = await new Promise<Answer>((resolve) => {
        waiting.set(id, resolve);
        child.send({ id, name, event });
      });
      waiting.delete(id);
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.result;
    }),
    printed: () => printed.join(''),
    async close() {
      if (child.connected) child.disconnect();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
