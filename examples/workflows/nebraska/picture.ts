import { read, write } from 'pngjs/lib/png-sync.js';

/** Colours of 0 to 255, three a pixel, row by row. */
export interface Picture {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/** More than a tile of any slide scanner; decoding takes memory in proportion. */
const mostPixels = 64_000_000;

/** Decodes a PNG; what shines through is taken for white. Throws when it is none, or is damaged. */
export function decodePicture(bytes: Buffer): Picture {
  // Every PNG begins with its signature and a chunk that says how large it is.
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error('it is not a PNG');
  if (bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > mostPixels) {
    throw new Error(`it has more than ${mostPixels} pixels`);
  }
  const { width, height, data } = read(bytes);
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const alpha = (data[4 * at + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      rgb[3 * at + channel] = Math.round((data[4 * at + channel] ?? 0) * alpha + 255 * (1 - alpha));
    }
  }
  return { width, height, rgb };
}

/** Encodes a picture as a PNG, in grey or in colour. */
export function encodePicture({ width, height, rgb }: Picture, form: 'grey' | 'colour'): Buffer {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < width * height; at += 1) {
    data.set(rgb.subarray(3 * at, 3 * at + 3), 4 * at);
  }
  return write({ width, height, data }, { colorType: form === 'grey' ? 0 : 2 });
}

/** Whether no pixel has a colour. */
export function isGrey({ rgb }: Picture): boolean {
  for (let at = 0; at < rgb.length; at += 3) {
    if (rgb[at] !== rgb[at + 1] || rgb[at] !== rgb[at + 2]) return false;
  }
  return true;
}
