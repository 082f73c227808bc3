import { Presets, SingleBar } from 'cli-progress';
import { bytes } from '../format.js';
import type { Terminal } from '../io.js';
import { line, shorten } from '../text.js';

/** Shows how far a download is. */
export interface Progress {
  /** A file begins, of which so many bytes are done. */
  file(name: string): void;
  /** So many bytes of the file are here. */
  received(count: number): void;
  /** The file is here, or was here before. */
  done(size: number): void;
  stop(): void;
}

/** Columns that the bar, numbers and times take at most, beside the name. */
const fixedColumns = 68;

/** Shows progress on a terminal; says nothing where there is none. */
export function createProgress(files: number, total: number, terminal: Terminal | undefined): Progress {
  if (terminal === undefined) return { file() {}, received() {}, done() {}, stop() {} };
  const room = terminal.columns - fixedColumns;
  const bar = new SingleBar(options(terminal), Presets.shades_classic);
  let before = 0;
  let finished = 0;
  let current = '';
  let name = '';
  const show = (now: number) =>
    bar.update(Math.min(now, total), { count: `${finished}/${files}`, amount: amount(now, total), name });
  bar.start(total, 0, { count: `0/${files}`, amount: amount(0, total), name });
  return {
    file(path) {
      current = line(path);
      name = room < 8 ? '' : shorten(current, room);
      show(before);
    },
    received: (count) => show(before + count),
    done(size) {
      before += size;
      finished += 1;
      show(before);
    },
    stop: () => bar.stop(),
  };
}

function options(stream: NodeJS.WritableStream) {
  return {
    stream,
    format: '{bar} {percentage}% {count} {amount} {eta_formatted} left  {name}',
    barsize: 20,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 50,
    // The program itself ends in order when it is interrupted.
    gracefulExit: false,
  };
}

function amount(now: number, total: number): string {
  return `${bytes(now)} of ${bytes(total)}`;
}
