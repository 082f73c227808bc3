import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import type {
  CaseResult,
  ContractEvent,
  ContractOptions,
  CreateTarget,
  Report,
} from '../../../test/contract/index.js';
import { collect, wholeNumber } from '../arguments.js';
import { CliError, type ExitCode, exitCodes, usageError } from '../errors.js';
import { readOptionFile } from '../files.js';
import type { Io } from '../io.js';
import { line } from '../text.js';
import { findToken } from '../token-source.js';

interface Flags {
  baseUrl?: string;
  tokenFile?: string;
  secondTokenFile?: string;
  jwtSecretFile?: string;
  allowCreate?: string | true;
  allowChange?: true;
  only?: string[];
  origin?: string;
  hostile?: true;
  concurrency?: number;
  rate?: number;
  json?: string;
  junit?: string;
  verbose?: true;
}

/** `contract`: tries the contract on a deployed API. */
export function addContract(program: Command, io: Io, end: (code: ExitCode) => void): void {
  program
    .command('contract')
    .description('check a deployed API against openapi.yml; sends reads only, starts nothing, unless allowed')
    .option('--base-url <url>', 'address of the API, with its stage (default: LABCAS_API_URL)')
    .option('--token-file <file>', "a user's token (default: LABCAS_API_TOKEN)")
    .option('--second-token-file <file>', "another user's token (default: LABCAS_API_SECOND_TOKEN)")
    .option('--jwt-secret-file <file>', 'the secret that signs tokens, to forge some; on this machine only')
    .option(
      '--allow-create [workflow@selection]',
      'start runs of this workflow (default: rehearsal) over this selection',
    )
    .option('--allow-change', 'cancel its own runs, and write metadata beside their outputs')
    .option('--only <id>', 'only this case, or those of this operation; may be given again', collect)
    .option('--origin <origin>', 'an origin whose pages the API lets call')
    .option('--hostile', 'send what an attacker would send, to other machines too')
    .option('--concurrency <number>', 'cases at a time', wholeNumber(1, 64))
    .option('--rate <number>', 'requests a second', wholeNumber(1, 10_000))
    .option('--json <file>', 'write the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML')
    .option('--verbose', 'list every case, not only those that failed')
    .addHelpText('after', notes)
    .action(async (flags: Flags) => {
      for (const file of [flags.json, flags.junit]) await checkWritable(file);
      end(await check(await readOptions(flags, io), flags, io));
    });
}

const notes = `
Exit codes: 0 every case passed, 1 a case failed, 2 wrong usage or configuration, 3 the API cannot be reached,
4 nothing failed, but parts of the core were not tried.

Examples:
  $ labcas-workflow-api contract --base-url https://host/dev --junit report.xml
  $ labcas-workflow-api contract --base-url https://host/dev --allow-create rehearsal@colon/fhl2 --allow-change`;

async function readOptions(flags: Flags, io: Io): Promise<ContractOptions> {
  const baseUrl = flags.baseUrl ?? io.env.LABCAS_API_URL ?? '';
  if (baseUrl === '') throw usageError('Which API? Give --base-url, such as https://host/dev.');
  const { env } = io;
  const first = await findToken({
    variable: 'LABCAS_API_TOKEN',
    option: '--token-file',
    file: flags.tokenFile,
    env,
  });
  if (first === undefined)
    throw usageError('There is no token: set LABCAS_API_TOKEN, or give --token-file FILE.');
  const second = await findToken({
    variable: 'LABCAS_API_SECOND_TOKEN',
    option: '--second-token-file',
    file: flags.secondTokenFile,
    env,
  });
  const { jwtSecretFile, only, origin, concurrency, rate } = flags;
  return {
    baseUrl,
    tokens: { first, ...(second && { second }) },
    ...(jwtSecretFile && { jwtSecret: (await readOptionFile('--jwt-secret-file', jwtSecretFile)).trim() }),
    ...(flags.allowCreate && { allowCreate: createTarget(flags.allowCreate) }),
    ...(flags.allowChange && { allowChange: true }),
    ...(flags.hostile && { hostile: true }),
    ...(only && { only }),
    ...(origin && { origin }),
    ...(concurrency && { concurrency }),
    ...(rate && { rate }),
    onEvent: progress(io),
    signal: io.signal,
  };
}

function createTarget(text: string | true): true | CreateTarget {
  if (text === true) return true;
  const at = text.indexOf('@');
  if (at < 0) return { workflow: text };
  const [workflow, selection] = [text.slice(0, at), text.slice(at + 1)];
  if (workflow !== '' && selection !== '') return { workflow, selection };
  throw usageError(`--allow-create ${text}: it must have the form WORKFLOW@SELECTION.`);
}

async function check(options: ContractOptions, flags: Flags, io: Io): Promise<ExitCode> {
  const { runContract, formatText, formatJson, formatJUnit } = await import(
    '../../../test/contract/index.js'
  );
  io.signal.addEventListener('abort', () => io.say(stopping), { once: true });
  const { cases, ...rest } = await runContract(options).catch((error: unknown) => {
    throw translate(error, options) ?? error;
  });
  const report: Report = { ...rest, cases: cases.map(withFlags) };
  io.out(
    formatText(report, {
      verbose: flags.verbose === true,
      color: io.columns !== undefined && !io.env.NO_COLOR,
    }),
  );
  if (flags.json !== undefined) await writeFile(flags.json, formatJson(report));
  if (flags.junit !== undefined) await writeFile(flags.junit, formatJUnit(report));
  return io.signal.aborted ? exitCodes.interrupted : codes[report.verdict];
}

const stopping = 'Stopping: the cases under way are finished first; interrupt again to end at once.';

const codes: Readonly<Record<Report['verdict'], ExitCode>> = {
  pass: exitCodes.done,
  fail: exitCodes.failed,
  partial: exitCodes.partial,
};

function translate(error: unknown, { baseUrl }: ContractOptions): CliError | undefined {
  if (!(error instanceof Error)) return undefined;
  const message = line(inFlags(error.message));
  if (error.name === 'UnreachableError') {
    return new CliError(`${line(baseUrl)} cannot be reached: ${message}`, exitCodes.unreachable);
  }
  return error.name === 'ContractOptionsError' ? usageError(message) : undefined;
}

const flagsOfOptions: Readonly<Record<string, string>> = {
  baseUrl: '--base-url',
  jwtSecret: '--jwt-secret-file',
  allowCreate: '--allow-create',
  allowChange: '--allow-change',
  hostile: '--hostile',
  origin: '--origin',
};

/** The suite speaks of the options of `runContract`, at the beginning or in brackets; here people have flags. */
function inFlags(text: string): string {
  return text.replace(/(?<=^|\()[a-zA-Z]+(?=[ )])/g, (word) => flagsOfOptions[word] ?? word);
}

function withFlags(result: CaseResult): CaseResult {
  return result.reason === undefined ? result : { ...result, reason: inFlags(result.reason) };
}

/** Failures as they are found, and a count now and then, so that a slow suite is seen to go on. */
function progress(io: Io): (event: ContractEvent) => void {
  let told = Date.now();
  return (event) => {
    if (event.type === 'start') return io.say(`Trying ${event.total} cases on ${line(event.baseUrl)} ...`);
    const { done, total, result } = event;
    if (result.outcome === 'fail') io.say(`fail ${result.id}`);
    if (Date.now() - told < 2000) return;
    told = Date.now();
    io.say(`${done} of ${total} cases tried`);
  };
}

async function checkWritable(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  await access(dirname(file), constants.W_OK).catch(() => {
    throw usageError(`${file} cannot be written: its folder is missing or not writable.`);
  });
}
