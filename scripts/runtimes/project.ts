import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execute } from './command.js';
import type { Consumer } from './consumer.js';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'test/runtimes/fixtures');

/** Packs the package as it would be published and installs that; the path of the `node_modules` with it. */
export async function installPackage(folder: string): Promise<string> {
  const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse(await execute('npm', words, { cwd: root })) as { filename: string }[];
  if (packed === undefined) throw new Error('npm pack made no package.');
  const consumer = join(folder, 'consumer');
  await mkdir(consumer);
  await writeFile(join(consumer, 'package.json'), '{ "private": true }\n');
  const tarball = join(folder, packed.filename);
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
  await execute('npm', ['install', tarball, ...quiet], { cwd: consumer, timeout: 120_000 });
  return join(consumer, 'node_modules');
}

/** A project of its own for a consumer: its fixture, what the fixtures share, and the installed package. */
export async function makeProject(
  folder: string,
  { name, fixture }: Consumer,
  modules: string,
): Promise<string> {
  const project = join(folder, 'projects', name.replaceAll(/\W+/g, '-'));
  await cp(join(fixtures, fixture), project, { recursive: true });
  await cp(join(fixtures, 'shared'), join(project, 'shared'), { recursive: true });
  await cp(modules, join(project, 'node_modules'), { recursive: true });
  return project;
}
