import type { TestTable } from './table-of-a-test.ts';

/** A role that row-level security applies to, and how to be it. */
export interface PlainRole {
  readonly name: string;
  readonly connectionString: string;
  drop(): Promise<void>;
}

/** Makes a role that may log in and nothing else. */
export async function plainRole(connectionString: string, run: TestTable['run']): Promise<PlainRole> {
  const name = `sidecar_${crypto.randomUUID().slice(0, 8)}`;
  const password = crypto.randomUUID();
  await run(`CREATE ROLE ${name} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${password}'`);
  const address = new URL(connectionString);
  address.username = name;
  address.password = password;
  return {
    name,
    connectionString: address.href,
    drop: async () => {
      await run(`DROP OWNED BY ${name} CASCADE`);
      await run(`DROP ROLE ${name}`);
    },
  };
}
