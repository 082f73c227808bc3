import { EngineError } from '../../engine.js';
import { reasonOf } from '../../system-error.js';

/** The error for what the system refused: `what` is a sentence without its full stop. */
export function unavailable(what: string, error: unknown): EngineError {
  return new EngineError('unavailable', `${what}: ${reasonOf(error)}.`, { cause: error });
}
