import { EngineError } from '../../engine.js';
import { isObject, type JsonObject } from '../../json.js';

/** The value as an object; what Airflow or a proxy sends instead makes no sense. */
export function objectOf(value: unknown): JsonObject {
  if (isObject(value)) return value;
  throw new EngineError('failed', 'The workflow engine gave an answer that makes no sense.');
}

export function arrayOf(value: unknown): JsonObject[] {
  if (!Array.isArray(value))
    throw new EngineError('failed', 'The workflow engine gave an answer that makes no sense.');
  return value.map(objectOf);
}

/** The id of a thing, without which an answer is not about that thing. */
export function idOf(value: unknown): string {
  const id = textOf(value);
  if (id !== null) return id;
  throw new EngineError('failed', 'The workflow engine gave an answer that makes no sense.');
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** An instant in either of Airflow's forms (`Z` or `+00:00`, up to six fractional digits) as ISO 8601 in UTC. */
export function instantOf(value: unknown): string | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
