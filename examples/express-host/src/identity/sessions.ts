import { randomBytes } from 'node:crypto';

const lifetimeMs = 8 * 60 * 60_000;

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
  readonly expiresAt: number;
  notice?: Notice | undefined;
}

/** The sessions of this process: a random id in the browser's cookie, everything else here. Several processes share a table instead. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  start(user: string): Session {
    for (const { id, expiresAt } of this.#sessions.values())
      if (expiresAt <= this.#now()) this.#sessions.delete(id);
    const session = { id: randomBytes(32).toString('base64url'), user, expiresAt: this.#now() + lifetimeMs };
    this.#sessions.set(session.id, session);
    return session;
  }

  find(id: string): Session | undefined {
    const session = this.#sessions.get(id);
    return session && session.expiresAt > this.#now() ? session : undefined;
  }

  end(id: string): void {
    this.#sessions.delete(id);
  }
}
