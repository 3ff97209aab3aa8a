const base = 36;
const lowestThreshold = 1;
const highestThreshold = 26;

/**
 * How long a domain label is once it is written in ASCII, prefix included.
 * @see https://www.rfc-editor.org/rfc/rfc3492#section-6.3
 */
export function punycodeLength(label: string): number {
  const codes = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  const basicCount = codes.filter((code) => code < 0x80).length;
  if (basicCount === codes.length) return label.length;
  let length = 'xn--'.length + basicCount + (basicCount > 0 ? 1 : 0);
  let handled = basicCount;
  let bias = 72;
  let delta = 0;
  let next = 0x80;
  while (handled < codes.length) {
    const smallest = Math.min(...codes.filter((code) => code >= next));
    delta += (smallest - next) * (handled + 1);
    next = smallest;
    for (const code of codes) {
      if (code < next) delta += 1;
      if (code !== next) continue;
      length += digitCount(delta, bias);
      bias = adaptBias(delta, handled + 1, handled === basicCount);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    next += 1;
  }
  return length;
}

function digitCount(delta: number, bias: number): number {
  let rest = delta;
  for (let digits = 1; ; digits += 1) {
    const threshold = Math.min(highestThreshold, Math.max(lowestThreshold, digits * base - bias));
    if (rest < threshold) return digits;
    rest = Math.floor((rest - threshold) / (base - threshold));
  }
}

function adaptBias(delta: number, points: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / points);
  let bias = 0;
  for (; rest > 455; bias += base) rest = Math.floor(rest / (base - lowestThreshold));
  return bias + Math.floor((base * rest) / (rest + 38));
}
