import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCatalog } from '../../../../src/reference-server/engines/embedded/catalog.js';
import type { EmbeddedEngine } from '../../../../src/reference-server/engines/embedded.js';
import { untilEnded } from '../suite.js';
import { createWorkshop, type Workshop } from './fixture.js';

let workshop: Workshop;
let engine: EmbeddedEngine;
let input: string;
beforeEach(async () => {
  workshop = await createWorkshop();
  input = join(workshop.dataDir, 'buckets', 'archive', 'colon');
  engine = await workshop.open({}, { catalog: await readCatalog('examples/catalog.yaml') });
});
afterEach(() => workshop.close());

async function run(workflowId: string, parameters: Record<string, unknown> = {}) {
  const request = workshop.request(workflowId, parameters);
  await engine.createRun(request);
  const ended = await untilEnded(engine, request);
  const log = (await engine.getTaskLog({ ...request, taskId: 'main' }))?.text ?? '';
  return { ended, log, output: workshop.outputOf(request) };
}

describe('The example workflow nebraska', () => {
  test('finds the nuclei of a real section and writes a mask, an overlay and a table', async () => {
    await cp('examples/data/ihc.png', join(input, 'ihc.png'));
    const { ended, log, output } = await run('nebraska');
    expect(ended).toMatchObject({ status: 'success' });
    expect((await readdir(output)).sort()).toEqual(['ihc.csv', 'ihc_bw.png', 'ihc_ov.png']);
    const rows = await readTable(join(output, 'ihc.csv'));
    expect(rows).toHaveLength(64);
    expect(sum(rows, 'width', 'height')).toBe(512 * 512);
    const mask = PNG.sync.read(await readFile(join(output, 'ihc_bw.png')));
    const white = mask.data.filter((value, at) => at % 4 === 0 && value === 255).length;
    expect(sum(rows, 'stained_px')).toBe(white);
    expect(mask.data.filter((value, at) => at % 4 === 0 && value !== 0 && value !== 255)).toHaveLength(0);
    const nuclei = sum(rows, 'nuclei');
    expect(nuclei).toBeGreaterThan(150);
    expect(nuclei).toBeLessThan(400);
    expect(log).toContain(`ihc.png: 512 x 512 pixels, 64 tiles, nuclei: ${nuclei}, stained: `);
    expect(await blueness(join(output, 'ihc_bw.png'))).toBeGreaterThan(20);
    const overlay = PNG.sync.read(await readFile(join(output, 'ihc_ov.png')));
    expect([overlay.width, overlay.height]).toEqual([512, 512]);
  });

  test('finds the one cell of a grey image, and cuts the tiles at its edges', async () => {
    await cp('examples/data/cell.png', join(input, 'cell.png'));
    const { output } = await run('nebraska', { tile_size: 256 });
    const rows = await readTable(join(output, 'cell.csv'));
    expect(rows.map(({ width, height }) => `${width}x${height}`)).toEqual([
      ...['256x256', '256x256', '38x256'],
      ...['256x256', '256x256', '38x256'],
      ...['256x148', '256x148', '38x148'],
    ]);
    expect(rows.map(({ nuclei }) => nuclei)).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0]);
    // The cell is a disc of about 125 pixels across.
    expect(rows[4]?.mean_area_px).toBeGreaterThan(10_000);
    expect(rows[4]?.mean_area_px).toBeLessThan(14_000);
  });

  test('finds the nuclei in the parts of the images that the package has', async () => {
    await cp('examples/data/parts/ihc.png', join(input, 'ihc.png'));
    await cp('examples/data/parts/cell.png', join(input, 'cell.png'));
    const { output } = await run('nebraska');
    const section = await readTable(join(output, 'ihc.csv'));
    expect(sum(section, 'width', 'height')).toBe(144 * 192);
    expect(sum(section, 'nuclei')).toBeGreaterThan(20);
    expect(sum(section, 'nuclei')).toBeLessThan(40);
    expect(sum(await readTable(join(output, 'cell.csv')), 'nuclei')).toBe(1);
  });

  test('writes no table when none is wanted, and takes every image', async () => {
    await cp('examples/data/cell.png', join(input, 'a.png'));
    await writeFile(join(input, 'b.PNG'), plainPng(3, 2));
    await writeFile(join(input, 'notes.txt'), 'no image');
    await mkdir(join(input, 'folder.png'));
    const { ended, output } = await run('nebraska', { csv: false });
    expect(ended.status).toBe('success');
    expect((await readdir(output)).sort()).toEqual(['a_bw.png', 'a_ov.png', 'b_bw.png', 'b_ov.png']);
  });

  test.each([
    ['holds no image', {}, 'The data selection holds no PNG image.\n'],
    ['holds text', { 'x.png': Buffer.from('text') }, 'The image x.png cannot be read: it is not a PNG\n'],
    [
      'holds half an image',
      { 'x.png': plainPng(300, 300).subarray(0, 60) },
      /^The image x.png cannot be read: /m,
    ],
    [
      'holds a bomb',
      { 'x.png': bomb() },
      'The image x.png cannot be read: it has more than 64000000 pixels\n',
    ],
  ])('says what is wrong when the data selection %s', async (_, files, expected) => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(input, name), content);
    const { ended, log } = await run('nebraska');
    expect(ended.failure).toEqual({ code: 'exit', message: 'The command ended with exit code 1.' });
    expect(log).toEqual(
      typeof expected === 'string' ? expect.stringContaining(expected) : expect.stringMatching(expected),
    );
    expect(log).not.toContain('    at ');
  });
});

describe('The example workflow rehearsal', () => {
  test('succeeds, and writes files with names that are easily got wrong', async () => {
    const { ended, log, output } = await run('rehearsal', { message: 'Grüße' });
    expect(ended.status).toBe('success');
    const names = await readdir(output, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(files.sort()).toEqual(['Größe & <b>Länge.txt', 'message.txt', 'notes.txt', 'numbers.csv']);
    expect(await readFile(join(output, 'message.txt'), 'utf8')).toBe('Grüße\n');
    expect(log).toMatch(/^The rehearsal begins.\nGrüße\nWrote message.txt\n[\s\S]*The rehearsal ends.\n$/);
  });

  test('fails and takes its time when asked to', async () => {
    const { ended, log } = await run('rehearsal', { outcome: 'failure', seconds: 1.2 });
    expect(ended.failure).toEqual({ code: 'exit', message: 'The command ended with exit code 1.' });
    expect(log).toContain('1.2 s to go\n');
    expect(log).toMatch(/The rehearsal fails, as it was asked to.\n$/);
  });
});

describe('The example workflow inventory', () => {
  test('lists every file of a selection with its size and checksum', async () => {
    await mkdir(join(input, 'deeper'));
    await writeFile(join(input, 'deeper', 'a, b.txt'), 'hello');
    await writeFile(join(input, 'empty.txt'), '');
    const { ended, output } = await run('inventory');
    expect(ended.status).toBe('success');
    const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(await readFile(join(output, 'inventory.csv'), 'utf8')).toBe(
      `path,bytes,sha256\n"deeper/a, b.txt",5,${hello}\nempty.txt,0,${nothing}\n`,
    );
  });
});

async function readTable(path: string): Promise<Record<string, number>[]> {
  const [heading = '', ...lines] = (await readFile(path, 'utf8')).trim().split('\n');
  const names = heading.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, at) => [names[at], Number(cell)])),
  );
}

function sum(rows: readonly Record<string, number>[], ...names: string[]): number {
  return rows.reduce(
    (total, row) => total + names.reduce((product, name) => product * (row[name] ?? 0), 1),
    0,
  );
}

/** How much bluer the picture is where the mask is white than where it is black. */
async function blueness(maskPath: string): Promise<number> {
  const [mask, picture] = [
    PNG.sync.read(await readFile(maskPath)).data,
    PNG.sync.read(await readFile('examples/data/ihc.png')).data,
  ];
  const totals = [0, 0];
  const counts = [0, 0];
  for (let at = 0; at < mask.length; at += 4) {
    const part = mask[at] === 255 ? 1 : 0;
    totals[part] = (totals[part] ?? 0) + (picture[at + 2] ?? 0) - (picture[at] ?? 0);
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return (totals[1] ?? 0) / (counts[1] ?? 1) - (totals[0] ?? 0) / (counts[0] ?? 1);
}

function plainPng(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  png.data.fill(200);
  return PNG.sync.write(png);
}

/** A small file that says that it is a large picture. */
function bomb(): Buffer {
  const bytes = plainPng(1, 1);
  bytes.writeUInt32BE(100_000, 16);
  bytes.writeUInt32BE(100_000, 20);
  return bytes;
}
