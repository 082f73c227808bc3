import { Command } from 'commander';
import { addContract } from './commands/contract.js';
import { addOutputs } from './commands/outputs.js';
import { addRuns } from './commands/runs.js';
import { addSelections } from './commands/selections.js';
import { addServe } from './commands/serve.js';
import { addToken } from './commands/token.js';
import { addWorkflows } from './commands/workflows.js';
import type { ExitCode } from './errors.js';
import type { Io } from './io.js';

/** The whole command line; `end` is told how a command ended that can end in several ways without an error. */
export function createProgram(version: string, io: Io, end: (code: ExitCode) => void): Command {
  const program = new Command('labcas-workflow-api')
    .description(
      'Runs scientific workflows over LabCAS data, serves the API that does, and checks deployments of it.',
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError('(--help says more)')
    .configureOutput({ writeOut: io.out, writeErr: (text) => io.say(text.trimEnd()) })
    .addHelpText('after', notes);
  addSelections(program, io);
  addWorkflows(program, io);
  addRuns(program, io);
  addOutputs(program, io);
  addServe(program, io);
  addToken(program, io);
  addContract(program, io, end);
  return program;
}

const notes = `
Environment:
  LABCAS_API_URL           address of the API, with its stage, such as https://host/dev
  LABCAS_API_TOKEN         your token; it is never taken from the command line, which others can read
  LABCAS_API_SECOND_TOKEN  another user's token, for contract

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 the API cannot be reached, 4 (contract)
nothing failed but parts of the core were not tried, 130 interrupted.

Examples:
  $ labcas-workflow-api serve
  $ export LABCAS_API_TOKEN=$(labcas-workflow-api token --user thomas)
  $ labcas-workflow-api runs start nebraska --selection colon/fhl2 --wait
  $ labcas-workflow-api contract --base-url https://host/dev`;
