import type { Pool } from 'pg';
import type { ApiKeys } from './api-keys.ts';
import { newApiKey } from './new-api-key.ts';
import { secretHash } from './secret-hash.ts';

/** API keys in a table that all instances of the host share. */
export class PostgresApiKeys implements ApiKeys {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async create(user: string): Promise<string> {
    const key = newApiKey();
    await this.#pool.query(
      `insert into host_api_keys (user_name, key_hash) values ($1, $2)
       on conflict (user_name) do update set key_hash = excluded.key_hash`,
      [user, secretHash(key)],
    );
    return key;
  }

  async userOf(key: string): Promise<string | undefined> {
    const { rows } = await this.#pool.query<{ user_name: string }>(
      'select user_name from host_api_keys where key_hash = $1',
      [secretHash(key)],
    );
    return rows[0]?.user_name;
  }
}
