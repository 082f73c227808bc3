import { randomBytes } from 'node:crypto';

/** Whether a name can be one level of a path of the API; others are as if they were not there. */
export function isName(name: string): boolean {
  return (
    name !== '' && name !== '.' && name !== '..' && !/[/\\\p{Cc}\p{Cs}]/u.test(name) && !temporary.test(name)
  );
}

/** The name of a file that is being written; never listed, so that half a file is never seen. */
export function temporaryName(): string {
  return `.labcas-${randomBytes(16).toString('hex')}.tmp`;
}

const temporary = /^\.labcas-[0-9a-f]{32}\.tmp$/;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a name on disk; `undefined` when the API cannot speak of it. */
export function readName(bytes: Uint8Array): string | undefined {
  try {
    const name = decoder.decode(bytes);
    return isName(name) ? name : undefined;
  } catch {
    return undefined;
  }
}
