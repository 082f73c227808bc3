import { usageError } from '../errors.js';
import { readOptionFile } from '../files.js';

/** What a report says of how to repeat its failures. */
export interface Replay {
  baseUrl: string;
  only: string[];
}

/** Reads which cases failed in a JSON report; a usage error when it is none, or when nothing failed. */
export async function readReplay(path: string): Promise<Replay> {
  const report = parse(await readOptionFile('--replay', path));
  const { baseUrl, cases }: { baseUrl?: unknown; cases?: unknown } = Object(report);
  if (typeof baseUrl !== 'string' || !Array.isArray(cases)) {
    throw usageError(`--replay ${path} is no report of this suite: give what --json has written.`);
  }
  const only = cases.flatMap((item: unknown) => {
    const { id, outcome }: { id?: unknown; outcome?: unknown } = Object(item);
    return typeof id === 'string' && outcome === 'fail' ? [id] : [];
  });
  if (only.length === 0) throw usageError(`--replay ${path}: no case failed in it.`);
  return { baseUrl, only };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
