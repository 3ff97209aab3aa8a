import type { GmailClient } from './gmail-client.ts';

/** The names of labels, as a person gave them. Gmail's own labels are called what their ids say, and need no request. */
export async function labelNames(
  client: GmailClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  if (!ids.some((id) => id.startsWith('Label_'))) return [...ids];
  const known = new Map((await client.labels(signal)).map(({ id, name }) => [id, name]));
  return ids.map((id) => known.get(id) ?? id);
}
