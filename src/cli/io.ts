/** What a command reads from and writes to. */
export interface Io {
  /** For the result of the command alone, so that scripts can read it. */
  out(text: string): void;
  /** For everything that is said to the user beside the result; a line break is added. */
  say(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
  /** Ends when the user interrupts. */
  signal: AbortSignal;
  /** Columns of the terminal that `out` goes to; undefined when it goes elsewhere. */
  columns: number | undefined;
  /** Where progress is shown; undefined when standard error is no terminal. */
  terminal: Terminal | undefined;
}

/** A stream that knows how wide it is shown. */
export type Terminal = NodeJS.WritableStream & Pick<NodeJS.WriteStream, 'columns'>;

/** The standard streams of this process. */
export function processIo(signal: AbortSignal): Io {
  return {
    out: (text) => void process.stdout.write(text),
    say: (text) => void process.stderr.write(`${text}\n`),
    env: process.env,
    signal,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    terminal: process.stderr.isTTY ? process.stderr : undefined,
  };
}

/** Prints a value for scripts. */
export function printJson(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value, null, 2)}\n`);
}
