import { execFile } from 'node:child_process';
import { usageError } from '../errors.js';
import { findToken } from '../token-source.js';
import type { IdentityName, TokenPlace } from './config-file.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * A token from the place that a configuration file names; a usage error when it is not there. Asked again when
 * the token is about to expire, so that a file or a command can renew it.
 */
export async function tokenFrom(
  name: IdentityName,
  place: TokenPlace,
  env: Env,
): Promise<() => Promise<string>> {
  if ('command' in place) return () => printedBy(name, place.command, env);
  const variable = 'env' in place ? place.env : '';
  const file = 'file' in place ? place.file : undefined;
  const token = await findToken({ variable, option: `identities.${name}`, file, env });
  if (token === undefined) throw usageError(`identities.${name}: the variable ${variable} is not set.`);
  return token;
}

// Without a shell, so that nothing in the words can be taken for another command.
function printedBy(
  name: IdentityName,
  [program, ...words]: [string, ...string[]],
  env: Env,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...env }, timeout: 60_000, maxBuffer: 64 * 1024 };
    execFile(program, words, options, (error, stdout) => {
      const token = stdout.trim().replace(/^bearer\s+/i, '');
      if (error === null && /^[\x21-\x7e]+$/.test(token)) return resolve(token);
      // Not the error's own message, which holds the words, nor what was printed, which may be a token.
      const how =
        error === null ? 'printed no token' : `failed (${error.code ?? error.signal ?? 'no exit code'})`;
      reject(usageError(`identities.${name}: the command ${program} ${how}.`));
    });
  });
}
