import { ValidationError } from './errors.js';
import type { Run } from './models.js';
import { checkPrefix } from './paths.js';

/** A folder of the outputs, or the run that wrote it. */
export type OutputLocation = string | Pick<Run, 'run_id' | 'output_prefix'>;

/** The prefix of a location, without the final `/`. */
export function prefixOf(location: OutputLocation): string {
  if (typeof location === 'string') return checkPrefix(location);
  if (location.output_prefix !== null) return checkPrefix(location.output_prefix);
  throw new ValidationError('invalid-prefix', `Run ${location.run_id} has no output folder that is known.`);
}
