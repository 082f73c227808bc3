import { usageError } from './errors.js';
import { readOptionFile } from './files.js';

/** Where a token may come from; never from the command line, which every user of the machine can read. */
export interface TokenPlace {
  /** The name of the environment variable. */
  variable: string;
  /** The name of the option, and the file that it names. */
  option: string;
  file: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * A token from a file or the environment; undefined when there is none. A file is read again whenever a token
 * is needed, so that one that is renewed while a command runs is used.
 */
export async function findToken(place: TokenPlace): Promise<(() => Promise<string>) | undefined> {
  const { variable, option, file } = place;
  if (file !== undefined) {
    const read = async () => check(`${option} ${file}`, await readOptionFile(option, file));
    await read();
    return read;
  }
  const text = place.env[variable];
  if (text === undefined || text === '') return undefined;
  const token = check(variable, text);
  return async () => token;
}

/** A token as it is to be sent: without blanks around it, and without the scheme that headers begin with. */
function check(source: string, text: string): string {
  const token = text.trim().replace(/^bearer\s+/i, '');
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw usageError(token === '' ? `${source} is empty.` : `${source} holds something that is not one token.`);
}
