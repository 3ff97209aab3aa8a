import type { z } from 'zod';
import { GithubError, validationFailed } from './github-error.ts';

/** GitHub refuses requests without a user agent, of unknown versions, and that want another form than it has. */
export function requireHeaders(headers: Headers): void {
  if (!headers.get('user-agent'))
    throw new GithubError(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
    );
  const version = headers.get('x-github-api-version');
  if (version !== null && !['2022-11-28', '2026-03-10'].includes(version))
    throw new GithubError(400, `"${version}" is not a supported version.`);
  const accept = headers.get('accept') ?? '*/*';
  if (!/\*\/\*|application\/(?:vnd\.github[\w.+-]*|json)/.test(accept))
    throw new GithubError(415, "Unsupported 'Accept' header. Must accept 'application/json'.");
}

/** Refuses query parameters with a value that is none of the known ones. */
export function checkChoices(
  query: URLSearchParams,
  choices: Readonly<Record<string, readonly string[]>> = {},
): void {
  for (const [field, known] of Object.entries(choices)) {
    const value = query.get(field);
    if (value !== null && !known.includes(value))
      throw validationFailed({ resource: 'Query', field, code: 'invalid', value });
  }
}

/** The request's JSON by the method's schema; an empty object where the method takes none. */
export async function readInput(request: Request, schema: z.ZodType | undefined): Promise<unknown> {
  if (!schema) return {};
  const parsed = schema.safeParse(parseJson(await request.text()));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('/') ?? '';
  if (issue?.code === 'unrecognized_keys')
    throw new GithubError(422, `Invalid request.\n\n"${issue.keys[0]}" is not a permitted key.`);
  throw new GithubError(
    422,
    `Invalid request.\n\nFor 'properties/${where}', ${issue?.message ?? 'it is wrong'}.`,
  );
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new GithubError(400, 'Problems parsing JSON');
  }
}
