import { isGrey, type Picture } from './picture.js';
import { blur, type Mask, otsu, type Plane } from './plane.js';
import { brightnessOf, hematoxylinOf } from './stain.js';

/** A connected region of the mask. */
export interface Nucleus {
  /** In pixels. */
  area: number;
  /** The middle. */
  x: number;
  y: number;
}

export interface Nuclei {
  mask: Mask;
  nuclei: Nucleus[];
}

/** Regions with fewer pixels are specks. */
const smallestArea = 30;

/** Finds the nuclei of a stained section, or the objects of a grey image. */
export function findNuclei(picture: Picture): Nuclei {
  const mask = isGrey(picture) ? partGrey(brightnessOf(picture)) : partStained(hematoxylinOf(picture));
  return { mask, nuclei: label(mask) };
}

/**
 * Nuclei stand out from what is around them, which parts those that lie close together, and hold a good
 * deal of the stain, which leaves out the ripples of an empty background.
 */
function partStained(stain: Plane): Mask {
  const fine = blur(stain, 1.2);
  const around = blur(stain, 12);
  const contrast = { ...fine, values: fine.values.map((value, at) => value - (around.values[at] ?? 0)) };
  const least = { contrast: otsu(contrast), stain: 0.6 * otsu(fine) };
  return maskOf(stain, (at) => valueAt(contrast, at) > least.contrast && valueAt(fine, at) > least.stain);
}

/** Whether objects are the bright or the dark part depends on the microscope: they are the smaller part. */
function partGrey(brightness: Plane): Mask {
  const fine = blur(brightness, 1.2);
  const limit = otsu(fine);
  const bright = maskOf(fine, (at) => valueAt(fine, at) > limit);
  const count = bright.values.reduce((sum, value) => sum + value, 0);
  return 2 * count <= bright.values.length ? bright : maskOf(fine, (at) => valueAt(fine, at) <= limit);
}

function valueAt({ values }: Plane, at: number): number {
  return values[at] ?? 0;
}

function maskOf({ width, height }: Plane, isObject: (at: number) => boolean): Mask {
  return {
    width,
    height,
    values: Uint8Array.from({ length: width * height }, (_, at) => Number(isObject(at))),
  };
}

/** The connected regions of a mask; specks are removed from it. */
function label(mask: Mask): Nucleus[] {
  const seen = new Uint8Array(mask.values.length);
  const nuclei: Nucleus[] = [];
  for (const [start, value] of mask.values.entries()) {
    if (value === 0 || seen[start] === 1) continue;
    const region = fill(mask, seen, start);
    if (region.length >= smallestArea) nuclei.push(measure(region, mask.width));
    else for (const at of region) mask.values[at] = 0;
  }
  return nuclei;
}

/** The pixels that are joined to `start` by their edges. */
function fill({ width, height, values }: Mask, seen: Uint8Array, start: number): number[] {
  const region = [start];
  seen[start] = 1;
  const visit = (at: number) => {
    if (values[at] !== 1 || seen[at] === 1) return;
    seen[at] = 1;
    region.push(at);
  };
  for (const at of region) {
    const x = at % width;
    if (x > 0) visit(at - 1);
    if (x < width - 1) visit(at + 1);
    if (at >= width) visit(at - width);
    if (at < width * (height - 1)) visit(at + width);
  }
  return region;
}

function measure(region: readonly number[], width: number): Nucleus {
  const area = region.length;
  const x = region.reduce((sum, at) => sum + (at % width), 0) / area;
  const y = region.reduce((sum, at) => sum + Math.floor(at / width), 0) / area;
  return { area, x, y };
}
