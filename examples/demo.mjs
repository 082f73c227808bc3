// The main job on real input: starts the reference server with its embedded engine on a free port, and uses it
// through the published client. Ends with exit code 1 when anything is not as it should be.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'labcas-workflow-api';
import { downloadToFile } from 'labcas-workflow-api/node';
import { signToken } from 'labcas-workflow-api/server';
import { readSecret, serve } from 'labcas-workflow-api/server/node';

const selection = 'colon/fhl2';
const tileSize = 128;
// The repository has the whole micrograph and the package a part of it: this holds for both.
const pixelsPerNucleus = 1300;
const metadata = { Organ: 'Colon', Protocol: 'FHL2 by immunohistochemistry' };

const dataDir = await mkdtemp(join(tmpdir(), 'labcas-demo-data-'));
// Kept, so that you can look at the pictures.
const outputDir = await mkdtemp(join(tmpdir(), 'labcas-demo-output-'));
const log = { info() {}, warn: console.error, error: console.error };
const server = await serve({ dataDir, port: 0, log });
try {
  const secret = await readSecret(server.paths.secret);
  const token = await signToken(secret, { user: 'thomas' });
  const client = createClient({ baseUrl: server.url, token, polling: { least: 200 } });
  say(`The reference server listens at ${server.url}`);
  await look(client);
  const run = await analyse(client);
  const files = await download(client, run);
  const counts = await check(files);
  await annotate(client, run);
  say(
    `Done: ${files.size} files, ${counts.tiles} tiles, ${counts.nuclei} nuclei. Look at them in ${outputDir}`,
  );
} catch (error) {
  console.error(`The demo failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function look(client) {
  const selections = await client.dataSelections.list().toArray();
  say(`${selections.length} data selections:`);
  for (const { id, description, workflows } of selections) {
    console.log(`  ${id}: ${description} (${workflows.join(', ')})`);
  }
  const workflows = await client.workflows.list().toArray();
  say(`${workflows.length} workflows:`);
  for (const { id } of workflows) {
    const { description, parameters } = await client.workflows.get(id);
    const names = Object.keys(parameters);
    console.log(`  ${id}: ${description}${names.length > 0 ? `; takes ${names.join(', ')}` : ''}`);
  }
  assert.ok(selections.find(({ id }) => id === selection)?.workflows.includes('nebraska'));
}

async function analyse(client) {
  const run = await client.runs.create('nebraska', { selection, params: { tile_size: tileSize } });
  say(`Started run ${run.run_id} of nebraska over ${selection}, tiles of ${tileSize} pixels`);
  const [last] = await Promise.all([followStatus(client, run), followLog(client, run)]);
  assert.equal(last.status, 'success', last.failure?.message);
  return last;
}

async function followStatus(client, run) {
  let last = run;
  for await (const change of client.runs.watch(run, { tasks: false })) {
    last = change.run;
    console.log(`  status: ${last.status}`);
  }
  return last;
}

async function followLog(client, { workflow_id, run_id }) {
  for await (const text of client.runs.log(workflow_id, run_id, 'main', { follow: true })) {
    for (const line of text.trimEnd().split('\n')) console.log(`  log: ${line}`);
  }
}

/** The files of the run by name, as they lie on this machine. */
async function download(client, run) {
  const files = new Map();
  for await (const file of client.outputs.walk(run)) {
    const { path, size } = await downloadToFile(client, file, join(outputDir, file.name));
    assert.equal(size, file.size);
    files.set(file.name, path);
  }
  say(`Downloaded ${files.size} files: ${[...files.keys()].join(', ')}`);
  assert.deepEqual([...files.keys()].sort(), ['ihc.csv', 'ihc_bw.png', 'ihc_ov.png']);
  return files;
}

/** What the table of the tiles counts; the pictures must be as large as the micrograph, and the tiles fill it. */
async function check(files) {
  const [width, height] = await sizeOfPng(join(dataDir, 'buckets/archive/colon/fhl2/ihc.png'));
  for (const name of ['ihc_bw.png', 'ihc_ov.png']) {
    assert.deepEqual(await sizeOfPng(files.get(name)), [width, height], `the size of ${name}`);
  }
  const [heading, ...rows] = (await readFile(files.get('ihc.csv'), 'utf8')).trimEnd().split('\n');
  const column = heading.split(',').indexOf('nuclei');
  const nuclei = rows.reduce((sum, row) => sum + Number(row.split(',')[column]), 0);
  assert.equal(
    rows.length,
    Math.ceil(width / tileSize) * Math.ceil(height / tileSize),
    'the number of tiles',
  );
  assert.ok(nuclei > (width * height) / pixelsPerNucleus, `only ${nuclei} nuclei were found`);
  say(`The table counts ${nuclei} nuclei in ${rows.length} tiles, over ${width} x ${height} pixels`);
  return { tiles: rows.length, nuclei };
}

/** Every PNG begins with 16 bytes that are the same, then its width and height. */
async function sizeOfPng(path) {
  const header = await readFile(path);
  return [header.readUInt32BE(16), header.readUInt32BE(20)];
}

async function annotate(client, run) {
  await client.outputs.annotate(run, { 'ihc.csv': metadata });
  const entries = await client.outputs.list(run).toArray();
  const { properties } = entries.find(({ name }) => name === 'ihc.csv');
  assert.deepEqual(properties, metadata);
  const texts = Object.entries(properties).map(([name, value]) => `${name} = ${value}`);
  say(`Wrote metadata beside ihc.csv and read it back: ${texts.join(', ')}`);
}

function say(text) {
  console.log(`- ${text}`);
}
