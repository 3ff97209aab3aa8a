import type { MailHeader } from './mail-part.ts';

/** Room for more than a thousand addresses; what comes after it is cut off. */
const maximumLength = 100_000;

/** The first header of that name, unfolded. */
export function headerValue(headers: readonly MailHeader[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  const found = headers.find((header) => header.name.toLowerCase() === wanted);
  return found?.value
    .slice(0, maximumLength)
    .replace(/[\r\n\t ]+/g, ' ')
    .trim();
}

/** A parameter of a structured header: `charset` of `Content-Type: text/plain; charset="utf-8"`. */
export function headerParameter(value: string | undefined, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(value ?? '');
  return match?.[1] ?? match?.[2];
}
