import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** A path as the person typed it. `npm start` runs in the checkout, and says in INIT_CWD where the person is. */
export function givenPath(typed: string, environment: Environment = process.env): string {
  const isNpmStart = environment.npm_lifecycle_event === 'start';
  return path.resolve((isNpmStart && environment.INIT_CWD) || '', typed);
}
