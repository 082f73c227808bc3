import { execFile } from 'node:child_process';

/** Where and how long a command runs. */
export interface CommandOptions {
  cwd?: string;
  /** Beside the variables of this process. */
  env?: Record<string, string>;
  /** Milliseconds; 60,000. */
  timeout?: number;
}

/** Runs a command to its end and returns what it printed; an error quotes it. */
export function execute(
  command: string,
  words: readonly string[],
  { cwd = process.cwd(), env = {}, timeout = 60_000 }: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, timeout, killSignal: 'SIGKILL' as const };
    execFile(command, words, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const reason = error.killed ? `took more than ${timeout} ms` : `ended with ${error.code}`;
      reject(new Error(`${command} ${words.join(' ')} ${reason}\n${stdout}${stderr}`.trimEnd()));
    });
  });
}
