/** Where a token is renewed, and as which client. */
export interface TokenEndpoints {
  /** Who signs the id_tokens that come along. */
  readonly issuer: string;
  /** As RFC 6749 has it: a form in, JSON out. */
  readonly tokenUrl: string;
  /** The same endpoint in GitHub's manner; clients add `/login/oauth/access_token`. */
  readonly githubUrl: string;
  /** The same endpoint in Slack's manner; clients add `oauth.v2.access`. */
  readonly slackUrl: string;
  readonly client: { readonly id: string; readonly secret: string };
}

/** The tokens of one connection, as an earlier authorization left them. */
export interface SavedConnection {
  readonly name: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** A connection that is ready to be asked for its token, in the way that the library's documentation shows. */
export interface OpenConnection {
  readonly source: { getAccessToken(): Promise<unknown> };
  /** The access token in what `getAccessToken` answered. */
  readonly tokenOf: (answer: unknown) => string;
}

/** One library under measurement, in one process. */
export interface Contestant {
  save(connection: SavedConnection): Promise<void>;
  open(name: string): Promise<OpenConnection>;
}

/** Sets a library up; with a folder it keeps its tokens there, for every process that is given the same one. */
export type SetUpContestant = (options: {
  readonly endpoints: TokenEndpoints;
  readonly folder?: string;
}) => Promise<Contestant>;
