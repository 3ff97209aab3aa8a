import { SidecarError } from '@sidecar/core';
import { z } from 'zod';
import { mapConcurrently } from './map-concurrently.ts';
import { NameCache } from './name-cache.ts';
import { ambiguousPerson, unknownName } from './name-errors.ts';
import { nameOf, peopleSchema, personSchema, type SlackPerson } from './person.ts';
import type { SlackApi } from './slack-api.ts';

const lifetimeMs = 10 * 60_000;
const mostPages = 20;
/** How many people are asked for by one call; the others stand by their ids. */
const mostAsked = 40;
const infoSchema = z.object({ user: personSchema });

/** Where somebody is looked for. */
export interface PeopleSearch {
  readonly team: string | undefined;
  /** The input field that the name came from. */
  readonly field: string;
  readonly signal: AbortSignal;
}

/** Which page of the people. */
export interface PeoplePage {
  readonly team: string | undefined;
  readonly limit?: number;
  readonly cursor?: string | undefined;
  readonly signal: AbortSignal;
}

/** Finds people, and remembers their names for a while. */
export class People {
  readonly #api: SlackApi;
  readonly #names: NameCache<string>;

  constructor(api: SlackApi, now: () => number) {
    this.#api = api;
    this.#names = new NameCache({ lifetimeMs, now });
  }

  /** A page of people. */
  async list({ team, limit = 1000, cursor, signal }: PeoplePage) {
    const query = { limit, cursor, team_id: team };
    const answer = await this.#api.read('users.list', peopleSchema, { query, signal });
    for (const person of answer.members) this.#names.set(person.id, nameOf(person));
    return answer;
  }

  /** The id of the one person that a handle or name means. */
  async resolve(written: string, { team, field, signal }: PeopleSearch): Promise<string> {
    const wanted = written.replace(/^@/, '').toLowerCase();
    const known: SlackPerson[] = [];
    for await (const page of this.#pages({ team, signal })) {
      known.push(...page.filter(({ deleted }) => !deleted));
      const byHandle = known.find(({ name }) => name?.toLowerCase() === wanted);
      if (byHandle) return byHandle.id;
    }
    const called = known.filter((person) => namesOf(person).includes(wanted));
    const [only, ...more] = called;
    if (!only) throw unknownName({ kind: 'person', written }, known.map(handleOf));
    if (more.length === 0) return only.id;
    throw ambiguousPerson({ field, written }, called.map(handleOf));
  }

  /** What people are called, by id; those whom the app may not see stand by their id. */
  async names(ids: Iterable<string>, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids)];
    const unknown = wanted.filter((id) => this.#names.get(id) === undefined);
    await mapConcurrently(unknown.slice(0, mostAsked), (id) => this.#learn(id, signal));
    return new Map(wanted.map((id) => [id, this.#names.get(id) ?? id]));
  }

  async *#pages(request: PeoplePage) {
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await this.list({ ...request, cursor });
      yield answer.members;
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return;
    }
  }

  async #learn(id: string, signal: AbortSignal): Promise<void> {
    const { user } = await this.#api
      .read('users.info', infoSchema, { query: { user: id }, signal })
      .catch((error: unknown) => {
        // Somebody who is gone, or of another company in a shared channel: the id has to do.
        if (isHidden(error)) return { user: { id, name: id } };
        throw error;
      });
    this.#names.set(id, nameOf(user));
  }
}

function namesOf({ real_name: realName, profile }: SlackPerson): string[] {
  return [profile?.display_name, profile?.real_name, realName].flatMap((name) => name?.toLowerCase() ?? []);
}

function handleOf(person: SlackPerson): string {
  return `@${person.name ?? person.id} (${nameOf(person)})`;
}

function isHidden(error: unknown): boolean {
  return SidecarError.isInstance(error) && ['not_found', 'insufficient_scope'].includes(error.code);
}
