/** What the next page says once. */
export interface Notice {
  readonly kind: 'done' | 'problem' | 'secret';
  readonly text: string;
  readonly link?: string;
}

/** One browser that is signed in. */
export interface Session {
  readonly id: string;
  readonly user: string;
}

/** The sessions of the host: a random id in the browser's cookie, everything else on our side. */
export interface Sessions {
  start(user: string): Promise<Session>;
  /** Undefined for an id that nobody has, or has no more. */
  find(id: string): Promise<Session | undefined>;
  end(id: string): Promise<void>;
  leaveNotice(id: string, notice: Notice): Promise<void>;
  /** Takes what the next page is to say, so that it is said once. */
  takeNotice(id: string): Promise<Notice | undefined>;
}

/** How long somebody stays signed in, in milliseconds. */
export const sessionLifetimeMs = 8 * 60 * 60_000;
