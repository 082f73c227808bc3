import type { Picture } from './picture.js';
import type { Plane } from './plane.js';

type Vector = readonly [number, number, number];

/** How strongly red, green and blue light are absorbed by each stain, as A. Ruifrok and D. Johnston measured it. */
const hematoxylin = unit([0.65, 0.704, 0.286]);
const dab = unit([0.269, 0.568, 0.778]);
const rest = unit(cross(hematoxylin, dab));

/** What the optical densities are multiplied by to give the amount of hematoxylin, whatever the other stain does. */
const hematoxylinWeights = scale(cross(dab, rest), 1 / dot(hematoxylin, cross(dab, rest)));

/** How much hematoxylin there is at each pixel, by colour deconvolution. */
export function hematoxylinOf({ width, height, rgb }: Picture): Plane {
  const values = new Float64Array(width * height);
  for (let at = 0; at < values.length; at += 1) {
    const density: Vector = [densityAt(rgb, 3 * at), densityAt(rgb, 3 * at + 1), densityAt(rgb, 3 * at + 2)];
    values[at] = Math.max(0, dot(density, hematoxylinWeights));
  }
  return { width, height, values };
}

/** The brightness of each pixel, of 0 to 255. */
export function brightnessOf({ width, height, rgb }: Picture): Plane {
  const values = new Float64Array(width * height);
  for (let at = 0; at < values.length; at += 1) {
    values[at] = 0.299 * (rgb[3 * at] ?? 0) + 0.587 * (rgb[3 * at + 1] ?? 0) + 0.114 * (rgb[3 * at + 2] ?? 0);
  }
  return { width, height, values };
}

/** Light falls off exponentially with the amount of stain; a black pixel would be infinitely dense. */
function densityAt(rgb: Uint8Array, at: number): number {
  return -Math.log10(((rgb[at] ?? 0) + 1) / 256);
}

function unit(vector: Vector): Vector {
  return scale(vector, 1 / Math.hypot(...vector));
}

function scale([a, b, c]: Vector, factor: number): Vector {
  return [a * factor, b * factor, c * factor];
}

function dot(v: Vector, w: Vector): number {
  return v[0] * w[0] + v[1] * w[1] + v[2] * w[2];
}

function cross(v: Vector, w: Vector): Vector {
  return [v[1] * w[2] - v[2] * w[1], v[2] * w[0] - v[0] * w[2], v[0] * w[1] - v[1] * w[0]];
}
