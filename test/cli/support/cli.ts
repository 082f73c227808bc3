import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** How a process ended, and what it printed. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  cwd?: string;
}

/** The command line as a program of its own, bundled from the sources, so that tests need no build. */
export interface Program {
  /** Where it lies. */
  file: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  start(args: readonly string[], options?: RunOptions): Running;
  remove(): Promise<void>;
}

/** Bundles the command line. */
export async function bundleProgram(): Promise<Program> {
  // Inside the package, because the program looks for its package's folder above itself.
  const cache = join(import.meta.dirname, '../../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'cli-test-'));
  await build({
    entryPoints: [join(import.meta.dirname, '../../../src/cli/main.ts')],
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    define: { __filename: 'import.meta.url' },
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
  const file = join(folder, 'main.js');
  const start = (args: readonly string[], options: RunOptions = {}) => startProcess([file, ...args], options);
  return {
    file,
    start,
    run: (args, options) => start(args, options).ended,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A process under way. */
export interface Running {
  child: ChildProcess;
  /** Resolves with what was printed on standard output and error once it holds this. */
  printed(text: string | RegExp): Promise<string>;
  ended: Promise<Ended>;
}

function startProcess(args: readonly string[], { env = {}, cwd }: RunOptions): Running {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return {
    child,
    ended,
    async printed(text) {
      const isThere = () => (typeof text === 'string' ? stdout + stderr : stdout + stderr).search(text) >= 0;
      while (!isThere() && child.exitCode === null && child.signalCode === null) {
        await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended]);
      }
      if (isThere()) return stdout + stderr;
      throw new Error(`The process ended without printing ${text}:\n${stdout}${stderr}`);
    },
  };
}
