import { findHashtags, findMentions } from './post-text.ts';
import type { Post } from './x-store.ts';

/** Whether a post fits a query. */
export type PostTest = (post: Post) => boolean;

/** One clause of a query. */
export interface Part {
  readonly test: PostTest;
  /** Whether it can stand alone; `is:`, `has:`, `lang:` and negations need company. */
  readonly standalone: boolean;
}

/** A keyword, a phrase, a hashtag or a mention. */
export function wordPart(value: string): Part {
  const wanted = value.toLowerCase();
  if (/^#\S/.test(value)) {
    return {
      standalone: true,
      test: ({ text }) => findHashtags(text).some((tag) => `#${tag.value.toLowerCase()}` === wanted),
    };
  }
  if (/^@\S/.test(value)) {
    return {
      standalone: true,
      test: ({ text }) => findMentions(text).some((name) => `@${name.value.toLowerCase()}` === wanted),
    };
  }
  const phrase = words(value);
  return { standalone: phrase.trim() !== '', test: ({ text }) => words(text).includes(phrase) };
}

const operators: Readonly<Record<string, (value: string) => Part | undefined>> = {
  from: (value) => person(value, ({ author }) => [author.username, author.id]),
  to: (value) =>
    person(value, ({ replyTo }) => (replyTo ? [replyTo.author.username, replyTo.author.id] : [])),
  conversation_id: (value) => ({ standalone: true, test: ({ conversationId }) => conversationId === value }),
  url: (value) => ({
    standalone: true,
    test: ({ links }) => [...links.values()].some((link) => link.toLowerCase().includes(value.toLowerCase())),
  }),
  is: (value) =>
    flag(value, {
      reply: ({ replyTo }) => !!replyTo,
      quote: ({ quotes }) => !!quotes,
      retweet: () => false,
      verified: () => false,
    }),
  has: (value) =>
    flag(value, {
      links: ({ links }) => links.size > 0,
      hashtags: ({ text }) => findHashtags(text).length > 0,
      mentions: ({ text }) => findMentions(text).length > 0,
      media: () => false,
      images: () => false,
    }),
  lang: (value) => ({
    standalone: false,
    test: ({ text }) => (/[぀-ヿ一-鿿]/.test(text) ? 'ja' : 'en') === value.toLowerCase(),
  }),
};

/** `operator:value`; nothing when X has no such operator or value. */
export function operatorPart(operator: string, value: string): Part | undefined {
  return Object.hasOwn(operators, operator) ? operators[operator]?.(value) : undefined;
}

function person(value: string, of: (post: Post) => readonly string[]): Part {
  const wanted = value.replace(/^@/, '').toLowerCase();
  return { standalone: true, test: (post) => of(post).some((name) => name.toLowerCase() === wanted) };
}

function flag(value: string, tests: Readonly<Record<string, PostTest>>): Part | undefined {
  const test = Object.hasOwn(tests, value) ? tests[value] : undefined;
  return test && { standalone: false, test };
}

/** Words between single blanks; scripts that write none are taken letter by letter. */
function words(text: string): string {
  const found =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[぀-ヿ一-鿿]|[\p{L}\p{N}_']+/gu) ?? [];
  return found.length > 0 ? ` ${found.join(' ')} ` : ' ';
}
