/** How the new plugin's users are connected. */
export const authKinds = ['oauth2', 'token', 'none'] as const;

/** OAuth 2.0, a token that a person types, or nothing. */
export type AuthKind = (typeof authKinds)[number];

/** What has to be known of a new plugin. */
export interface PluginAnswers {
  /** As people read it: `Acme Notes`. */
  readonly name: string;
  /** Lower case letters, digits and hyphens: `acme-notes`. */
  readonly id: string;
  readonly auth: AuthKind;
  /** The first tool, lower snake case: `note_list`. */
  readonly tool: string;
}

/** What is wrong with an answer, as a sentence; undefined when nothing is. */
export const answerProblems: {
  readonly [Field in keyof PluginAnswers]: (value: string) => string | undefined;
} = {
  name: (value) =>
    /^[\p{L}\p{N}][\p{L}\p{N} .&+!-]{0,49}$/u.test(value) && value.trim() === value
      ? undefined
      : 'A name begins with a letter or digit and has at most 50 letters, digits, spaces and . & + ! -',
  id: (value) =>
    /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value)
      ? undefined
      : 'An id is at most 40 lower case letters and digits, with single hyphens between: acme-notes',
  auth: (value) =>
    authKinds.some((kind) => kind === value) ? undefined : `The kinds of auth are ${authKinds.join(', ')}.`,
  tool: (value) =>
    /^(?=.{1,40}$)[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(value)
      ? undefined
      : 'A tool is called by a thing and what is done with it, in lower case: note_list',
};

/** The id that a name suggests; empty when the name has no ASCII letter to begin with. */
export function suggestedId(name: string): string {
  const words = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return (words ?? [])
    .join('-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-$/, '');
}
