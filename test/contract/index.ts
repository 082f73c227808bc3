export { type ContractTest, contractCases, type TestContext } from './as-tests.js';
export type { Effect, Level } from './case.js';
export type { CaseClass } from './classes.js';
export type { Cleanup } from './cleanup.js';
export type { CoverageCell } from './coverage.js';
export { ContractOptionsError, UnreachableError } from './errors.js';
export { type KnownFailure, toKnownFailures } from './known.js';
export type { LedgerEntry } from './ledger.js';
export {
  type ContractEvent,
  type ContractFetch,
  type ContractOptions,
  type ContractTokens,
  type CreateTarget,
  isLocal,
  type TokenSource,
  type WireInfo,
} from './options.js';
export type {
  CaseFailure,
  CaseResult,
  Finding,
  FindingKind,
  GeneratedInput,
  Outcome,
  Report,
  ReportedExchange,
  ReportedFinding,
  Verdict,
} from './report.js';
export { describeCleanup, isEnded } from './reports/cleanup.js';
export { formatHtml } from './reports/html.js';
export { formatJson } from './reports/json.js';
export { formatJUnit } from './reports/junit.js';
export { formatText, type TextOptions } from './reports/text.js';
export { runContract } from './runner.js';
export { sweepLedger } from './sweep.js';
export type { Unchecked } from './unchecked.js';
