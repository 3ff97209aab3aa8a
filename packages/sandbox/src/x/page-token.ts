import { invalidRequest } from './x-error.ts';

const prefix = 'b26v89c19zqg8o3f';

/** The token of the page that begins behind this id. */
export function pageTokenAfter(id: string): string {
  return prefix + BigInt(id).toString(36);
}

/** The id behind which a page begins. */
export function readPageToken(token: string, parameter: string): bigint {
  const digits = token.slice(prefix.length);
  if (!token.startsWith(prefix) || !/^[0-9a-z]{1,13}$/.test(digits)) {
    throw invalidRequest([
      {
        parameters: { [parameter]: [token] },
        message: `The \`${parameter}\` query parameter value [${token}] is not valid`,
      },
    ]);
  }
  return [...digits].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
}
