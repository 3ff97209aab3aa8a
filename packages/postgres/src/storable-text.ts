import { SidecarError } from '@sidecar/core';

/** Begins a value that Postgres could not hold as it is, and therefore stands there as JSON. */
const jsonMark = '\u0001json:';

/** The form in which any text can be kept: Postgres has no NUL, and UTF-8 no lone surrogates. */
export function storableText(value: string): string {
  const fits = value.isWellFormed() && !value.includes('\0') && !value.startsWith(jsonMark);
  return fits ? value : jsonMark + JSON.stringify(value);
}

/** The text that was made storable. */
export function storedText(stored: string): string {
  return stored.startsWith(jsonMark) ? String(JSON.parse(stored.slice(jsonMark.length))) : stored;
}

/** Keys stay as they are, so that they sort and can be read by people; those of core always fit. */
export function checkKey(key: string): void {
  if (key.isWellFormed() && !key.includes('\0')) return;
  throw new SidecarError('invalid_input', 'A key must have no NUL and no half of a character.', {
    nextAction: 'Percent-encode what stands in keys.',
  });
}
