import { type Rule, rules } from '../generated/rules.js';
import { type ErrorItem, ValidationError } from './errors.js';
import type { OutputMetadata } from './models.js';

/** Checks metadata by the rules of the API, so that nothing wrong is sent. */
export function checkMetadata(files: OutputMetadata): void {
  const items = [...checkSize(Object.keys(files), '', 1), ...Object.entries(files).flatMap(checkFile)];
  if (items.length === 0) return;
  const first = items[0];
  throw new ValidationError('invalid-metadata', `${first?.pointer} ${first?.detail}`, { errors: items });
}

function checkFile([name, properties]: [string, Record<string, string>]): ErrorItem[] {
  const pointer = `/files/${escapePointer(name)}`;
  return [
    ...check(name, rules.MetadataFileName, pointer, 'is no file name that can have metadata'),
    ...checkSize(Object.keys(properties), `${pointer}/properties`, 0),
    ...Object.entries(properties).flatMap(([key, value]) => {
      const at = `${pointer}/properties/${escapePointer(key)}`;
      return [
        ...check(
          key,
          rules.MetadataKey,
          at,
          'is no name for a property: no "=", ":", "#", ";", "[" or blank ends',
        ),
        ...check(value, rules.MetadataValue, at, 'must be text without blanks at the ends of its lines'),
      ];
    }),
  ];
}

function checkSize(names: string[], pointer: string, least: number): ErrorItem[] {
  const most = rules.MetadataProperties.maxProperties;
  if (names.length >= least && names.length <= most) return [];
  return [{ detail: `must have ${least} to ${most} entries`, pointer: pointer || '/files' }];
}

function check(text: unknown, rule: Rule, pointer: string, detail: string): ErrorItem[] {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern = '' } = rule;
  const fits =
    typeof text === 'string' &&
    text.length >= minLength &&
    text.length <= maxLength &&
    new RegExp(pattern, 'u').test(text);
  return fits ? [] : [{ detail, pointer }];
}

/** As JSON Pointers write it. */
function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
