import type { AuthKind } from './answers.ts';

/**
 * Leaves what is for a kind of auth: a line that ends in `// only: oauth2, token`, what stands between
 * `// only: oauth2 {` and `// }`, and in Markdown between `<!-- only: oauth2 -->` and `<!-- end -->`.
 */
export function selectVariant(text: string, auth: AuthKind): string {
  const lines: string[] = [];
  let isWanted = true;
  for (const line of text.split('\n')) {
    const opening = /^\s*(?:\/\/ only: (.*) \{|<!-- only: (.*) -->)$/.exec(line);
    const closing = /^\s*(?:\/\/ \}|<!-- end -->)$/.test(line);
    if (opening) isWanted = names(opening[1] ?? opening[2], auth);
    else if (closing) isWanted = true;
    else if (isWanted) {
      const [, code = line, kinds] = /^(.*) \/\/ only: (.*)$/.exec(line) ?? [];
      if (kinds === undefined || names(kinds, auth)) lines.push(code);
    }
  }
  // What was left out leaves its blank lines behind.
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/\n+$/, '\n');
}

function names(kinds: string | undefined, auth: AuthKind): boolean {
  return kinds?.split(', ').includes(auth) ?? true;
}
