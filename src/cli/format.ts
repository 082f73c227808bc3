/** An instant for people: `2026-11-23 19:12:03`, in UTC; a dash when there is none. */
export function instant(iso: string | null): string {
  if (iso === null) return '-';
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toISOString().slice(0, 19).replace('T', ' ');
}

/** The time between two instants: `4 s`, `3 min 5 s`, `2 h 10 min`; up to now when it has not ended. */
export function duration(from: string | null, to: string | null, now = new Date()): string {
  if (from === null) return '-';
  const milliseconds = (to === null ? now : new Date(to)).getTime() - new Date(from).getTime();
  if (Number.isNaN(milliseconds)) return '-';
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A number of bytes: `512 B`, `2.0 kB`, `31 MB`; a dash when not known. */
export function bytes(count: number | null): string {
  if (count === null) return '-';
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A value for a line of text: strings as they are, anything else as JSON. */
export function value(something: unknown): string {
  return typeof something === 'string' ? something : (JSON.stringify(something) ?? '');
}

/** Properties or parameters on one line: `Organ=Colon, Stain=DAB`. */
export function pairs(record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .map(([name, each]) => `${name}=${value(each)}`)
    .join(', ');
}
