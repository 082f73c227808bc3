/** The part of pngjs that works at once; the whole of it has streams too. */
declare module 'pngjs/lib/png-sync.js' {
  /** Four bytes a pixel: red, green, blue and opacity. */
  interface Pixels {
    width: number;
    height: number;
    data: Buffer;
  }

  export function read(file: Buffer): Pixels;
  export function write(pixels: Pixels, options: { colorType: 0 | 2 | 4 | 6 }): Buffer;
}
