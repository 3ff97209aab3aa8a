const word = /(?:[^\s"'\\]+|\\.|"(?:[^"\\]|\\.)*"?|'[^']*'?)+/gs;
const part = /\\(?<escaped>.)|"(?<double>(?:[^"\\]|\\.)*)"?|'(?<single>[^']*)'?|[^\s"'\\]+/gs;

/** Splits a line into words as a shell does: quotes keep spaces together, a backslash takes the next character as it is. */
export function splitWords(line: string): string[] {
  return [...line.matchAll(word)].map(([quoted]) => [...quoted.matchAll(part)].map(unquote).join(''));
}

function unquote({ 0: plain, groups = {} }: RegExpMatchArray): string {
  const { escaped, double, single } = groups;
  return escaped ?? double?.replace(/\\(["\\])/g, '$1') ?? single ?? plain;
}
