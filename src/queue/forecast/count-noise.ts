/** What counting does to the logarithm of a day's calls: log(V + ½) for Poisson V of a given rate. */
export interface CountNoise {
  /** E log(V + ½) − log rate. */
  bias: number;
  variance: number;
}

const LOWEST = -4;
const STEP = 0.05;
/** From 30 calls on, the bias is below 0.001 and the variance is 1 / rate. */
const PLENTY = Math.log(30);
const TABLE = Array.from({ length: Math.ceil((PLENTY - LOWEST) / STEP) + 1 }, (_, i) => summed(Math.exp(LOWEST + i * STEP)));

/** Bias and variance at a rate of e^level calls a day. */
export function countNoise(level: number): CountNoise {
  if (level >= PLENTY) return { bias: 0, variance: Math.exp(-level) };
  return TABLE[Math.max(0, Math.round((level - LOWEST) / STEP))]!;
}

/** Both moments by summing over the Poisson distribution. */
function summed(rate: number): CountNoise {
  let [chance, mean, square] = [Math.exp(-rate), 0, 0];
  for (let count = 0; count <= 90; count++) {
    const log = Math.log(count + 0.5);
    mean += chance * log;
    square += chance * log ** 2;
    chance *= rate / (count + 1);
  }
  return { bias: mean - Math.log(rate), variance: square - mean ** 2 };
}
