import { readFile, stat } from 'node:fs/promises';
import { type Config, ConfigError, type ConfigSource } from '../config.js';
import { parseConfig } from '../config-document.js';
import type { Log } from '../log.js';
import { codeOf, reasonOf } from '../system-error.js';

/** Far more than a configuration takes; what is longer is some other file. */
const mostBytes = 4 * 1024 * 1024;

/**
 * A configuration in a YAML file, which is read again when it changes. While the changed file is wrong, the
 * last good one holds and the log says why; as long as there was none, reading is a `ConfigError`.
 */
export function createYamlFileConfig(path: string, { log }: { log: Log }): ConfigSource {
  let good: Config | undefined;
  let seen: string | undefined;
  let updating: Promise<void> | undefined;

  async function update(): Promise<void> {
    const stamp = await stampOf(path);
    if (good !== undefined && stamp === seen) return;
    try {
      const config = parseConfig(await readText(path), path);
      if (good !== undefined) log.info('configuration read again', { file: path });
      good = config;
    } catch (error) {
      if (good === undefined || !(error instanceof ConfigError)) throw error;
      log.warn('configuration is wrong; the last good one holds', { file: path, error: error.message });
    }
    // The stamp is from before the file was read: what changed since then differs from it.
    seen = stamp;
  }

  return {
    async read() {
      updating ??= update().finally(() => {
        updating = undefined;
      });
      await updating;
      if (good === undefined) throw unreadable(path, 'nothing was read');
      return good;
    },
  };
}

/** Tells one state of a file from the next; a file that is gone is a state too. */
async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'unreadable';
  }
}

async function readText(path: string): Promise<string> {
  const { size } = await stat(path).catch((error: unknown) => Promise.reject(unreadable(path, error)));
  if (size > mostBytes) throw unreadable(path, `it is longer than ${mostBytes} bytes`);
  const bytes = await readFile(path).catch((error: unknown) => Promise.reject(unreadable(path, error)));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(path, 'it is not text in UTF-8');
  }
}

function unreadable(path: string, cause: unknown): ConfigError {
  const missing = codeOf(cause) === 'ENOENT' ? 'there is no such file' : undefined;
  const reason = typeof cause === 'string' ? cause : (missing ?? reasonOf(cause));
  return new ConfigError(path, [{ line: 1, message: `cannot be read: ${reason}` }], { cause });
}
