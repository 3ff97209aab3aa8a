/** One API key for each user, of which only a hash is kept; a new one replaces the old one. */
export interface ApiKeys {
  /** Makes a key. It is shown to its user once and known nowhere afterwards. */
  create(user: string): Promise<string>;
  /** Whose key it is. */
  userOf(key: string): Promise<string | undefined>;
}
