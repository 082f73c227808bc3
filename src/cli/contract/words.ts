import type { CaseResult } from '../../../test/contract/index.js';

const flagsOfOptions: Readonly<Record<string, string>> = {
  baseUrl: '--base-url',
  jwtSecret: '--jwt-secret-file',
  allowCreate: '--allow-create',
  allowChange: '--allow-change',
  expectFeatures: '--expect-features',
  hostile: '--hostile',
  origin: '--origin',
  seed: '--seed',
  path: '--path',
  fuzz: '--fuzz',
  runTimeout: '--run-timeout',
};

/** The suite speaks of the options of `runContract`, at the beginning or in brackets; here people have flags. */
export function inFlags(text: string): string {
  return text.replace(/(?<=^|\()[a-zA-Z]+(?=[ )])/g, (word) => flagsOfOptions[word] ?? word);
}

/** A result with a reason in the words of the command line. */
export function withFlags(result: CaseResult): CaseResult {
  return result.reason === undefined ? result : { ...result, reason: inFlags(result.reason) };
}
