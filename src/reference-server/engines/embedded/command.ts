import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, delimiter, isAbsolute, join, resolve } from 'node:path';

/** The words of a command, the first one the path of an existing program. */
export type Command = readonly [string, ...string[]];

/**
 * Finds what a catalogue's command means here: `node` is the Node that runs the server, words that begin with
 * `./` or `../` are paths from `folder`, and other programs are looked for in `path`. A sentence for people
 * when there is no such program.
 */
export async function resolveCommand(
  words: Command,
  folder: string,
  path: string,
): Promise<Command | string> {
  const [name, ...args] = words;
  const located = args.map((word) => locate(word, folder));
  if (name === 'node') return [process.execPath, ...located];
  const program = locate(name, folder);
  const candidates = program.includes('/')
    ? [program]
    : path.split(delimiter).map((entry) => join(entry || '.', program));
  const shown = isAbsolute(name) ? basename(name) : name;
  let refused = false;
  for (const candidate of candidates) {
    if (!(await isFile(candidate))) continue;
    if (await isExecutable(candidate)) return [candidate, ...located];
    refused = true;
  }
  return refused ? `The command "${shown}" may not be executed.` : `The command "${shown}" was not found.`;
}

const locate = (word: string, folder: string): string =>
  /^\.\.?\//.test(word) ? resolve(folder, word) : word;

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
