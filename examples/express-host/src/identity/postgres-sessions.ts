import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { secretHash } from './secret-hash.ts';
import { type Notice, type Session, type Sessions, sessionLifetimeMs } from './sessions.ts';

/** Sessions in a table that all instances of the host share; it holds no id that a browser could be given. */
export class PostgresSessions implements Sessions {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async start(user: string): Promise<Session> {
    const id = randomBytes(32).toString('base64url');
    await this.#pool.query('delete from host_sessions where expires_at <= now()');
    await this.#pool.query(
      `insert into host_sessions (id_hash, user_name, expires_at)
       values ($1, $2, now() + $3 * interval '1 millisecond')`,
      [secretHash(id), user, sessionLifetimeMs],
    );
    return { id, user };
  }

  async find(id: string): Promise<Session | undefined> {
    if (id === '') return undefined;
    const { rows } = await this.#pool.query<{ user_name: string }>(
      'select user_name from host_sessions where id_hash = $1 and expires_at > now()',
      [secretHash(id)],
    );
    return rows[0] && { id, user: rows[0].user_name };
  }

  async end(id: string): Promise<void> {
    await this.#pool.query('delete from host_sessions where id_hash = $1', [secretHash(id)]);
  }

  async leaveNotice(id: string, notice: Notice): Promise<void> {
    await this.#pool.query('update host_sessions set notice = $2 where id_hash = $1', [
      secretHash(id),
      notice,
    ]);
  }

  async takeNotice(id: string): Promise<Notice | undefined> {
    const { rows } = await this.#pool.query<{ notice: Notice | null }>(
      `with before as (select id_hash, notice from host_sessions where id_hash = $1 for update)
       update host_sessions set notice = null from before
       where host_sessions.id_hash = before.id_hash returning before.notice`,
      [secretHash(id)],
    );
    return rows[0]?.notice ?? undefined;
  }
}
