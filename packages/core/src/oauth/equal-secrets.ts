/** Compares two secrets in a time that tells nothing of where they differ, only whether their lengths do. */
export function equalSecrets(first: string, second: string): boolean {
  if (first.length !== second.length) return false;
  let difference = 0;
  for (let index = 0; index < first.length; index += 1)
    difference |= first.charCodeAt(index) ^ second.charCodeAt(index);
  return difference === 0;
}
