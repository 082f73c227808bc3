import type { Nuclei } from './nuclei.js';
import type { Picture } from './picture.js';
import type { Mask } from './plane.js';
import { brightnessOf } from './stain.js';

/** What was found in one tile; those at the right and the lower edge may be smaller. */
export interface Tile {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Those whose middle lies in the tile. */
  nuclei: number;
  /** Of those, in pixels; 0 when there are none. */
  meanArea: number;
  /** Pixels of nuclei. */
  stained: number;
  stainedFraction: number;
  /** The brightness, of 0 to 255. */
  meanIntensity: number;
}

/** Measures a picture tile by tile, row by row. */
export function measureTiles(picture: Picture, { mask, nuclei }: Nuclei, size: number): Tile[] {
  const brightness = brightnessOf(picture).values;
  return cut(picture, size).map((box) => {
    const { x, y, width, height } = box;
    const inside = nuclei.filter(
      (nucleus) => nucleus.x >= x && nucleus.x < x + width && nucleus.y >= y && nucleus.y < y + height,
    );
    const stained = sumOver(mask, mask.values, box);
    const pixels = width * height;
    return {
      ...box,
      nuclei: inside.length,
      meanArea: inside.reduce((sum, { area }) => sum + area, 0) / Math.max(1, inside.length),
      stained,
      stainedFraction: stained / pixels,
      meanIntensity: sumOver(picture, brightness, box) / pixels,
    };
  });
}

/** The tiles as comma-separated values, with a heading. */
export function formatTiles(tiles: readonly Tile[]): string {
  const heading = 'x,y,width,height,nuclei,mean_area_px,stained_px,stained_fraction,mean_intensity';
  const rows = tiles.map((tile) =>
    [
      ...[tile.x, tile.y, tile.width, tile.height, tile.nuclei, tile.meanArea.toFixed(1)],
      ...[tile.stained, tile.stainedFraction.toFixed(4), tile.meanIntensity.toFixed(1)],
    ].join(','),
  );
  return `${[heading, ...rows].join('\n')}\n`;
}

type Box = Pick<Tile, 'x' | 'y' | 'width' | 'height'>;

function cut({ width, height }: Picture, size: number): Box[] {
  const boxes: Box[] = [];
  for (let y = 0; y < height; y += size) {
    for (let x = 0; x < width; x += size) {
      boxes.push({ x, y, width: Math.min(size, width - x), height: Math.min(size, height - y) });
    }
  }
  return boxes;
}

function sumOver({ width }: Picture | Mask, values: ArrayLike<number>, box: Box): number {
  let sum = 0;
  for (let y = box.y; y < box.y + box.height; y += 1) {
    for (let x = box.x; x < box.x + box.width; x += 1) sum += values[y * width + x] ?? 0;
  }
  return sum;
}
