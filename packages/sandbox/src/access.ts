/** Who is behind an access token, and what it may do. */
export interface Access {
  readonly login: string;
  readonly scopes: readonly string[];
}

/** Looks an access token up at the authorization server that should have issued it. */
export type FindAccess = (token: string) => Promise<Access | undefined>;

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(headers: Headers): string | undefined {
  return headers.get('authorization')?.match(/^Bearer +([\w.~+/-]+=*)$/i)?.[1];
}
