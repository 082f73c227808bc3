import type { Exchange, Unanswered } from './exchange.js';
import type { Finding, FindingKind, GeneratedInput } from './report.js';

/** The options make no sense or are not safe; nothing was sent. */
export class ContractOptionsError extends Error {
  override readonly name = 'ContractOptionsError';
}

/** The server cannot be reached at all, so that there is nothing to report. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** A case found the server to be wrong. */
export class ContractFailure extends Error {
  override readonly name = 'ContractFailure';
  readonly finding: Finding;
  /** The exchange that shows it, by its place among those of the case; the last when not given. */
  readonly exchange: Exchange | Unanswered | undefined;

  constructor(
    kind: FindingKind,
    expected: string,
    found: string | undefined,
    exchange?: Exchange | Unanswered,
  ) {
    // What JSON cannot say is undefined, whatever the types of the language say.
    const actual = found ?? 'nothing';
    super(`expected ${expected}, found ${actual}`);
    this.finding = { kind, expected, actual };
    this.exchange = exchange;
  }

  /** The same failure, which came of a generated input. */
  with(generated: GeneratedInput): ContractFailure {
    const { kind, expected, actual } = this.finding;
    const failure = new ContractFailure(kind, expected, actual, this.exchange);
    failure.finding.generated = generated;
    return failure;
  }
}

/** A case cannot be tried here, for the reason in the message. */
export class SkipCase extends Error {
  override readonly name = 'SkipCase';
}

/** A case was about to send what it may not send: a mistake of the suite, not of the server. */
export class UnsafeRequestError extends Error {
  override readonly name = 'UnsafeRequestError';
}

/** What a case needs could not be had; the cause is the failure or the lack of an answer that stood in the way. */
export class PreparationError extends Error {
  override readonly name = 'PreparationError';

  constructor(cause: ContractFailure | UnreachableError) {
    super(cause.message, { cause });
  }
}
