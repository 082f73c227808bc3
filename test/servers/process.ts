import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Where what the tests need is installed, once. */
export const cacheFolder = join(import.meta.dirname, '../../.cache');

/** Why a server cannot be had here and what to set, for the line that says what was skipped. */
export class ServerMissing extends Error {
  override readonly name = 'ServerMissing';
}

export interface Service {
  /** Ends the whole process group and waits for it. */
  stop(): Promise<void>;
}

/** Starts a program in a process group of its own, its output in a file. */
export async function startService(
  command: string,
  args: string[],
  env: Record<string, string>,
  log: string,
): Promise<Service> {
  const file = await open(log, 'a');
  const child = spawn(command, args, { env, detached: true, stdio: ['ignore', file.fd, file.fd] });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  await file.close();
  const forget = remember(child.pid);
  return {
    async stop() {
      await stop(child, ended);
      forget();
    },
  };
}

/** Where services that run are noted, so that none outlives tests that are interrupted. */
export const servicesVariable = 'LABCAS_TEST_SERVICES';

function remember(pid: number | undefined): () => void {
  const folder = process.env[servicesVariable];
  if (folder === undefined || pid === undefined) return () => undefined;
  const note = join(folder, String(pid));
  writeFileSync(note, '');
  return () => rmSync(note, { force: true });
}

/** Ends the services that tests have left running. */
export function endRemembered(folder: string): void {
  for (const pid of readdirSync(folder)) {
    try {
      process.kill(-Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, name);
    } catch {
      // The group has gone already.
    }
  };
  signal('SIGTERM');
  const grace = new AbortController();
  await Promise.race([ended, delay(5_000, undefined, { signal: grace.signal }).catch(() => undefined)]);
  grace.abort();
  signal('SIGKILL');
  await ended;
}

/** Runs a program to its end; its output is in the error when it fails. */
export async function runProgram(
  command: string,
  args: string[],
  env: Record<string, string>,
): Promise<string> {
  const { stdout } = await run(command, args, { env, timeout: 300_000, maxBuffer: 1 << 26 });
  return stdout;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Asks until the answer is true; what it throws counts as not yet. */
export async function until(what: string, seconds: number, ask: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await ask().catch(() => false)) return;
    await delay(500);
  }
  throw new Error(`${what} was not ready after ${seconds} s`);
}
