import { InvalidArgumentError } from 'commander';

/** The scopes that a person lists, with commas or spaces between. */
export function scopeList(text: string): readonly string[] {
  const scopes = text.split(/[,\s]+/).filter(Boolean);
  if (scopes.length > 0) return scopes;
  throw new InvalidArgumentError('Name one scope at least.');
}
