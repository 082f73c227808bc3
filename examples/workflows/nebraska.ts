import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawMask, drawOutlines } from './nebraska/draw.js';
import { findNuclei } from './nebraska/nuclei.js';
import { decodePicture, encodePicture } from './nebraska/picture.js';
import { formatTiles, measureTiles } from './nebraska/tiles.js';
import { runTask, type Task } from './shared/task.js';

interface Parameters {
  /** The edge of a tile, in pixels. */
  tile_size: number;
  csv: boolean;
}

await runTask(analyse);

/** Finds the nuclei in every PNG of the data selection and writes a mask, an overlay and a table for each. */
async function analyse({ inputDir, outputDir, parameters }: Task<Parameters>): Promise<void> {
  const names = await listImages(inputDir);
  console.log(
    `${names.length === 1 ? '1 image' : `${names.length} images`}, tiles of ${parameters.tile_size} pixels`,
  );
  for (const name of names) {
    const picture = await readImage(join(inputDir, name), name);
    const found = findNuclei(picture);
    const tiles = measureTiles(picture, found, parameters.tile_size);
    const target = join(outputDir, stemOf(name));
    await writeFile(`${target}_bw.png`, encodePicture(drawMask(found.mask), 'grey'));
    await writeFile(`${target}_ov.png`, encodePicture(drawOutlines(picture, found.mask), 'colour'));
    if (parameters.csv) await writeFile(`${target}.csv`, formatTiles(tiles));
    const stained = tiles.reduce((sum, tile) => sum + tile.stained, 0) / (picture.width * picture.height);
    console.log(
      `${name}: ${picture.width} x ${picture.height} pixels, ${tiles.length} tiles, ` +
        `nuclei: ${found.nuclei.length}, stained: ${(100 * stained).toFixed(1)} %`,
    );
  }
  console.log('Done.');
}

async function listImages(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => /\.png$/i.test(name));
  if (names.length === 0) throw new Error('The data selection holds no PNG image.');
  const stems = new Set(names.map(stemOf));
  if (stems.size < names.length)
    throw new Error('Two images of the data selection differ in the case of ".png" only.');
  return names.sort();
}

async function readImage(path: string, name: string) {
  try {
    return decodePicture(await readFile(path));
  } catch (error) {
    throw new Error(`The image ${name} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function stemOf(name: string): string {
  return name.slice(0, -'.png'.length);
}
