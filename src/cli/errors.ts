/** What the program ends with. */
export const exitCodes = {
  done: 0,
  failed: 1,
  /** The command line, the environment or a configuration file is wrong. */
  usage: 2,
  /** The server cannot be reached. */
  unreachable: 3,
  /** Nothing failed, but parts of the core were not tried. */
  partial: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with a message for people, and with what they can do about it. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = exitCodes.failed, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** A mistake in the command line or the environment. */
export function usageError(message: string): CliError {
  return new CliError(message, exitCodes.usage);
}
