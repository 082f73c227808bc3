import { rm } from 'node:fs/promises';
import type { ContractEvent, ContractOptions, Report } from '../../../test/contract/index.js';
import { type ExitCode, exitCodes } from '../errors.js';
import type { Io } from '../io.js';
import { ownCommand } from '../shell.js';
import { line } from '../text.js';
import type { ContractFlags } from './flags.js';
import { writeKnownFailures } from './known-file.js';
import { createLedgerFile, type LedgerFile } from './ledger-file.js';
import { writeReportFiles } from './report-files.js';
import { withFlags } from './words.js';

/** Runs the suite and reports on it. */
export async function check(options: ContractOptions, flags: ContractFlags, io: Io): Promise<ExitCode> {
  const { runContract, formatText, toKnownFailures } = await import('../../../test/contract/index.js');
  io.signal.addEventListener('abort', () => io.say(stopping), { once: true });
  const ledger = await openLedger(options, flags, io);
  const { cases, ...rest } = await runContract({
    ...options,
    onEvent: progress(io),
    ...(ledger && { onLedger: ledger.write }),
  }).finally(() => ledger?.close());
  const report: Report = { ...rest, cases: cases.map(withFlags) };
  io.out(
    formatText(report, {
      verbose: flags.verbose === true,
      color: io.columns !== undefined && !io.env.NO_COLOR,
    }),
  );
  await writeReportFiles(report, flags);
  if (flags.writeKnownFailures !== undefined) {
    await writeKnownFailures(flags.writeKnownFailures, toKnownFailures(report, inAMonth()));
  }
  // Its purpose is over: the report says what remains. One that was asked for by name stays.
  if (ledger !== undefined && flags.ledger === undefined) await rm(ledger.path, { force: true });
  return io.signal.aborted ? exitCodes.interrupted : codes[report.verdict];
}

const stopping =
  'Stopping: the cases under way are finished and what they made is cleaned up; interrupt again to end at once.';

const codes: Readonly<Record<Report['verdict'], ExitCode>> = {
  pass: exitCodes.done,
  fail: exitCodes.failed,
  partial: exitCodes.partial,
};

async function openLedger(
  { allowCreate, allowChange }: ContractOptions,
  flags: ContractFlags,
  io: Io,
): Promise<LedgerFile | undefined> {
  if (!allowCreate && !allowChange && flags.ledger === undefined) return undefined;
  const name = `contract-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}-${process.pid}.ledger`;
  const ledger = await createLedgerFile(flags.ledger ?? name);
  const command = ownCommand('contract', '--sweep', ledger.path);
  io.say(`What is made is kept in ${line(ledger.path)}; should this be killed, clean up by ${command}`);
  return ledger;
}

function inAMonth(): string {
  return new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/** Failures as they are found, and a count now and then, so that a slow suite is seen to go on. */
function progress(io: Io): (event: ContractEvent) => void {
  let told = Date.now();
  return (event) => {
    if (event.type === 'start') return io.say(`Trying ${event.total} cases on ${line(event.baseUrl)} ...`);
    if (event.type === 'fuzz') return io.say(`Generating inputs from seed ${event.seed} ...`);
    const { done, total, result } = event;
    if (result.outcome === 'fail') io.say(`fail ${result.id}`);
    if (Date.now() - told < 2000) return;
    told = Date.now();
    io.say(`${done} of ${total} cases tried`);
  };
}
