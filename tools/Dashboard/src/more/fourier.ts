/** The frequencies in evenly spaced samples, and their amplitudes. */

/** Window functions, which keep a frequency between two bins from leaking into all others: sums of cosines. */
export const WEIGHTINGS = {
  hann: [0.5, 0.5],
  flatTop: [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
  none: [1],
} as const;
export type Weighting = keyof typeof WEIGHTINGS;

/** Enough for a millionth of a bin. */
const BISECTIONS = 20;

/** Amplitudes below this share of the mean come from rounding. */
const ROUNDING = 1e-9;

export interface Peak {
  /** In the unit of the bin's width. */
  readonly frequency: number;
  readonly amplitude: number;
}

/**
 * @param samples A power of two of them.
 * @returns The amplitude of the sine at each multiple of sample rate / number of samples, from 0 to half of the sample rate.
 */
export function amplitudesOf(samples: ArrayLike<number>, weighting: Weighting): Float64Array<ArrayBuffer> {
  const { length } = samples;
  const weights = weightsOf(length, weighting);
  let sum = 0;
  let mean = 0;
  for (let i = 0; i < length; i++) {
    sum += weights[i]!;
    mean += weights[i]! * samples[i]!;
  }
  mean /= sum;
  const real = Float64Array.from(samples, (sample, i) => (sample - mean) * weights[i]!);
  const imaginary = new Float64Array(length);
  transform(real, imaginary);
  const amplitudes = new Float64Array(length / 2 + 1);
  amplitudes[0] = Math.abs(mean);
  for (let i = 1; i < amplitudes.length; i++) {
    amplitudes[i] = (Math.hypot(real[i]!, imaginary[i]!) * (i < length / 2 ? 2 : 1)) / sum;
  }
  return amplitudes;
}

/**
 * The strongest frequencies, also between the bins.
 * @param weighting The window function of the amplitudes.
 * @param share The minimum amplitude of a peak, compared with the strongest.
 */
export function peaksOf(amplitudes: Float64Array, binWidth: number, weighting: Weighting, maxCount: number, share: number): Peak[] {
  const peaks: Peak[] = [];
  for (let i = 1; i < amplitudes.length - 1; i++) {
    // Bin 0 is the mean, which is not a neighbour.
    const [before, here, after] = [i > 1 ? amplitudes[i - 1]! : 0, amplitudes[i]!, amplitudes[i + 1]!];
    if (here > after && here >= before) {
      const { bin, amplitude } = between(i, here, Math.max(before, after), after > before ? 1 : -1, weighting);
      peaks.push({ frequency: bin * binWidth, amplitude });
    }
  }
  peaks.sort((a, b) => b.amplitude - a.amplitude);
  const minAmplitude = Math.max(share * (peaks[0]?.amplitude ?? 0), ROUNDING * amplitudes[0]!);
  return peaks.slice(0, maxCount).filter(({ amplitude }) => amplitude > minAmplitude);
}

/** The only sine that gives these two bins: the ratio of a bin to its stronger neighbour says its position between them. */
function between(bin: number, here: number, neighbour: number, direction: number, weighting: Weighting): Omit<Peak, 'frequency'> & { bin: number } {
  const ratio = neighbour / here;
  let [low, high] = [0, 0.5];
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (response(1 - middle, weighting) / response(middle, weighting) < ratio) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return { bin: bin + direction * low, amplitude: here / response(low, weighting) };
}

/** The share of a sine in a bin at this distance, in bins. */
function response(distance: number, weighting: Weighting): number {
  const factors: readonly number[] = WEIGHTINGS[weighting];
  const [whole] = factors as [number];
  if (distance < 1e-9) {
    return 1;
  }
  // At a whole distance the limit is used.
  const d = Math.abs(distance - 1) < 1e-9 ? 1 - 1e-9 : distance;
  const sum = factors.reduce((all, factor, k) => all + (k ? ((-1) ** k * factor * d) / (d * d - k * k) : factor / d), 0);
  return Math.abs((Math.sin(Math.PI * d) * sum) / Math.PI / whole);
}

const made = new Map<string, Float64Array>();

function weightsOf(length: number, weighting: Weighting): Float64Array {
  const key = `${weighting} ${length}`;
  let weights = made.get(key);
  if (!weights) {
    const factors: readonly number[] = WEIGHTINGS[weighting];
    weights = Float64Array.from({ length }, (_, i) => factors.reduce((sum, factor, k) => sum + factor * (-1) ** k * Math.cos((2 * Math.PI * k * i) / length), 0));
    made.set(key, weights);
  }
  return weights;
}

/** The fast Fourier transform of Cooley and Tukey, in place. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const { length } = real;
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1;
    for (; j & bit; bit >>= 1) {
      j ^= bit;
    }
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j]!, real[i]!];
      [imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!];
    }
  }
  for (let size = 2; size <= length; size *= 2) {
    const half = size / 2;
    for (let k = 0; k < half; k++) {
      const angle = (-2 * Math.PI * k) / size;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let i = k; i < length; i += size) {
        const j = i + half;
        const x = real[j]! * cos - imaginary[j]! * sin;
        const y = real[j]! * sin + imaginary[j]! * cos;
        real[j] = real[i]! - x;
        imaginary[j] = imaginary[i]! - y;
        real[i]! += x;
        imaginary[i]! += y;
      }
    }
  }
}
