import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

/** A server in a process of its own, which can be killed at any time. */
export interface ServerProcess {
  pid: number;
  /** What the engine answers; rejects with its error, or when the server dies first. */
  ask<T>(question: object): Promise<T>;
  /** Ends it at once, without a chance to do anything more. */
  kill(): Promise<void>;
  /** Ends it in its own way. */
  stop(): Promise<void>;
}

const bundle = join(tmpdir(), `labcas-engine-server-${process.pid}.cjs`);

/** Bundles the server; to be done once, before any is started. */
export async function buildServer(): Promise<void> {
  const entryPoints = ['test/reference-server/engines/embedded/server.ts'];
  await build({
    entryPoints,
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
}

/** Removes what `buildServer` made. */
export async function removeServer(): Promise<void> {
  await rm(bundle, { force: true });
}

/** Starts a server, by way of another command if `wrapper` names one, and waits until it is ready. */
export async function startServer(
  dataDir: string,
  catalog: string,
  wrapper: string[] = [],
): Promise<ServerProcess> {
  const [command = '', ...args] = [...wrapper, process.execPath, bundle, dataDir, catalog];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {});
  const answers = await listen(child, createInterface({ input: child.stdout }));
  const exited = once(child, 'exit');
  let number = 0;
  return {
    pid: child.pid ?? 0,
    ask<T>(question: object) {
      number += 1;
      const own = number;
      child.stdin.write(`${JSON.stringify({ number: own, ...question })}\n`);
      return new Promise<T>((resolve, reject) => {
        answers.set(own, ({ value, error }) =>
          error === undefined ? resolve(value as T) : reject(new ServerError(error)),
        );
        exited.then(() => reject(new Error('The server died.')));
      });
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}

interface Refusal {
  kind: string;
  message: string;
}

interface Answer {
  number?: number;
  ready?: boolean;
  value?: unknown;
  error?: Refusal;
}

/** An error of the engine, from the other process. */
export class ServerError extends Error {
  readonly kind: string;

  constructor({ kind, message }: Refusal) {
    super(message);
    this.kind = kind;
  }
}

async function listen(child: ChildProcess, lines: ReturnType<typeof createInterface>) {
  const answers = new Map<number, (answer: Answer) => void>();
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The server ended before it was ready.')));
    lines.on('line', (line) => {
      const answer: Answer = JSON.parse(line);
      if (answer.ready) resolve();
      else if (answer.number !== undefined) answers.get(answer.number)?.(answer);
      else if (answer.error !== undefined) reject(new ServerError(answer.error));
    });
  });
  return answers;
}
