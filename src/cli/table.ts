import { line, shorten, widthOf } from './text.js';

/** A column of a table. */
export interface Column {
  title: string;
  align?: 'right';
  /** Whether its texts may be cut where the terminal is narrow; ids are never cut, because they get copied. */
  shrink?: boolean;
}

const gap = '  ';
const leastWidth = 12;

/** An aligned table for people; `width` is that of the terminal, and without it nothing is cut. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width?: number,
): string {
  const cells = rows.map((row) => columns.map((_, index) => line(row[index] ?? '')));
  const titles = columns.map(({ title }) => title);
  const all = [titles, ...cells];
  const natural = columns.map((_, index) => Math.max(...all.map((row) => widthOf(row[index] ?? ''))));
  const widths = width === undefined ? natural : fitted(columns, natural, width);
  return all.map((row) => `${formatRow(columns, widths, row)}\n`).join('');
}

/** Names and values, one pair a line; pairs without a value are left out. */
export function details(pairs: readonly (readonly [string, string | null | undefined])[]): string {
  const shown = pairs.filter((pair): pair is readonly [string, string] => pair[1] != null && pair[1] !== '');
  const width = Math.max(...shown.map(([name]) => widthOf(name)));
  return shown.map(([name, value]) => `${pad(name, width)}${gap}${line(value)}\n`).join('');
}

function formatRow(columns: readonly Column[], widths: readonly number[], row: readonly string[]): string {
  const cells = row.map((cell, index) => {
    const width = widths[index] ?? 0;
    const text = columns[index]?.shrink ? shorten(cell, width) : cell;
    return columns[index]?.align === 'right' ? pad('', width - widthOf(text)) + text : pad(text, width);
  });
  return cells.join(gap).trimEnd();
}

/** Takes what is too much from the widest column that may shrink, again and again. */
function fitted(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const gaps = gap.length * (columns.length - 1);
  for (let over = sum(widths) + gaps - width; over > 0; over--) {
    const candidates = widths.filter((each, index) => columns[index]?.shrink && each > leastWidth);
    if (candidates.length === 0) break;
    const widest = Math.max(...candidates);
    const index = widths.findIndex((each, at) => each === widest && columns[at]?.shrink);
    widths[index] = widest - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
