import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  deriveKey,
  readForeignSecret,
  readOrCreateSecret,
  readSecret,
} from '../../src/reference-server/secret.js';
import { StartError } from '../../src/reference-server/start-error.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labcas-secret-'));
  file = join(folder, 'secret');
});

afterEach(() => rm(folder, { recursive: true }));

const write = async (text: string, mode: number) => {
  await writeFile(file, text);
  await chmod(file, mode);
};

describe("the server's own secret", () => {
  it('is made once, for its owner alone', async () => {
    const secret = await readOrCreateSecret(file);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readOrCreateSecret(file)).toBe(secret);
    expect(await readSecret(file)).toBe(secret);
  });

  it('is another one in each directory', async () => {
    expect(await readOrCreateSecret(file)).not.toBe(await readOrCreateSecret(`${file}2`));
  });

  it.each([0o640, 0o604, 0o660, 0o777])('is refused when others can read it: %o', async (mode) => {
    await write('a'.repeat(43), mode);
    await expect(readOrCreateSecret(file)).rejects.toThrow(`chmod 600 ${file}`);
    await expect(readSecret(file)).rejects.toThrow(StartError);
  });

  it.each(['', '\n', 'short', 'a'.repeat(5000)])('is refused when it cannot be one', async (text) => {
    await write(text, 0o600);
    await expect(readOrCreateSecret(file)).rejects.toThrow(StartError);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('is not read through a link, nor from a folder', async () => {
    await symlink('/etc/hostname', file);
    await expect(readOrCreateSecret(file)).rejects.toThrow(StartError);
    await rm(file);
    await mkdir(file);
    await expect(readOrCreateSecret(file)).rejects.toThrow(StartError);
  });

  it('cannot be made where there is no folder', async () => {
    await expect(readOrCreateSecret(join(folder, 'none', 'secret'))).rejects.toThrow('cannot be written');
  });

  it('is not made by who only reads it', async () => {
    await expect(readSecret(file)).rejects.toThrow('when the server first starts');
  });
});

describe('a secret from elsewhere', () => {
  it('may be short and readable by others', async () => {
    await write('development-secret\n', 0o644);
    expect(await readForeignSecret(file)).toBe('development-secret');
  });

  it('must be there, and hold something', async () => {
    await expect(readForeignSecret(file)).rejects.toThrow(StartError);
    await write(' \n', 0o600);
    await expect(readForeignSecret(file)).rejects.toThrow('is empty');
  });
});

describe('a derived key', () => {
  it('depends on the secret and the purpose', () => {
    const keys = [deriveKey('a', 'x'), deriveKey('a', 'y'), deriveKey('b', 'x')].map((key) =>
      Buffer.from(key).toString('hex'),
    );
    expect(new Set(keys).size).toBe(3);
    expect(deriveKey('a', 'x')).toEqual(deriveKey('a', 'x'));
    expect(deriveKey('a', 'x')).toHaveLength(32);
  });
});
