import { type Command, InvalidArgumentError } from 'commander';
import type { CreateTarget } from '../../../test/contract/index.js';
import { collect, wholeNumber } from '../arguments.js';

/** The options of `contract`. */
export interface ContractFlags {
  config?: string;
  baseUrl?: string;
  tokenFile?: string;
  secondTokenFile?: string;
  jwtSecretFile?: string;
  allowCreate?: [CreateTarget, ...CreateTarget[]];
  allowChange?: true;
  hostile?: true;
  only?: string[];
  features?: string[];
  expectFeatures?: string[];
  origin?: string;
  concurrency?: number;
  rate?: number;
  timeout?: number;
  runTimeout?: number;
  replay?: string;
  dryRun?: true;
  seed?: number;
  path?: string;
  fuzz?: number;
  ledger?: string;
  sweep?: string;
  knownFailures?: string;
  writeKnownFailures?: string;
  json?: string;
  junit?: string;
  html?: string;
  hideNames?: true;
  keepExchanges?: true;
  verbose?: true;
}

/** Adds the options of `contract` to it. */
export function withContractFlags(command: Command): Command {
  return command
    .option(
      '--config <file>',
      'what is pinned for this API: identities, parameters, known failures (docs/contract.md)',
    )
    .option('--base-url <url>', 'address of the API, with its stage (default: LABCAS_API_URL)')
    .option('--token-file <file>', "a user's token (default: LABCAS_API_TOKEN)")
    .option('--second-token-file <file>', "another user's token (default: LABCAS_API_SECOND_TOKEN)")
    .option('--jwt-secret-file <file>', 'the secret that signs tokens, to forge some; on this machine only')
    .option(
      '--allow-create <workflow@selection>',
      'start runs of this workflow over this selection; again for others, which requests that are to be refused name',
      toTarget,
    )
    .option('--allow-change', 'cancel its own runs, and write metadata beside their outputs')
    .option('--hostile', 'send what an attacker would send, to other machines too')
    .option('--only <id>', 'only this case, or those of this operation; may be given again', collect)
    .option('--replay <file>', 'repeat the cases that failed in this JSON report, in the same way')
    .option(
      '--seed <number>',
      'where generated inputs begin; the same in each run when not given',
      wholeNumber(0, 2 ** 31 - 1),
    )
    .option('--path <path>', 'with --only and --seed: the one generated input that a failure names')
    .option(
      '--fuzz <seconds>',
      'go on with generated inputs for so long, once every case was tried',
      wholeNumber(1, 86_400),
    )
    .option('--dry-run', 'list the requests that would be sent, and send only the reads that this takes')
    .option('--features <names>', 'what the API offers, separated by commas, instead of asking it', names)
    .option('--expect-features <names>', 'fail when the API does not offer one of these', names)
    .option('--origin <origin>', 'an origin whose pages the API lets call')
    .option('--concurrency <number>', 'cases at a time', wholeNumber(1, 64))
    .option('--rate <number>', 'requests a second', wholeNumber(1, 10_000))
    .option('--timeout <seconds>', 'for one request (default: 30)', wholeNumber(1, 600))
    .option(
      '--run-timeout <seconds>',
      'until a run of the suite must have ended (default: 120)',
      wholeNumber(1, 86_400),
    )
    .option(
      '--ledger <file>',
      'keep here what the suite makes (default: a file in this folder, removed at the end)',
    )
    .option('--sweep <ledger>', 'finish the clean-up of a suite that was interrupted, and nothing else')
    .option('--known-failures <file>', 'failures that are put up with until a day')
    .option('--write-known-failures <file>', 'write what fails now as a first list of known failures')
    .option('--json <file>', 'write the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML')
    .option('--html <file>', 'write the report as a page')
    .option(
      '--keep-exchanges',
      'keep the requests and answers of every case in reports, not only of failures',
    )
    .option('--hide-names', 'hide the names of users and files in reports')
    .option('--verbose', 'list every case, not only those that failed');
}

function toTarget(
  text: string,
  previous?: [CreateTarget, ...CreateTarget[]],
): [CreateTarget, ...CreateTarget[]] {
  const at = text.indexOf('@');
  const [workflow, selection] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || selection === '') {
    throw new InvalidArgumentError('It must have the form WORKFLOW@SELECTION, such as rehearsal@colon/fhl2.');
  }
  const target = { workflow, selection };
  return previous === undefined ? [target] : [...previous, target];
}

function names(text: string): string[] {
  const all = text.split(',').map((name) => name.trim());
  if (all.every((name) => /^[a-z][a-z-]*$/.test(name))) return all;
  throw new InvalidArgumentError('It must be names separated by commas, such as cancel,tasks.');
}
