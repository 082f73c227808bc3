import type { Answers } from './answers.js';
import type { Shown } from './failure.js';
import type { Features } from './features.js';
import type { Fixtures } from './fixtures.js';
import type { Identities } from './identities.js';
import type { ContractOptions } from './options.js';
import { type Redact, reportExchange } from './redact.js';
import type { ReportedExchange } from './report.js';
import type { Scope, Send } from './sender.js';

/** What the cases of one pass share. */
export interface Tools {
  options: ContractOptions;
  send: Send;
  identities: Identities;
  features: Features;
  fixtures: Fixtures;
  /** What was found wrong with answers, whichever case asked for them. */
  answers: Answers;
  /** The ids of the cases of this pass. */
  selected: ReadonlySet<string>;
  /** Where the requests of the fixtures are noted. */
  preparations: Scope;
  /** What went wrong in the fixtures, each once. */
  mishaps: Shown[];
  /** Takes out of texts what is to be shown to nobody, as far as it is known by now. */
  redact(): Redact;
}

/** The exchanges of a scope as they may be shown. */
export function reported(
  { exchanges }: Pick<Scope, 'exchanges'>,
  { redact }: Pick<Tools, 'redact'>,
): ReportedExchange[] {
  const hide = redact();
  return exchanges.map((exchange) => reportExchange(exchange, hide));
}
