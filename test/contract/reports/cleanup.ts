import type { Cleanup } from '../cleanup.js';

/** What became of what the suite made, for people; runs that have ended are only counted unless all are wanted. */
export function describeCleanup({ cancelled, restored, remains }: Cleanup, all: boolean): string[] {
  const ended = remains.filter(isEnded);
  const counted =
    ended.length === 0
      ? []
      : [`${ended.length} ${ended.length === 1 ? 'run' : 'runs'} with outputs, as no operation deletes runs`];
  return [
    ...list('Cancelled', cancelled),
    ...list('Put back', restored),
    ...list('Remains', [...remains.filter((text) => !isEnded(text)), ...(all ? ended : counted)]),
  ];
}

/** Whether this is a run that has ended, which stays because nothing can take it away. */
export function isEnded(remains: string): boolean {
  return remains.endsWith('no operation deletes runs');
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${title}:`, ...items.map((text) => `  ${text}`)];
}
