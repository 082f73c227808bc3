import type { Picture } from './picture.js';
import type { Mask } from './plane.js';

/** Green, which neither stain has. */
const outline = [0, 255, 0];

/** The mask in white on black. */
export function drawMask({ width, height, values }: Mask): Picture {
  return {
    width,
    height,
    rgb: Uint8Array.from({ length: 3 * values.length }, (_, at) => 255 * (values[Math.floor(at / 3)] ?? 0)),
  };
}

/** The picture with a line along the edge of each region of the mask. */
export function drawOutlines(picture: Picture, mask: Mask): Picture {
  const rgb = Uint8Array.from(picture.rgb);
  for (const [at, value] of mask.values.entries()) {
    if (value === 1 && isEdge(mask, at)) rgb.set(outline, 3 * at);
  }
  return { ...picture, rgb };
}

/** Where the picture ends, no region does. */
function isEdge({ width, values }: Mask, at: number): boolean {
  const x = at % width;
  const beside = [x > 0 ? values[at - 1] : 1, x < width - 1 ? values[at + 1] : 1];
  return [...beside, values[at - width], values[at + width]].includes(0);
}
