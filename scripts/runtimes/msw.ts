import { copyFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const msw = dirname(fileURLToPath(import.meta.resolve('msw/package.json')));

/** Gives a project Mock Service Worker, which is a peer that its user installs. */
export async function addMsw(project: string): Promise<void> {
  await symlink(msw, join(project, 'node_modules/msw'), 'dir');
}

/** Bundles the page of a project, as front ends do, and puts the worker's script beside it. */
export async function buildPage(project: string): Promise<void> {
  await addMsw(project);
  await copyFile(join(msw, 'lib/mockServiceWorker.js'), join(project, 'mockServiceWorker.js'));
  await build({
    absWorkingDir: project,
    entryPoints: ['main.js'],
    outfile: 'bundle.js',
    bundle: true,
    platform: 'browser',
    format: 'esm',
    logLevel: 'silent',
  });
}
