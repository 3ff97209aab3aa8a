/** A workspace. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

/** Where an app is installed: in one workspace, or in an organization (Enterprise Grid) with several. */
export interface Installation {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly organization: boolean;
  readonly workspaces: readonly Workspace[];
  readonly botUserId: string;
}

const botUserId = 'U0BOT000001';

function workspace(id: string, name: string, domain: string): Installation {
  const facts = { id, name, domain };
  return { ...facts, organization: false, workspaces: [facts], botUserId };
}

const analytical = workspace('T0ANALYTIC1', 'Analytical Society', 'analytical');
const difference = { id: 'T0DIFFEREN1', name: 'Difference Works', domain: 'difference' };
const compilers = { id: 'T0COMPILER1', name: 'Compiler House', domain: 'compilers' };

/** Everywhere that the app can be installed; `team` in an authorization URL chooses. */
export const installations: readonly [Installation, ...Installation[]] = [
  analytical,
  workspace('T0NAVAL0001', 'Naval Computing', 'naval'),
  {
    id: 'E0ENGINES01',
    name: 'Engines United',
    domain: 'engines',
    organization: true,
    workspaces: [difference, compilers],
    botUserId,
  },
];

/** Which grant was given for which installation. */
export class Installations {
  readonly #byGrant = new Map<string, Installation>();

  /** Notes what was chosen; whoever chose nothing gets the first workspace. */
  note(grantId: string | undefined, team: unknown): void {
    const chosen = installations.find(({ id, domain }) => team === id || team === domain);
    if (grantId !== undefined) this.#byGrant.set(grantId, chosen ?? analytical);
  }

  of(grantId: string | undefined): Installation {
    return this.#byGrant.get(grantId ?? '') ?? analytical;
  }
}
