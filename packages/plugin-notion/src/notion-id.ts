import { z } from 'zod';

const pattern = /[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}/i;

/** An id as Notion answers it; ids go into paths, so nothing else may pass for one. */
export const notionIdSchema = z.string().regex(new RegExp(`^${pattern.source}$`, 'i'));

/** The id in what a person gives: an id with or without hyphens, or the address of a page or database. */
export function notionIdIn(given: string): string | undefined {
  const text = given.trim();
  if (!/^https?:\/\//i.test(text))
    return new RegExp(`^${pattern.source}$`, 'i').test(text) ? dashed(text) : undefined;
  const url = URL.parse(text);
  if (!url || !/(?:^|\.)notion\.(?:so|com|site)$/i.test(url.hostname)) return undefined;
  // A page that is opened beside another one is named by `p`.
  const found = pattern.exec(url.searchParams.get('p') ?? '') ?? lastId(url.pathname);
  return found?.[0] && dashed(found[0]);
}

/** Titles that end in such characters stand before the id. */
function lastId(path: string): RegExpExecArray | null {
  return (
    new RegExp(`(${pattern.source})/?$`, 'i').exec(path) &&
    new RegExp(`${pattern.source}(?=/?$)`, 'i').exec(path)
  );
}

/** An id in the form in which Notion answers it. */
function dashed(id: string): string {
  const digits = id.replaceAll('-', '').toLowerCase();
  return [8, 12, 16, 20]
    .toReversed()
    .reduce((text, place) => `${text.slice(0, place)}-${text.slice(place)}`, digits);
}
