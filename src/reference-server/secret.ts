import { hkdfSync, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { StartError } from './start-error.js';
import { codeOf, reasonOf } from './system-error.js';

/** Shorter ones can be guessed from a single token. */
const leastCharacters = 32;
const mostBytes = 4096;

/** Reads the secret of a server from its file, and makes one when there is none. A `StartError` says what is wrong. */
export async function readOrCreateSecret(path: string): Promise<string> {
  const existing = await readIfPresent(path);
  if (existing !== undefined) return existing;
  const secret = randomBytes(32).toString('base64url');
  try {
    await writeFileAtomic(path, `${secret}\n`, { mode: 0o600 });
  } catch (cause) {
    throw new StartError(`The secret cannot be written to ${path}: ${reasonOf(cause)}.`, { cause });
  }
  return secret;
}

/** Reads the secret of a server that has started before, as whoever signs tokens for it does. */
export async function readSecret(path: string): Promise<string> {
  const secret = await readIfPresent(path);
  if (secret !== undefined) return secret;
  throw new StartError(`There is no secret at ${path} yet. It is made when the server first starts.`);
}

/**
 * Reads the secret by which somebody else signs tokens. How it is kept is their business: what platforms mount
 * is often readable by all in the container, and LabCAS has short ones.
 */
export async function readForeignSecret(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new StartError(`The secret ${path} cannot be read: ${reasonOf(cause)}.`, { cause });
  });
  if (text.trim() === '') throw new StartError(`The secret ${path} is empty.`);
  return text.trim();
}

/** A key of its own for one purpose, from which neither the secret nor other keys can be told. */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `labcas-workflow-api ${purpose}`, 32));
}

async function readIfPresent(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    // Neither a pipe nor another's file behind a link is a secret of ours.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return await readPrivate(file, path);
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw new StartError(`The secret ${path} cannot be read: ${reasonOf(cause)}.`, { cause });
  } finally {
    await file?.close();
  }
}

async function readPrivate(file: FileHandle, path: string): Promise<string> {
  const stats = await file.stat();
  if (!stats.isFile() || stats.size > mostBytes)
    throw new StartError(`${path} is not a file that holds a secret.`);
  // Windows has no such bits.
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
    throw new StartError(`Others can read the secret ${path}. Replace it, or run: chmod 600 ${path}`);
  }
  const secret = (await file.readFile('utf8')).trim();
  if (secret.length >= leastCharacters) return secret;
  throw new StartError(`The secret ${path} is too short; remove it, and the server makes a new one.`);
}
