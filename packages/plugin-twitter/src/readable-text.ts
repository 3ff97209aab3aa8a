import { z } from 'zod';
import { listOf } from './list-of.ts';

/** Where a text's shortened links lead. */
export const entitiesSchema = z
  .object({ urls: listOf(z.object({ url: z.string().nullish(), expanded_url: z.string().nullish() })) })
  .nullish();

const characters: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** The text as its author wrote it: X escapes `&`, `<` and `>`, and replaces every link by one of t.co. */
export function readableText(text: string, entities: z.infer<typeof entitiesSchema>): string {
  const targets = new Map(entities?.urls.map(({ url, expanded_url: target }) => [url, target]));
  return text
    .replace(/https?:\/\/t\.co\/\w+/g, (shortened) => {
      const target = targets.get(shortened) ?? '';
      return /^https?:\/\//.test(target) ? target : shortened;
    })
    .replace(/&(?:amp|lt|gt);/g, (entity) => characters[entity] ?? entity);
}
