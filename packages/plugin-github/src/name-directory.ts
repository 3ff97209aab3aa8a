import { SidecarError } from '@sidecar/core';
import { nearNames } from './near-names.ts';

/** Everything that has a name of some kind in one place; incomplete where there is too much to read. */
export interface NamedEntries<Entry> {
  readonly entries: readonly Entry[];
  readonly complete: boolean;
}

/** How a kind of names is read and told apart. */
export interface DirectoryOptions<Entry> {
  /** What a person calls one of them, such as `label`. */
  readonly kind: string;
  readonly namesOf: (entry: Entry) => readonly string[];
  readonly load: (place: string, signal: AbortSignal) => Promise<NamedEntries<Entry>>;
}

/** Finds entries by the names that people use, in any case of letters. */
export interface NameDirectory<Entry> {
  /** Rejects for an unknown and for an ambiguous name; undefined only when not everything could be read. */
  find(place: string, name: string, signal: AbortSignal): Promise<Entry | undefined>;
}

const mostPlaces = 50;

/** A directory that is read once for each place, and again when a name is not in it: it may be new. */
export function nameDirectory<Entry>(options: DirectoryOptions<Entry>): NameDirectory<Entry> {
  const { kind, namesOf, load } = options;
  const known = new Map<string, NamedEntries<Entry>>();
  const reload = async (place: string, signal: AbortSignal) => {
    const loaded = await load(place, signal);
    const [oldest] = known.keys();
    if (known.size >= mostPlaces && oldest !== undefined) known.delete(oldest);
    known.set(place, loaded);
    return loaded;
  };
  const among = ({ entries }: NamedEntries<Entry>, name: string) => {
    const wanted = name.toLowerCase();
    return entries.filter((entry) => namesOf(entry).some((own) => own.toLowerCase() === wanted));
  };
  return {
    async find(place, name, signal) {
      const cached = known.get(place);
      const remembered = cached ? among(cached, name) : [];
      const current = cached && remembered.length > 0 ? cached : await reload(place, signal);
      const found = among(current, name);
      if (found.length > 1) throw ambiguous(kind, { name, place }, found.flatMap(namesOf));
      if (found.length === 0 && current.complete)
        throw unknownName(kind, { name, place }, current.entries.flatMap(namesOf));
      return found[0];
    },
  };
}

interface Sought {
  readonly name: string;
  readonly place: string;
}

function unknownName(kind: string, { name, place }: Sought, names: readonly string[]): SidecarError {
  const near = nearNames(name, names);
  const some = near.length > 0 ? near : names.slice(0, 10);
  return new SidecarError('not_found', `GitHub has no ${kind} ${quoted(name)} in ${place}.`, {
    integration: 'github',
    nextAction:
      some.length > 0
        ? `Use one of those that there are, such as ${some.map(quoted).join(', ')}.`
        : `There is no ${kind} in ${place} yet.`,
  });
}

function ambiguous(kind: string, { name, place }: Sought, names: readonly string[]): SidecarError {
  const others = names.filter((other) => other.toLowerCase() !== name.toLowerCase());
  return new SidecarError('invalid_input', `GitHub has more than one ${kind} ${quoted(name)} in ${place}.`, {
    integration: 'github',
    nextAction: `Say which one: ${others.slice(0, 10).map(quoted).join(', ')}.`,
  });
}

/** A name on one line, without signs that turn the direction of writing. */
function quoted(name: string): string {
  return JSON.stringify(name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 100));
}
