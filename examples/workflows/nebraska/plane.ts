/** One number a pixel, row by row. */
export interface Plane {
  width: number;
  height: number;
  values: Float64Array;
}

/** Which pixels belong to an object: 1, or 0. */
export interface Mask {
  width: number;
  height: number;
  values: Uint8Array;
}

/** Softens a plane by a Gaussian with the standard deviation `sigma`, in pixels; the edges are repeated. */
export function blur(plane: Plane, sigma: number): Plane {
  const radius = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * radius + 1 }, (_, at) =>
    Math.exp(-((at - radius) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const kernel = weights.map((weight) => weight / sum);
  const { width, height } = plane;
  const across = convolve(plane, kernel, (x, y, step) => y * width + clamp(x + step, width));
  return convolve(across, kernel, (x, y, step) => clamp(y + step, height) * width + x);
}

function convolve(
  { width, height, values }: Plane,
  kernel: readonly number[],
  at: (x: number, y: number, step: number) => number,
): Plane {
  const radius = (kernel.length - 1) / 2;
  const result = new Float64Array(values.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (const [index, weight] of kernel.entries()) sum += weight * (values[at(x, y, index - radius)] ?? 0);
      result[y * width + x] = sum;
    }
  }
  return { width, height, values: result };
}

const clamp = (value: number, size: number): number => Math.min(Math.max(value, 0), size - 1);

/** The value that parts a plane best in two, by Otsu: the one with the greatest variance between the parts. */
export function otsu({ values }: Plane): number {
  const [low, high] = rangeOf(values);
  const bins = 256;
  const counts = new Float64Array(bins);
  const scale = (bins - 1) / (high - low || 1);
  for (const value of values) {
    const bin = Math.round((value - low) * scale);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return low + (bestSplit(counts) + 0.5) / scale;
}

function rangeOf(values: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function bestSplit(counts: Float64Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const weighted = counts.reduce((sum, count, bin) => sum + count * bin, 0);
  let [below, belowWeighted, best, split] = [0, 0, -1, 0];
  for (const [bin, count] of counts.entries()) {
    below += count;
    belowWeighted += count * bin;
    const above = total - below;
    if (below === 0 || above === 0) continue;
    const variance = below * above * (belowWeighted / below - (weighted - belowWeighted) / above) ** 2;
    if (variance > best) [best, split] = [variance, bin];
  }
  return split;
}
