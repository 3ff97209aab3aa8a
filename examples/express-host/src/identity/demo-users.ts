import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Someone who may sign in to this host. Has nothing to do with their accounts at Gmail or X. */
export interface DemoUser {
  readonly id: string;
  readonly name: string;
  readonly password: string;
}

const people = [
  { id: 'alice', name: 'Alice' },
  { id: 'bob', name: 'Bob' },
] as const;

/** The host's users. A real host has them in a database, with slow password hashes or a sign-in service. */
export class DemoUsers {
  readonly all: readonly DemoUser[];

  constructor(all: readonly DemoUser[]) {
    this.all = all;
  }

  /** Passwords from ALICE_PASSWORD and BOB_PASSWORD, or random ones for this run. */
  static fromEnvironment(environment: Readonly<Record<string, string | undefined>>): DemoUsers {
    return new DemoUsers(
      people.map((person) => {
        const given = environment[`${person.id.toUpperCase()}_PASSWORD`];
        return { ...person, password: given || randomBytes(9).toString('base64url') };
      }),
    );
  }

  /** The passwords in the form in which `fromEnvironment` reads them. */
  environment(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.all.map(({ id, password }) => [`${id.toUpperCase()}_PASSWORD`, password]));
  }

  nameOf(id: string): string {
    return this.all.find((user) => user.id === id)?.name ?? id;
  }

  /** The user whose password this is. Takes as long for a wrong password as for a wrong name. */
  authenticate(id: string, password: string): DemoUser | undefined {
    const user = this.all.find((candidate) => candidate.id === id);
    const matches = timingSafeEqual(digest(password), digest(user?.password ?? ''));
    return user && matches ? user : undefined;
  }
}

/** Makes texts of any length comparable in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
