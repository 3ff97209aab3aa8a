/** A person, organisation or bot. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly type: 'User' | 'Organization' | 'Bot';
  /** How the person signs in to the sandbox. */
  readonly signIn?: string;
}

/** What a person may do in a repository. */
export type Role = 'read' | 'write' | 'admin';

/** A label of a repository. */
export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

/** A milestone of a repository. */
export interface Milestone {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
}

/** A comment on an issue or pull request. */
export interface Comment {
  readonly id: number;
  readonly author: Account;
  readonly body: string;
  readonly createdAt: number;
}

/** A review of a pull request. */
export interface Review {
  readonly id: number;
  readonly author: Account;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  readonly body: string;
  readonly commit: string;
  readonly submittedAt: number;
}

/** What makes an issue a pull request. */
export interface PullPart {
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
  /** The commit from which both branches come. */
  readonly from: Commit;
  readonly reviews: Review[];
  merged?: { readonly at: number; readonly by: Account; readonly sha: string };
}

/** An issue; with `pull` a pull request. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly createdAt: number;
  readonly comments: Comment[];
  readonly pull?: PullPart;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: string | null;
  labels: readonly Label[];
  assignees: readonly Account[];
  milestone: Milestone | null;
  updatedAt: number;
  closedAt: number | null;
}

/** A state of all files. */
export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A workflow of Actions; `inputs` only with the trigger `workflow_dispatch`. */
export interface Workflow {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly inputs?: readonly string[];
}

/** A run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly number: number;
  readonly workflow: Workflow;
  readonly actor: Account;
  readonly event: string;
  readonly branch: string;
  readonly sha: string;
  readonly title: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: 'success' | 'failure' | null;
  readonly createdAt: number;
}

/** A repository with everything in it. */
export interface Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly description: string;
  readonly language: string;
  readonly stars: number;
  readonly createdAt: number;
  readonly defaultBranch: string;
  readonly roles: ReadonlyMap<Account, Role>;
  readonly labels: Label[];
  readonly milestones: readonly Milestone[];
  readonly issues: Issue[];
  readonly branches: Map<string, Commit>;
  readonly workflows: readonly Workflow[];
  readonly runs: WorkflowRun[];
  /** The name that it had before; GitHub redirects from there. */
  readonly formerName?: string;
}

/** A GitHub App as it is installed for an account. */
export interface Installation {
  readonly id: number;
  readonly account: Account;
  readonly repositories: readonly Repository[];
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  suspended: boolean;
}

/** Everything that the sandbox's GitHub holds. */
export interface GithubStore {
  readonly accounts: readonly Account[];
  readonly repositories: readonly Repository[];
  readonly installations: readonly Installation[];
  readonly bot: Account;
  nextId(): number;
}

/** A repository's full name. */
export function fullName({ owner, name }: Repository): string {
  return `${owner.login}/${name}`;
}
