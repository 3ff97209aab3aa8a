import { createHash } from 'node:crypto';
import { people } from '../people.ts';
import { findUrls } from './post-text.ts';
import { Snowflakes } from './snowflakes.ts';

/** An X user. */
export interface XUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly description: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** A post. */
export interface Post {
  readonly id: string;
  readonly author: XUser;
  readonly text: string;
  /** What the short links in `text` stand for. */
  readonly links: ReadonlyMap<string, string>;
  readonly createdAt: number;
  readonly conversationId: string;
  readonly replyTo: Post | undefined;
  readonly quotes: Post | undefined;
}

/** A direct message. */
export interface DirectMessage {
  readonly id: string;
  readonly sender: XUser;
  readonly recipient: XUser;
  readonly text: string;
  readonly createdAt: number;
}

/** What a new post is made of. */
export interface NewPost {
  readonly author: XUser;
  readonly text: string;
  readonly at: number;
  readonly replyTo?: Post | undefined;
  readonly quotes?: Post | undefined;
}

/** Users, posts and direct messages, in memory; the newest first. */
export class XStore {
  readonly users: XUser[] = people.map(({ name, xUser }) => ({
    ...xUser,
    name,
    createdAt: Date.UTC(2024, 0, 1),
  }));
  readonly follows = new Map<string, Set<string>>();
  #posts: Post[] = [];
  #messages: DirectMessage[] = [];
  readonly #ids = new Snowflakes();

  posts(): readonly Post[] {
    return this.#posts;
  }

  messages(): readonly DirectMessage[] {
    return this.#messages;
  }

  post(id: string): Post | undefined {
    return this.#posts.find((post) => post.id === id);
  }

  userOf(login: string): XUser | undefined {
    const username = people.find((person) => person.login === login)?.xUser.username;
    return this.users.find((user) => user.username === username);
  }

  userByName(username: string): XUser | undefined {
    const wanted = username.toLowerCase();
    return this.users.find((user) => user.username.toLowerCase() === wanted);
  }

  addPost({ author, text, at, replyTo, quotes }: NewPost): Post {
    const id = this.#ids.next(at);
    const { short, links } = shortenLinks(text);
    const conversationId = replyTo?.conversationId ?? id;
    const post = { id, author, text: short, links, createdAt: at, conversationId, replyTo, quotes };
    this.#posts = [post, ...this.#posts];
    return post;
  }

  removePost(post: Post): void {
    this.#posts = this.#posts.filter((other) => other !== post);
  }

  addMessage(message: Omit<DirectMessage, 'id'>): DirectMessage {
    const stored = { ...message, id: this.#ids.next(message.createdAt) };
    this.#messages = [stored, ...this.#messages];
    return stored;
  }
}

/** X replaces every address in a post by one of its own. */
function shortenLinks(text: string): { short: string; links: Map<string, string> } {
  const links = new Map<string, string>();
  let short = text;
  for (const { start, end, value } of findUrls(text).toReversed()) {
    const link = `https://t.co/${createHash('sha256').update(value).digest('base64url').replace(/[-_]/g, '').slice(0, 10)}`;
    links.set(link, value);
    short = short.slice(0, start) + link + short.slice(end);
  }
  return { short, links };
}
