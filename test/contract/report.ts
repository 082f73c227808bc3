import type { OperationId } from '../../src/generated/operations.js';
import { version } from '../../src/generated/version.js';
import type { Effect, Level } from './case.js';
import type { CaseClass } from './classes.js';
import type { Cleanup } from './cleanup.js';
import type { CoverageCell } from './coverage.js';
import type { Unchecked } from './unchecked.js';

/** `partial`: nothing failed, but a core case was not tried. */
export type Verdict = 'pass' | 'fail' | 'partial';

export type Outcome = 'pass' | 'fail' | 'skip';

/** One thing that is not as the contract says. */
export interface Finding {
  /** What it is about. */
  kind: FindingKind;
  expected: string;
  actual: string;
  /** Where openapi.yml says so, as a JSON Pointer. */
  pointer?: string;
  /** What was sent, where the input was generated. */
  generated?: GeneratedInput;
}

/** The smallest generated input that shows a failure; the options `only`, `seed` and `path` try it again. */
export interface GeneratedInput {
  /** What is generated in it, or what is wrong with it: `page_size is "1001"`. */
  sent: string;
  seed: number;
  /** Where it is among the examples of its case. */
  path: string;
}

export type FindingKind =
  | 'status'
  | 'header'
  | 'media-type'
  | 'schema'
  | 'problem'
  | 'cors'
  | 'leak'
  | 'html'
  | 'semantics'
  | 'connection';

/** A request and its answer, without tokens and signed links. */
export interface ReportedExchange {
  operation: OperationId | null;
  request: { method: string; url: string; headers: Record<string, string>; body?: string };
  /** Null when no answer came. */
  response: { status: number; headers: Record<string, string>; body?: string } | null;
  ms: number;
}

/** A finding with what shows it. */
export interface ReportedFinding extends Finding {
  /** The place of the request that it is about among those of the failure; null when it is about none. */
  exchange: number | null;
  /** Repeats that request; names the variable that holds the token. Null when its body is too long for a line. */
  curl: string | null;
}

/** Why a case failed. */
export interface CaseFailure {
  /** Of the first finding. */
  expected: string;
  actual: string;
  findings: ReportedFinding[];
  /** The last requests of the case, and those that findings are about. */
  exchanges: ReportedExchange[];
}

/** What became of one case. */
export interface CaseResult {
  id: string;
  operation: OperationId | 'unrouted';
  level: Level;
  feature?: string;
  effect: Effect;
  class: CaseClass;
  sentence: string;
  /** Where openapi.yml says so, as a JSON Pointer. */
  pointer: string;
  outcome: Outcome;
  /** Why it was skipped. */
  reason?: string;
  ms: number;
  failure?: CaseFailure;
  /** Of a case that did not fail, when the options ask for them. */
  exchanges?: ReportedExchange[];
}

/** What became of the suite. */
export interface Report {
  verdict: Verdict;
  /** The highest level of which every case passed; null when there is none. */
  level: Level | null;
  suite: { name: string; version: string; contract: string };
  baseUrl: string;
  /** ISO 8601 instant in UTC. */
  startedAt: string;
  ms: number;
  /** Where generated inputs began. */
  seed: number;
  requests: number;
  counts: Record<Outcome, number>;
  /** The features that the deployment offers. */
  features: string[];
  /** Every documented answer, and how often it was met. */
  coverage: CoverageCell[];
  /** What became of what the suite made on the server. */
  cleanup: Cleanup;
  cases: CaseResult[];
  /** What nothing was held against, because the document leaves it open. */
  unchecked: Unchecked[];
}

/** Names the suite in reports and to servers. */
export const suite = { name: 'labcas-workflow-api contract', version } as const;
