import { z } from 'zod';
import type { FinderContext } from './finder-context.ts';
import { notFound, oneOf } from './name-problems.ts';
import { notionIdIn, notionIdSchema } from './notion-id.ts';
import { TimedCache } from './timed-cache.ts';

const text = z.string().nullish().catch(undefined);
const usersSchema = z.object({
  results: z.array(
    z.object({
      id: notionIdSchema,
      name: text,
      person: z.object({ email: text }).nullish().catch(undefined),
    }),
  ),
  has_more: z.boolean().nullish().catch(undefined),
  next_cursor: text,
});

type User = z.infer<typeof usersSchema>['results'][number];

/** A thousand people. */
const mostPages = 10;

/** Finds the ids of people by name or e-mail address. */
export function personFinder({ api, now }: FinderContext) {
  const known = new TimedCache<readonly User[]>(now);

  const everybody = async (signal: AbortSignal): Promise<readonly User[]> => {
    const users: User[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const query = { page_size: 100, start_cursor: cursor };
      const answer = await api.read('GET users', usersSchema, { query, signal });
      users.push(...answer.results);
      cursor = (answer.has_more && answer.next_cursor) || undefined;
      if (cursor === undefined) break;
    }
    known.set('users', users);
    return users;
  };

  return async (given: string, field: string, signal: AbortSignal): Promise<string> => {
    const id = notionIdIn(given);
    if (id !== undefined) return id;
    const users = known.get('users') ?? (await everybody(signal));
    const wanted = given.trim().replace(/^@/, '').toLowerCase();
    const fitting = users.filter((user) =>
      [user.name, user.person?.email].some((name) => name?.toLowerCase() === wanted),
    );
    const named = (list: readonly User[]) => list.map((user) => ({ id: user.id, name: user.name ?? '' }));
    if (fitting.length === 0) throw notFound('person', given, named(users));
    return oneOf(named(fitting), { kind: 'person', given, field });
  };
}
