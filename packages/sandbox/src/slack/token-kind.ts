/** A person's scopes stand beside the bot's in one list, told apart by this prefix. */
export const userScopePrefix = 'user/';

/** Whose a token is: the app's bot in a workspace, or a person. */
export type TokenKind = 'bot' | 'user';

/** A list of scopes in which a person's are marked, taken apart. */
export function splitScopes(scope: string): Readonly<Record<TokenKind, readonly string[]>> {
  const all = scope.split(' ').filter(Boolean);
  const user = all.filter((name) => name.startsWith(userScopePrefix));
  return {
    bot: all.filter((name) => !name.startsWith(userScopePrefix)),
    user: user.map((name) => name.slice(userScopePrefix.length)),
  };
}

/** A token that holds a bot's scopes is the bot's. */
export function kindOf(scope: string): TokenKind {
  return splitScopes(scope).bot.length > 0 ? 'bot' : 'user';
}
