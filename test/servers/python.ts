import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, ServerMissing } from './process.js';

const run = promisify(execFile);

// The pinned requirements were made for the first, and install with the second too.
const versions = ['3.11', '3.12'];

/** Makes a Python environment from a pinned requirements file once, and gives the folder of its programs. */
export async function pythonEnvironment(name: string, requirements: string): Promise<string> {
  const folder = join(cacheFolder, name);
  const stamp = join(folder, 'requirements.txt');
  const wanted = await readFile(requirements, 'utf8');
  if (!existsSync(stamp) || (await readFile(stamp, 'utf8')) !== wanted) {
    const python = await findPython();
    await rm(folder, { recursive: true, force: true });
    await mkdir(cacheFolder, { recursive: true });
    await run(python, ['-m', 'venv', folder], { timeout: 120_000 });
    await install(join(folder, 'bin/pip'), requirements);
    await writeFile(stamp, wanted);
  }
  return join(folder, 'bin');
}

async function findPython(): Promise<string> {
  const given = process.env.LABCAS_TEST_PYTHON;
  const script = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])';
  const names = given === undefined ? [...versions.map((version) => `python${version}`), 'python3'] : [given];
  for (const name of names) {
    const found = await run(name, ['-c', script]).catch(() => undefined);
    if (found !== undefined && versions.includes(found.stdout.trim())) return name;
  }
  throw new ServerMissing(
    `there is no Python ${versions.join(' or ')} with venv: set LABCAS_TEST_PYTHON to one`,
  );
}

// What pip says where no index answers; anything else that goes wrong is a mistake of ours.
const outOfReach =
  /from versions: none|NewConnectionError|ConnectTimeout|ReadTimeout|Read timed out|ProxyError|SSLError|Connection(?:Reset)?Error/;

async function install(pip: string, requirements: string): Promise<void> {
  const args = ['install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
  try {
    await run(pip, args, { timeout: 900_000, maxBuffer: 1 << 26 });
  } catch (error) {
    if (!(error instanceof Error) || !outOfReach.test(error.message)) throw error;
    throw new ServerMissing(
      'the index of Python packages is out of reach: set PIP_INDEX_URL to one that is not',
    );
  }
}
