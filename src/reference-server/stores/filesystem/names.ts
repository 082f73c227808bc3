import { randomBytes } from 'node:crypto';
import { isName } from '../names.js';

/** The name of a file that is being written; never listed, so that half a file is never seen. */
export function temporaryName(): string {
  return `.labcas-${randomBytes(16).toString('hex')}.tmp`;
}

const temporary = /^\.labcas-[0-9a-f]{32}\.tmp$/;

/** Whether a file or folder of this name is one of the API's. */
export function isVisible(name: string): boolean {
  return isName(name) && !temporary.test(name);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a name on disk; `undefined` when the API cannot speak of it. */
export function readName(bytes: Uint8Array): string | undefined {
  try {
    const name = decoder.decode(bytes);
    return isVisible(name) ? name : undefined;
  } catch {
    return undefined;
  }
}
