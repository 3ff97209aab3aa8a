import { findHashtags, findMentions, findUrls, shownText } from './post-text.ts';
import type { DirectMessage, Post, XStore, XUser } from './x-store.ts';

type Resource = Record<string, unknown>;

/** A user with the fields that were asked for. */
export function userResource(user: XUser, fields: readonly string[], store: XStore): Resource {
  const { id, name, username } = user;
  const following = store.follows.get(id)?.size ?? 0;
  const followers = [...store.follows.values()].filter((followed) => followed.has(id)).length;
  const posts = store.posts().filter(({ author }) => author.id === id);
  return {
    id,
    name,
    username,
    ...pick(fields, {
      created_at: new Date(user.createdAt).toISOString(),
      description: user.description,
      location: undefined,
      most_recent_tweet_id: posts[0]?.id,
      protected: false,
      verified: false,
      verified_type: 'none',
      public_metrics: {
        followers_count: followers,
        following_count: following,
        tweet_count: posts.length,
        listed_count: 0,
        like_count: 0,
      },
    }),
  };
}

/** What is shown of a post. */
export interface PostShape {
  readonly fields: readonly string[];
  readonly expansions: readonly string[];
  readonly store: XStore;
}

/** A post with the fields that were asked for; an expansion brings its own field along. */
export function postResource(post: Post, { fields, expansions, store }: PostShape): Resource {
  const expanded = expansions.flatMap((expansion) =>
    expansion.startsWith('referenced_tweets') ? 'referenced_tweets' : expansion,
  );
  const replies = store.posts().filter(({ replyTo }) => replyTo === post).length;
  return {
    id: post.id,
    text: shownText(post.text),
    edit_history_tweet_ids: [post.id],
    ...pick([...fields, ...expanded], {
      author_id: post.author.id,
      conversation_id: post.conversationId,
      created_at: new Date(post.createdAt).toISOString(),
      entities: entities(post, store),
      in_reply_to_user_id: post.replyTo?.author.id,
      lang: /[\p{Script=Han}\p{Script=Hiragana}]/u.test(post.text) ? 'ja' : 'en',
      possibly_sensitive: false,
      public_metrics: {
        retweet_count: 0,
        reply_count: replies,
        like_count: 0,
        quote_count: 0,
        bookmark_count: 0,
        impression_count: 0,
      },
      referenced_tweets: references(post),
      reply_settings: 'everyone',
    }),
  };
}

/** A direct message with the fields that were asked for. */
export function messageResource(
  message: DirectMessage,
  fields: readonly string[],
  expansions: readonly string[],
): Resource {
  const ids = [message.sender.id, message.recipient.id].map(BigInt);
  const [low, high] = ids.toSorted((first, second) => (first < second ? -1 : 1));
  return {
    id: message.id,
    text: shownText(message.text),
    event_type: 'MessageCreate',
    ...pick([...fields, ...expansions], {
      created_at: new Date(message.createdAt).toISOString(),
      dm_conversation_id: `${low}-${high}`,
      sender_id: message.sender.id,
    }),
  };
}

function pick(fields: readonly string[], values: Resource): Resource {
  const wanted = Object.entries(values).filter(
    ([name, value]) => value !== undefined && fields.includes(name),
  );
  return Object.fromEntries(wanted);
}

function references({ replyTo, quotes }: Post): object[] | undefined {
  const found = [
    ...(replyTo ? [{ type: 'replied_to', id: replyTo.id }] : []),
    ...(quotes ? [{ type: 'quoted', id: quotes.id }] : []),
  ];
  return found.length > 0 ? found : undefined;
}

function entities({ text, links }: Post, store: XStore): Resource | undefined {
  const hashtags = findHashtags(text).map(({ start, end, value }) => ({ start, end, tag: value }));
  const mentions = findMentions(text).map(({ start, end, value }) => {
    const user = store.userByName(value);
    return { start, end, username: value, ...(user && { id: user.id }) };
  });
  const urls = findUrls(text).flatMap(({ start, end, value }) => {
    const target = links.get(value);
    if (target === undefined) return [];
    const expanded = /^https?:/i.test(target) ? target : `http://${target}`;
    return [
      { start, end, url: value, expanded_url: expanded, display_url: target.replace(/^https?:\/\//i, '') },
    ];
  });
  const found = Object.entries({ hashtags, mentions, urls }).filter(([, list]) => list.length > 0);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
