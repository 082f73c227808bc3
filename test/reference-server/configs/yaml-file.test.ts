import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/reference-server/config.js';
import { createYamlFileConfig } from '../../../src/reference-server/configs/yaml-file.js';
import { createJsonLog } from '../../../src/reference-server/log.js';

let folder: string;
let file: string;
let lines: string[];
const log = createJsonLog((line) => lines.push(line));
const warnings = () => lines.filter((line) => line.includes('"warn"'));
const ids = async (source: ReturnType<typeof createYamlFileConfig>) => [
  ...(await source.read()).collections.keys(),
];
const config = (id: string) => `collections: {${id}: {bucket: archive, prefix: ${id}}}`;

/** As editors and deployments replace files. */
async function replace(text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labcas-config-'));
  file = join(folder, 'config.yaml');
  lines = [];
});

afterEach(() => rm(folder, { recursive: true }));

describe('a configuration file', () => {
  it('is read once as long as it stays the same', async () => {
    await replace(config('a'));
    const source = createYamlFileConfig(file, { log });
    const first = await source.read();
    expect(await source.read()).toBe(first);
  });

  it('is read again after it has changed', async () => {
    await replace(config('a'));
    const source = createYamlFileConfig(file, { log });
    expect(await ids(source)).toEqual(['a']);
    await replace(config('bc'));
    expect(await ids(source)).toEqual(['bc']);
  });

  it('holds in its last good form while it is wrong or gone, and the log says so once', async () => {
    await replace(config('a'));
    const source = createYamlFileConfig(file, { log });
    await source.read();
    await replace('collections: [nonsense]');
    expect([await ids(source), await ids(source)]).toEqual([['a'], ['a']]);
    expect(warnings()).toHaveLength(1);
    expect(warnings()[0]).toContain('config.yaml:1: ');
    await rm(file);
    expect([await ids(source), await ids(source)]).toEqual([['a'], ['a']]);
    expect(warnings()).toHaveLength(2);
    await replace(config('b'));
    expect(await ids(source)).toEqual(['b']);
  });

  it('is read once for requests that come together', async () => {
    await replace(config('a'));
    const source = createYamlFileConfig(file, { log });
    const [first, second] = await Promise.all([source.read(), source.read()]);
    expect(first).toBe(second);
  });

  it.each([
    ['missing', async () => {}, 'there is no such file'],
    ['wrong', () => replace('collections: 1'), 'expected the collections by their ids'],
    ['not UTF-8', () => writeFile(file, Buffer.from([0xff, 0xfe, 0x00])), 'not text in UTF-8'],
    ['far too long', () => replace('#'.repeat(5_000_000)), 'longer than'],
  ])('that is %s from the start is an error until it is mended', async (_title, prepare, message) => {
    await prepare();
    const source = createYamlFileConfig(file, { log });
    await expect(source.read()).rejects.toThrow(ConfigError);
    await expect(source.read()).rejects.toThrow(message);
    await replace(config('a'));
    expect(await ids(source)).toEqual(['a']);
  });

  it('that is a folder is an error', async () => {
    await expect(createYamlFileConfig(folder, { log }).read()).rejects.toThrow(
      'a folder is where a file is expected',
    );
  });
});
