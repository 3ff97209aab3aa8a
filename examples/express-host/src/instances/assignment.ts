import type { SandboxPlaces } from '../sandbox-places.ts';

/** What the first process tells an instance beside the environment that they share. */
export interface Assignment {
  readonly instance: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly schema: string;
  readonly places: SandboxPlaces | undefined;
}

const variable = 'EXPRESS_HOST_ASSIGNMENT';

/** As an environment for the instance. */
export function assignmentEnvironment(assignment: Assignment): Readonly<Record<string, string>> {
  return { [variable]: JSON.stringify(assignment) };
}

/** What this process was told; undefined unless it was started as an instance. */
export function readAssignment(
  environment: Readonly<Record<string, string | undefined>>,
): Assignment | undefined {
  const text = environment[variable];
  // Written by our own first process a moment ago.
  return text === undefined ? undefined : (JSON.parse(text) as Assignment);
}
