import { randomBytes } from 'node:crypto';
import { type Notice, type Session, type Sessions, sessionLifetimeMs } from './sessions.ts';

interface StoredSession extends Session {
  readonly expiresAt: number;
  notice?: Notice | undefined;
}

/** The sessions of a host that is one process. */
export class MemorySessions implements Sessions {
  readonly #sessions = new Map<string, StoredSession>();

  async start(user: string): Promise<Session> {
    for (const { id, expiresAt } of this.#sessions.values())
      if (expiresAt <= Date.now()) this.#sessions.delete(id);
    const id = randomBytes(32).toString('base64url');
    const session = { id, user, expiresAt: Date.now() + sessionLifetimeMs };
    this.#sessions.set(id, session);
    return session;
  }

  async find(id: string): Promise<Session | undefined> {
    return this.#current(id);
  }

  async end(id: string): Promise<void> {
    this.#sessions.delete(id);
  }

  async leaveNotice(id: string, notice: Notice): Promise<void> {
    const session = this.#current(id);
    if (session) session.notice = notice;
  }

  async takeNotice(id: string): Promise<Notice | undefined> {
    const session = this.#current(id);
    const notice = session?.notice;
    if (session) session.notice = undefined;
    return notice;
  }

  #current(id: string): StoredSession | undefined {
    const session = this.#sessions.get(id);
    return session && session.expiresAt > Date.now() ? session : undefined;
  }
}
