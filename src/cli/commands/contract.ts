import type { Command } from 'commander';
import { check } from '../contract/check.js';
import { dryRun } from '../contract/dry-run.js';
import { type ContractFlags, withContractFlags } from '../contract/flags.js';
import { checkReportFiles } from '../contract/report-files.js';
import { readSettings } from '../contract/settings.js';
import { sweep } from '../contract/sweep.js';
import { inFlags } from '../contract/words.js';
import { CliError, type ExitCode, exitCodes, usageError } from '../errors.js';
import type { Io } from '../io.js';
import { line } from '../text.js';

/** `contract`: tries the contract on a deployed API. */
export function addContract(program: Command, io: Io, end: (code: ExitCode) => void): void {
  withContractFlags(program.command('contract'))
    .description('check a deployed API against openapi.yml; sends reads only, starts nothing, unless allowed')
    .addHelpText('after', notes)
    .action(async (flags: ContractFlags) => {
      await checkReportFiles(flags);
      const options = await readSettings(flags, io);
      const work = choose(flags)(options, flags, io);
      end(
        await work.catch((error: unknown) => {
          throw translate(error, options.baseUrl) ?? error;
        }),
      );
    });
}

const notes = `
Exit codes: 0 every case passed, 1 a case failed, 2 wrong usage or configuration, 3 the API cannot be reached,
4 nothing failed, but parts of the core were not tried.

Examples:
  $ labcas-workflow-api contract --base-url https://host/dev --junit report.xml
  $ labcas-workflow-api contract --base-url https://host/dev --allow-create rehearsal@colon/fhl2 --allow-change
  $ labcas-workflow-api contract --config contract.yml --html report.html`;

function choose({ sweep: ledger, dryRun: isDry }: ContractFlags): typeof check {
  if (ledger !== undefined) return (options, _, io) => sweep(ledger, options, io);
  return isDry ? dryRun : check;
}

function translate(error: unknown, baseUrl: string): CliError | undefined {
  if (!(error instanceof Error)) return undefined;
  const message = line(inFlags(error.message));
  if (error.name === 'UnreachableError') {
    return new CliError(`${line(baseUrl)} cannot be reached: ${message}`, exitCodes.unreachable);
  }
  return error.name === 'ContractOptionsError' ? usageError(message) : undefined;
}
