import { expect, test } from 'vitest';
import { bytes, duration, instant } from '../../src/cli/format.js';
import { details, table } from '../../src/cli/table.js';
import { line, lines, shorten, widthOf } from '../../src/cli/text.js';

test('columns are aligned by what characters take on a terminal', () => {
  const columns = [{ title: 'ID' }, { title: 'SIZE', align: 'right' as const }, { title: 'TEXT' }];
  const rows = [
    ['結腸', '10', 'a'],
    ['b', '7', 'ümlaut'],
  ];
  expect(table(columns, rows)).toBe('ID    SIZE  TEXT\n結腸    10  a\nb        7  ümlaut\n');
});

test('a narrow terminal cuts texts and never ids', () => {
  const columns = [{ title: 'ID' }, { title: 'TEXT', shrink: true }];
  const printed = table(columns, [['an-id-of-twenty-signs', 'a text that is much too long for it']], 40);
  expect(printed.split('\n')[1]).toBe('an-id-of-twenty-signs  a text that is m…');
  expect(table(columns, [['id', 'a text that is much too long for it']], 4)).toContain('id  a text that…');
});

test('details leave out what there is not', () => {
  expect(
    details([
      ['Run', 'r1'],
      ['Failure', null],
      ['Parameters', ''],
      ['Status', 'success'],
    ]),
  ).toBe('Run     r1\nStatus  success\n');
});

test('what could move the cursor or turn the text becomes visible', () => {
  expect(line('a\u001b[2Jb\u009bc\u0000')).toBe('a\\x1b[2Jb\\x9bc\\x00');
  expect(line('a\r\nb\tc')).toBe('a b c');
  expect(line('evil\u202etxt\ud800')).toBe('evil\\u202etxt\\ud800');
  expect(lines('one\r\ntwo\tthree\u0007\rfour')).toBe('one\ntwo\tthree\\x07\\x0dfour');
});

test('a text is cut between what readers take for characters', () => {
  expect(shorten('👩‍🔬👩‍🔬👩‍🔬', 5)).toBe('👩‍🔬👩‍🔬…');
  expect(shorten('short', 5)).toBe('short');
  expect(widthOf(shorten('結腸結腸', 6))).toBeLessThanOrEqual(6);
});

test('sizes, times and lengths of time are for people', () => {
  expect([0, 999, 1000, 31_400_000, null].map(bytes)).toEqual(['0 B', '999 B', '1.0 kB', '31 MB', '-']);
  expect(bytes(999_999)).toBe('1.0 MB');
  expect(instant('2026-11-23T19:12:03.123Z')).toBe('2026-11-23 19:12:03');
  expect(instant('odd')).toBe('odd');
  expect(duration('2026-11-23T19:00:00Z', '2026-11-23T19:03:05Z')).toBe('3 min 5 s');
  expect(duration('2026-11-23T19:00:00Z', '2026-11-23T21:10:00Z')).toBe('2 h 10 min');
  expect(duration(null, null)).toBe('-');
});
