/** An answer's body with one field changed. */
export interface Mutation {
  /** Which field, and into what. */
  readonly title: string;
  readonly body: unknown;
}

/** What stands in place of a field; `undefined` leaves it out. */
const replacements: readonly (readonly [title: string, value: unknown])[] = [
  ['missing', undefined],
  ['null', null],
  ['a number', 7],
  ['a text', 'text'],
  ['an empty list', []],
  ['an empty object', {}],
];

/** Only the first members of a list are changed: the others are of the same kind. */
const changedMembers = 1;

/** Every field of a body in turn with every wrong value. */
export function* mutations(body: unknown): Generator<Mutation> {
  for (const path of pathsOf(body)) {
    for (const [title, value] of replacements)
      yield { title: `${path.join('.')} ${title}`, body: replaced(body, path, value) };
  }
}

function* pathsOf(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  for (const [name, inner] of Array.isArray(value) ? entries.slice(0, changedMembers) : entries) {
    yield [...path, name];
    yield* pathsOf(inner, [...path, name]);
  }
}

function replaced(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): unknown {
  if (name === undefined) return replacement;
  if (Array.isArray(value)) {
    const members = value.map((member, index) =>
      String(index) === name ? replaced(member, rest, replacement) : member,
    );
    return members.filter((member) => member !== undefined);
  }
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, inner]) => [
      key,
      key === name ? replaced(inner, rest, replacement) : inner,
    ]),
  );
}
