import { outputPrefixRule } from '../generated/rules.js';
import { ValidationError } from './errors.js';

const prefixPattern = new RegExp(outputPrefixRule.pattern, 'u');

/**
 * Fills the placeholders of a path. What a URL parser would fold away, so that another operation would be
 * reached, is refused.
 */
export function fillPath(path: string, values: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    // The one parameter that takes the rest of the path.
    name === 'prefix' ? encodePrefix(values[name]) : encodeId(name, values[name]),
  );
}

/** Checks a folder of the outputs, and takes the final `/` off. */
export function checkPrefix(prefix: unknown): string {
  if (prefix === '' || prefix === '/') return '';
  if (
    typeof prefix !== 'string' ||
    [...prefix].length > outputPrefixRule.maxLength ||
    !prefixPattern.test(prefix)
  ) {
    throw new ValidationError(
      'invalid-prefix',
      'A prefix names folders between single slashes, without a slash in front and without "." and "..".',
      { errors: [{ detail: 'is no folder of the outputs', parameter: 'prefix' }] },
    );
  }
  return prefix.replace(/\/$/, '');
}

function encodePrefix(value: unknown): string {
  return checkPrefix(value).split('/').map(encodeURIComponent).join('/');
}

function encodeId(parameter: string, value: unknown): string {
  // Lone surrogates cannot be encoded.
  if (typeof value === 'string' && !/^\.{0,2}$|\p{Surrogate}/u.test(value)) return encodeURIComponent(value);
  throw new ValidationError('invalid-id', `${parameter} must be a name, not empty, "." or "..".`, {
    errors: [{ detail: 'is no id', parameter }],
  });
}
