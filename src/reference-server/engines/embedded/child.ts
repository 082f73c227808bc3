import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Command } from './command.js';
import type { LogWriter } from './log-file.js';
import { endGroup, type RecordedProcess } from './process-group.js';
import type { ProcessTable } from './process-table.js';

/** How a command ended: by itself with a code, or by a signal. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A command that waits for its release, runs, and is ended together with all that it started. */
export interface Child {
  recorded: RecordedProcess;
  /** Lets the command begin. */
  release(): void;
  /** Ends it and all of its group; can be asked again. */
  end(): Promise<void>;
  /** Resolves once nothing of its group is left and all of its output is written down. */
  exit: Promise<Exit>;
}

/** What a child needs. */
export interface ChildOptions {
  command: Command;
  /** Nothing else is in its environment. */
  env: Readonly<Record<string, string>>;
  cwd: string;
  output: LogWriter;
  table: ProcessTable;
  /** Between TERM and KILL, in ms. */
  killGrace: number;
}

/** How long an output may stay open after the group has ended, held by a process that left it, in ms. */
const drainLimit = 2000;

/** Waits for a line before it becomes the command; when the server dies first, the end of input ends it. */
const handshake = 'read -r _ && exec "$@" </dev/null 2>&1';

/** Starts a process, the leader of a group of its own, that becomes the command when it is released. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { command, env, cwd, table } = options;
  const leader = spawn('/bin/sh', ['-c', handshake, 'sh', ...command], {
    cwd,
    env,
    detached: true,
    stdio: 'pipe',
  });
  // A command that ends at once may leave nobody to read the line.
  leader.stdin.on('error', () => {});
  leader.stderr.resume();
  const exited = exitOf(leader);
  await once(leader, 'spawn');
  const pid = leader.pid ?? 0;
  let ending: Promise<unknown> | undefined;
  const end = async () => {
    ending ??= endGroup(table, pid, options.killGrace);
    await ending;
  };
  return {
    recorded: { pid, startedAt: (await table.find(pid))?.startedAt ?? null },
    release: () => leader.stdin.end('\n'),
    end,
    exit: finish(exited, end, leader.stdout, options.output),
  };
}

async function exitOf(leader: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => leader.once('exit', (code, signal) => resolve({ code, signal })));
}

async function finish(
  exited: Promise<Exit>,
  end: () => Promise<void>,
  output: Readable,
  log: LogWriter,
): Promise<Exit> {
  const drained = drain(output, log);
  const exit = await exited;
  // A table that cannot be read, for want of file handles say, takes nothing from how the command ended.
  await end().catch(() => {});
  const timer = setTimeout(() => output.destroy(), drainLimit);
  await drained;
  clearTimeout(timer);
  return exit;
}

/** An output that is cut off ends early, with what was read of it. */
async function drain(output: Readable, log: LogWriter): Promise<void> {
  try {
    for await (const chunk of output) await log.write(chunk);
  } catch {
    // Only `destroy` above ends it so.
  }
}
