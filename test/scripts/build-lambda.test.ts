import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bundle, functionNames } from '../../scripts/lambda/bundle.js';
import { proxyEvent } from '../servers/gateway/event.js';
import { unpackZip } from '../servers/gateway/zip.js';

let folder: string;
let built: Bundle;

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'lambda-')), 'task');
  await mkdir(folder);
  built = await unpackZip(folder);
}, 60_000);
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

const environment = {
  STAGE: 'dev',
  S3_BUCKET_STAGING: 'labcas-staging',
  MWAA_ENV_NAME: 'labcas',
  REGION: 'us-west-2',
  JWT_SECRET_KEY_ARN: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:jwtSecret-AbC123',
};

/** What a program prints in a process of its own, as JSON, where nothing but the zip's files is installed. */
async function inLambda(program: string): Promise<unknown> {
  const env = { ...environment, PATH: process.env.PATH ?? '' };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { cwd: folder, env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

test('holds the handler of every function, by the names of the first deployment', async () => {
  const names = [
    'createrun',
    'listruns',
    'listworkflows',
    'describeworkflow',
    'browseoutputs',
    'updateoutput',
  ];
  expect(functionNames).toEqual(expect.arrayContaining([...names, 'router', 'authorizer', 'notimplemented']));
  const program = `console.log(JSON.stringify(${JSON.stringify(functionNames)}.map(
    (name) => typeof require('./' + name + '.js').lambda_handler)))`;
  expect(new Set((await inLambda(program)) as string[])).toEqual(new Set(['function']));
});

test('needs nothing that is not in it', () => {
  const imports = Object.values(built.metafile.outputs).flatMap((output) => output.imports);
  const outside = imports.filter(({ external }) => external).map(({ path }) => path.replace(/^node:/, ''));
  expect(outside.filter((name) => !builtinModules.includes(name))).toEqual([]);
});

test.each([
  ['authorizer', 1],
  ['createrun', 2],
  ['browseoutputs', 2],
  ['notimplemented', 0],
  ['router', 3],
])('%s loads %i parts of the SDK', async (name, parts) => {
  const program = `require('./${name}.js').ready.then(() => console.log(JSON.stringify(
    Object.keys(require.cache).filter((file) => /sdk-/.test(file)).length)))`;
  expect(await inLambda(program)).toBe(parts);
});

const others = functionNames.filter((name) => name !== 'authorizer');
test.each(others)('%s answers from the environment of the first deployment', async (name) => {
  const event = proxyEvent({ method: 'GET', resource: '/service-info', path: '/service-info' });
  const program = `require('./${name}.js').lambda_handler(${JSON.stringify(event)})
    .then((result) => console.log(JSON.stringify({ ...result, body: JSON.parse(result.body) })))`;
  expect(await inLambda(program)).toMatchObject({
    statusCode: 200,
    body: { version: '9.8.7', environment: 'dev' },
  });
});
