/** Someone who can sign in to the sandbox: a mailbox owner and an X user at once. */
export interface Person {
  /** The e-mail address; also what `consent()` and the login page call them by. */
  readonly login: string;
  readonly name: string;
  readonly xUser: { readonly id: string; readonly username: string; readonly description: string };
}

/** The sandbox's people. The first one is signed in where nobody is named. */
export const people: readonly [Person, Person] = [
  {
    login: 'ada@sandbox.example',
    name: 'Ada Lovelace',
    xUser: { id: '1815121018520001001', username: 'ada_sandbox', description: 'Notes on an engine.' },
  },
  {
    login: 'grace@sandbox.example',
    name: 'Grace Hopper',
    xUser: { id: '1906120919920001002', username: 'grace_sandbox', description: 'One nanosecond at a time.' },
  },
];
