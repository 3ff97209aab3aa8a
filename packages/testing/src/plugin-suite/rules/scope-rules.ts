import type { OAuth2 } from '@sidecar/core';
import type { PluginRules } from '../plugin-rule.ts';
import type { Subject } from '../subject.ts';

/** What a plugin asks a person for. */
export const scopeRules = {
  scopes: {
    level: 'bronze',
    sentence: 'asks for scopes with which every tool works',
    check: async ({ plugin }) =>
      Object.entries(plugin.auth).flatMap(([auth, method]) => {
        if (method.kind !== 'oauth2') return [];
        const tools = plugin.tools.filter((tool) => tool.auth?.includes(auth) ?? true);
        return [
          ...askedLists(method)
            .flatMap(duplicates)
            .map((scope) => `${auth} asks for ${scope} twice`),
          ...tools.flatMap(({ name, credential, scopes = [] }) => [
            ...malformed(method, scopes).map((scope) => `${name} names "${scope}", which is no scope`),
            ...scopes
              .filter(
                (entry) => ![entry].flat().some((scope) => askedFor(method, credential).includes(scope)),
              )
              .map((entry) => `${name} needs ${[entry].flat().join(' or ')}, which ${auth} does not ask for`),
          ]),
        ];
      }),
  },
  'least-scopes': {
    level: 'gold',
    sentence: 'asks for no scope that no tool needs',
    check: async (subject) => {
      const extra = subject.options.extraScopes ?? {};
      const named = new Set(subject.plugin.tools.flatMap(({ scopes = [] }) => scopes.flat()));
      return defaultScopes(subject)
        .filter((scope) => !named.has(scope) && !extra[scope]?.trim())
        .map((scope) => `${scope} is asked for, and no tool names it; say why in extraScopes`);
    },
  },
} as const satisfies PluginRules;

function defaultScopes({ method }: Subject): readonly string[] {
  return method?.kind === 'oauth2' ? askedLists(method).flat() : [];
}

/** What is asked for the main credential of a grant, and for each of the others. */
function askedLists({ scopes, otherScopes = {} }: OAuth2): (readonly string[])[] {
  return [scopes, ...Object.values(otherScopes).map((other) => other.scopes)];
}

function askedFor({ scopes, otherScopes = {} }: OAuth2, credential: string | undefined): readonly string[] {
  return (credential === undefined ? undefined : otherScopes[credential]?.scopes) ?? scopes;
}

function duplicates(scopes: readonly string[]): readonly string[] {
  return scopes.filter((scope, index) => scopes.indexOf(scope) !== index);
}

function malformed(
  { scopeSeparator = ' ' }: OAuth2,
  scopes: readonly (string | readonly string[])[],
): readonly string[] {
  return scopes.flat().filter((scope) => scope === '' || /\s/.test(scope) || scope.includes(scopeSeparator));
}
