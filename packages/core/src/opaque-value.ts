const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const shortestOpaque = 20;
/** A word of so many letters and digits is no word. */
const longestWord = 23;
/** In random text about every second neighbour is of another kind (small letter, capital, digit); in names about every sixth. */
const randomShare = 0.25;

/**
 * Whether a run of letters, digits and `-_.+=~%` looks random, as keys and tokens do. Names made of words and numbers do not
 * (`report-2026-06-01-final.pdf`), nor do UUIDs: they name things, and where one is a credential its own name gives it away.
 */
export function isOpaque(run: string): boolean {
  return run
    .split('.')
    .some((piece) => piece.length >= shortestOpaque && !uuid.test(piece) && isRandom(piece));
}

/** The same for what stands beside an opaque run, where a few characters are enough. */
export function isRandom(piece: string): boolean {
  const words = piece.split(/[^A-Za-z\d]+/);
  const mixed = /\d/.test(piece) && /[A-Za-z]/.test(piece);
  if (!mixed) return false;
  if (words.some((word) => word.length > longestWord && /\d/.test(word) && /[A-Za-z]/.test(word)))
    return true;
  const changes = words.reduce((sum, word) => sum + changesOfKind(word), 0);
  return changes / words.join('').length >= randomShare;
}

function changesOfKind(word: string): number {
  return word.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g)?.length ?? 0;
}
