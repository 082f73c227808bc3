import { fileChanged, type Part } from './download-part.js';
import type { OutputFile } from './models.js';

/** What tells one version of a file from another, so that none is put together of two. */
export interface Version {
  /** Takes a part that belongs to the same version as those before; the size of the whole, null when not known. */
  accept(part: Part): number | null;
  /** The same for the file as it is listed later. */
  acceptListed(file: OutputFile): void;
  /** Whether it was seen to be stored compressed. */
  isEncoded(): boolean;
}

/** The version of a file as listed, of which the caller has the first bytes already where `isBegun`. */
export function createVersion({ path, size, last_modified }: OutputFile, isBegun: boolean): Version {
  const listed = secondsOf(last_modified);
  const known: { size: number | null; tag: string | null; modified: number | null } = {
    size,
    tag: null,
    // A file that is newer than its listing can be had as well, but not its second half alone.
    modified: isBegun ? listed : null,
  };
  let encoded = false;

  const same = <T>(what: string, before: T | null, now: T | null): T | null => {
    if (before === null || now === null || before === now) return before ?? now;
    throw fileChanged(`${path} is not what it was: its ${what} is ${now} instead of ${before}.`);
  };

  return {
    accept(part) {
      if (isBegun && listed !== null && known.tag === null && part.modified === null) {
        throw fileChanged(`The server does not say whether ${path} is still what it was.`);
      }
      encoded ||= part.isEncoded;
      known.size = encoded ? null : same('size', known.size, part.size);
      known.tag = same('version', known.tag, part.tag);
      known.modified = same('time', known.modified, part.modified);
      return known.size;
    },
    acceptListed(file) {
      if (!encoded) same('size', known.size, file.size);
      same('time', listed, secondsOf(file.last_modified));
    },
    isEncoded: () => encoded,
  };
}

/** Answers of HTTP have their times in whole seconds. */
function secondsOf(time: string | null): number | null {
  const seconds = Math.floor(Date.parse(time ?? '') / 1000);
  return Number.isNaN(seconds) ? null : seconds;
}
