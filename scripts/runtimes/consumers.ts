import { join } from 'node:path';
import { build } from 'esbuild';
import { installBinaries } from './binaries.js';
import { runInChromium } from './chromium.js';
import { execute } from './command.js';
import type { Consumer, Place } from './consumer.js';
import { contractConsumers } from './contract.js';
import { buildDocumentsPage } from './documents.js';
import { addMsw, buildPage } from './msw.js';

const node = process.execPath;
const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

/** Everything in which the package must work, with the binaries that it takes. */
export async function consumers(): Promise<Consumer[]> {
  const { paths, missing } = await installBinaries();
  const runtime = (name: string, fixture: string, ...words: string[]): Consumer => ({
    name: `${name}, ${fixture}`,
    fixture,
    run: async (place) => {
      const binary = paths.get(name);
      return binary === undefined ? missing : inProject(place, binary, ...words, 'main.js');
    },
  });
  return [
    ...['node 20', 'node 22', 'node 24'].flatMap((name) => [runtime(name, 'esm'), runtime(name, 'cjs')]),
    runtime('deno', 'deno', 'run', '--no-prompt', '--allow-all', '--node-modules-dir=manual', '--no-remote'),
    runtime('bun', 'bun', 'run'),
    { name: 'typescript, moduleResolution node16', fixture: 'typescript-node16', run: compileAndRun },
    { name: 'typescript, moduleResolution bundler', fixture: 'typescript-bundler', run: bundleAndRun },
    { name: 'chromium', fixture: 'browser', run: runInChromium },
    ...contractConsumers,
    {
      name: 'server without the AWS SDK',
      fixture: 'server-without-sdk',
      run: (place) => inProject(place, node, 'main.js'),
    },
    { name: 'mocks in node', fixture: 'msw', run: runMocks },
    { name: 'mocks in chromium', fixture: 'msw-browser', run: runMocksInChromium },
    { name: 'documents in chromium', fixture: 'documents', run: runDocuments },
  ];
}

async function inProject({ project, api }: Place, command: string, ...words: string[]): Promise<undefined> {
  await execute(command, words, { cwd: project, env: { API_URL: api.url, API_TOKEN: api.token } });
}

async function runMocks(place: Place): Promise<undefined> {
  await addMsw(place.project);
  await inProject(place, node, 'main.js');
  await inProject(place, node, 'main.cjs');
}

async function runMocksInChromium(place: Place): Promise<string | undefined> {
  await buildPage(place.project);
  return runInChromium(place);
}

async function runDocuments(place: Place): Promise<string | undefined> {
  await buildDocumentsPage(place);
  return runInChromium(place);
}

async function compileAndRun(place: Place): Promise<undefined> {
  await inProject(place, node, compiler, '-p', '.');
  await inProject(place, node, 'main.js');
  await inProject(place, node, 'commonjs.cjs');
}

async function bundleAndRun(place: Place): Promise<undefined> {
  await inProject(place, node, compiler, '-p', '.');
  await build({
    absWorkingDir: place.project,
    entryPoints: ['main.ts'],
    outfile: 'bundle.js',
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  await inProject(place, node, 'bundle.js');
}
