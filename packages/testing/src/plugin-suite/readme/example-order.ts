/** What the process of a README's example has to know. */
export interface ExampleOrder {
  /** The program, in a folder of its own. */
  readonly exampleUrl: string;
  /** What the program gets in the place of core. */
  readonly coreUrl: string;
  /** The plugin's package, from which everything else is imported. */
  readonly packageUrl: string;
  /** Where the provider listens on the loopback. */
  readonly port: number;
  /** The refresh token of the account that the example connects. */
  readonly refreshToken: string;
  /** The secret of the OAuth client. */
  readonly clientSecret: string;
  /** What the suite types where the example has nothing to type. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** How the example ended. */
export interface ExampleEnd {
  /** Why it failed, in words; undefined when it came to its last line. */
  readonly failure?: string;
  /** The line of the program on which it failed. */
  readonly line?: number;
}

/** The header in which a request says which call of a tool it belongs to. */
export const callHeader = 'x-suite-call';

const placeholder = 'suite-value-of-';

/** What an environment variable of an example holds, so that it can be told from a value of its own. */
export function placeholderFor(variable: string): string {
  return `${placeholder}${variable}`;
}

/** Whether a value is that of an environment variable of the suite's. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(placeholder);
}
