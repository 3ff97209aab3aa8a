import { SidecarError } from '@sidecar/core';
import { z } from 'zod';
import { channelsSchema } from './channel.ts';
import { NameCache } from './name-cache.ts';
import { noConversation, unknownName } from './name-errors.ts';
import type { People } from './people.ts';
import type { SlackApi } from './slack-api.ts';
import type { Workspaces } from './workspaces.ts';

const lifetimeMs = 5 * 60_000;
const mostPages = 20;
const openedSchema = z.object({ channel: z.object({ id: z.string().min(1) }) });

/** A conversation as a tool uses it. */
export interface ChannelReference {
  readonly id: string;
  /** Absent where it was given by its id. */
  readonly name?: string;
}

/** How a channel is looked for. */
export interface ChannelSearch {
  /** The workspace in which names are looked for, where there are several. */
  readonly workspace: string | undefined;
  /** Whether a direct conversation may be begun; for reading only one that is there will do. */
  readonly mayBegin: boolean;
  readonly signal: AbortSignal;
}

/** Finds channels and direct conversations by what people call them, and remembers names for a while. */
export class Channels {
  readonly #api: SlackApi;
  readonly #people: People;
  readonly #workspaces: Workspaces;
  readonly #ids: NameCache<string>;

  constructor(
    api: SlackApi,
    ports: { readonly people: People; readonly workspaces: Workspaces; readonly now: () => number },
  ) {
    this.#api = api;
    this.#people = ports.people;
    this.#workspaces = ports.workspaces;
    this.#ids = new NameCache({ lifetimeMs, now: ports.now });
  }

  /** A page of channels; an app without the scope for private ones gets the public ones. */
  async list(request: ChannelPage) {
    try {
      return { types: everyType, ...(await this.#page(everyType, request)) };
    } catch (error) {
      if (!SidecarError.isInstance(error) || error.code !== 'insufficient_scope') throw error;
      return { types: publicType, ...(await this.#page(publicType, request)) };
    }
  }

  /** The conversation that an id, a link, `#channel`, or `@person` means. */
  async resolve(written: string, search: ChannelSearch): Promise<ChannelReference> {
    const id = conversationId(written);
    if (id !== undefined) return { id };
    const user = /^(?:<@)?([UW][A-Z0-9]{7,20})>?$/.exec(written)?.[1];
    if (user !== undefined) return this.#withPerson(user, search);
    const { workspace, signal } = search;
    const team = await this.#workspaces.resolve(workspace, signal);
    if (!written.startsWith('@')) return this.#byName(written, team, signal);
    const person = await this.#people.resolve(written, { team, field: 'channel', signal });
    return this.#withPerson(person, search);
  }

  #page(types: string, { team, archived = false, limit = 1000, cursor, signal }: ChannelPage) {
    const query = { types, exclude_archived: !archived, limit, team_id: team, cursor };
    return this.#api.read('conversations.list', channelsSchema, { query, signal });
  }

  async *#pages(request: ChannelPage) {
    let page = await this.list(request);
    for (let count = 1; ; count += 1) {
      yield page.channels;
      const cursor = page.response_metadata?.next_cursor;
      if (!cursor || count === mostPages) return;
      page = { types: page.types, ...(await this.#page(page.types, { ...request, cursor })) };
    }
  }

  async #byName(written: string, team: string | undefined, signal: AbortSignal): Promise<ChannelReference> {
    const name = written.replace(/^#/, '').toLowerCase();
    const keyOf = (channel: string) => `${team ?? ''} ${channel}`;
    const known = this.#ids.get(keyOf(name));
    if (known !== undefined) return { id: known, name };
    const seen: string[] = [];
    for await (const page of this.#pages({ team, signal })) {
      const named = page.flatMap((channel) => (channel.name ? [[channel.name, channel.id] as const] : []));
      for (const [channel, id] of named) this.#ids.set(keyOf(channel.toLowerCase()), id);
      seen.push(...named.map(([channel]) => `#${channel}`));
      const found = this.#ids.get(keyOf(name));
      if (found !== undefined) return { id: found, name };
    }
    throw unknownName({ kind: 'channel', written }, seen);
  }

  async #withPerson(user: string, { mayBegin, signal }: ChannelSearch): Promise<ChannelReference> {
    const body = { users: user, ...(mayBegin ? {} : { prevent_creation: true }) };
    // Opening what is open answers the same conversation.
    const request = { body, idempotent: true, signal };
    const { channel } = await this.#api
      .write('conversations.open', openedSchema, request)
      .catch((error: unknown) => {
        const isMissing = SidecarError.isInstance(error) && error.code === 'not_found';
        throw isMissing && !mayBegin ? noConversation() : error;
      });
    return { id: channel.id };
  }
}

/** The id that is written as it is, as a mention, or in a link to the channel or a message. */
function conversationId(written: string): string | undefined {
  const forms = [
    /^([CGD][A-Z0-9]{7,20})$/,
    /^<#([CGD][A-Z0-9]{7,20})(?:\|[^>]*)?>$/,
    /^https:\/\/[\w.-]+\/archives\/([CGD][A-Z0-9]{7,20})(?:$|[/?])/,
  ];
  return forms.map((form) => form.exec(written)?.[1]).find((id) => id !== undefined);
}

const publicType = 'public_channel';
const everyType = 'public_channel,private_channel';

/** Which page of the channels. */
export interface ChannelPage {
  readonly team: string | undefined;
  readonly archived?: boolean;
  readonly limit?: number;
  readonly cursor?: string | undefined;
  readonly signal: AbortSignal;
}
