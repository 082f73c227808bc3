import {
  metadataFileNameRule,
  metadataKeyRule,
  metadataPropertiesRule,
  metadataValueRule,
  type Rule,
} from '../generated/rules.js';
import { type ErrorItem, ValidationError } from './errors.js';
import type { OutputMetadata } from './models.js';

/** Checks metadata by the rules of the API, so that nothing wrong is sent. */
export function checkMetadata(files: OutputMetadata): void {
  const items = [
    ...checkSize(Object.keys(files), '/files', 1, 'The metadata'),
    ...Object.entries(files).flatMap(checkFile),
  ];
  const [first] = items;
  if (first !== undefined) throw new ValidationError('invalid-metadata', first.detail, { errors: items });
}

function checkFile([name, properties]: [string, Record<string, string>]): ErrorItem[] {
  const pointer = `/files/${escapePointer(name)}`;
  const file = JSON.stringify(name);
  return [
    ...check(name, metadataFileNameRule, pointer, `${file} is no name of a file that can have metadata.`),
    ...checkSize(Object.keys(properties), `${pointer}/properties`, 0, file),
    ...Object.entries(properties).flatMap(([key, value]) => {
      const at = `${pointer}/properties/${escapePointer(key)}`;
      const property = `${JSON.stringify(key)} of ${file}`;
      return [
        ...check(key, metadataKeyRule, at, `${property} is no name for a property: ${keyRule}`),
        ...check(value, metadataValueRule, at, `${property} ${valueRule}`),
      ];
    }),
  ];
}

const keyRule = 'it may hold no "=" or ":", begin with no "#", ";" or "[", and have no blanks around it.';
const valueRule = 'must be a text without blanks at the ends of its lines.';

function checkSize(names: string[], pointer: string, least: number, what: string): ErrorItem[] {
  const most = metadataPropertiesRule.maxProperties;
  if (names.length >= least && names.length <= most) return [];
  return [{ detail: `${what} must have ${least} to ${most} entries.`, pointer }];
}

function check(text: unknown, rule: Rule, pointer: string, detail: string): ErrorItem[] {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern = '' } = rule;
  // JSON Schema counts characters, not the halves of those that take two.
  const length = typeof text === 'string' ? [...text].length : -1;
  const fits =
    typeof text === 'string' &&
    length >= minLength &&
    length <= maxLength &&
    new RegExp(pattern, 'u').test(text);
  return fits ? [] : [{ detail, pointer }];
}

/** As JSON Pointers write it. */
function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
