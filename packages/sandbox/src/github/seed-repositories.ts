import { makeCommit } from './commit.ts';
import type { Account, Issue, Repository, Role } from './github-store.ts';
import { fillEngine } from './seed-engine.ts';
import type { SeedPeople } from './seed-people.ts';

const hourMs = 3_600_000;

/** The organisation's `engine` (private) and `website` (public), Ada's `diary` (private), Grace's `compiler` (public). */
export function seedRepositories(seed: SeedPeople): readonly Repository[] {
  const { ada, grace, organization, roles } = seed;
  const own = (account: Account) => new Map<Account, Role>([[account, 'admin']]);
  const engine = emptyRepository(seed, {
    name: 'engine',
    owner: organization,
    private: true,
    roles,
    description: 'The analytical engine',
    formerName: 'difference-engine',
  });
  fillEngine(engine, seed);
  return [
    engine,
    emptyRepository(seed, {
      name: 'website',
      owner: organization,
      private: false,
      roles,
      description: 'What the world sees of the engine',
    }),
    emptyRepository(seed, {
      name: 'diary',
      owner: ada,
      private: true,
      roles: own(ada),
      description: 'Not for everyone',
    }),
    emptyRepository(seed, {
      name: 'compiler',
      owner: grace,
      private: false,
      roles: own(grace),
      description: 'Words into numbers',
    }),
  ];
}

type Own = Pick<Repository, 'name' | 'owner' | 'private' | 'roles' | 'description' | 'formerName'>;

function emptyRepository({ nowMs, nextId }: SeedPeople, own: Own): Repository {
  const id = nextId();
  const readme = Buffer.from(`# ${own.name}\n\n${own.description}.\n`);
  const first = makeCommit('First', new Map([['README.md', readme]]));
  return {
    ...own,
    id,
    language: 'TypeScript',
    stars: 3,
    createdAt: nowMs - 1_000 * hourMs - id * 1_000,
    defaultBranch: 'main',
    labels: ['bug', 'documentation', 'good first issue'].map((name) => ({
      id: nextId(),
      name,
      color: 'd73a4a',
      description: '',
    })),
    milestones: [{ id: nextId(), number: 1, title: 'First run', state: 'open' }],
    issues: [] as Issue[],
    branches: new Map([['main', first]]),
    workflows: [],
    runs: [],
  };
}
