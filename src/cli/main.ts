#!/usr/bin/env node
import { CommanderError } from 'commander';
import { findPackage } from '../reference-server/package-root.js';
import { exitCodes } from './errors.js';
import { explain } from './explain.js';
import { processIo } from './io.js';
import { createProgram } from './program.js';

await main(process.argv);

async function main(argv: readonly string[]): Promise<void> {
  endQuietlyWithReader();
  const io = processIo(interruption());
  const { version } = await findPackage();
  const program = createProgram(version, io, (code) => {
    process.exitCode = code;
  });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Its message, or the help that was asked for, has been printed.
      process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
      return;
    }
    const { text, exitCode } = explain(error);
    io.say(text.replace(/^/gm, 'error: '));
    process.exitCode = exitCode;
  }
}

/** Ends at the first interruption, so that commands can end in order; the second one kills as usual. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

/** Whoever reads the output may stop, as `head` does; 141 is what the shell reports of other programs then. */
function endQuietlyWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(141);
      throw error;
    });
  }
}
