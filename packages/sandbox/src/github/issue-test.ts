import type { Account, Issue } from './github-store.ts';
import { type Qualifier, refused, type SearchQuery } from './search-query.ts';

/** Whether an issue or pull request is what a search asks for; `me` is whom `@me` stands for. */
export function issueTest(
  { words, qualifiers }: SearchQuery,
  me: Account | undefined,
): (issue: Issue) => boolean {
  const tests = qualifiers
    .filter(({ name }) => !['repo', 'org', 'user', 'in'].includes(name))
    .map((qualifier) => {
      const test = testOf(qualifier, me);
      return (issue: Issue) => test(issue) !== qualifier.isNegated;
    });
  return (issue) => {
    const text =
      `${issue.title} ${issue.body ?? ''} ${issue.comments.map(({ body }) => body).join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word)) && tests.every((test) => test(issue));
  };
}

function testOf({ name, value }: Qualifier, me: Account | undefined): (issue: Issue) => boolean {
  const login = () => {
    if (value !== '@me') return value;
    if (!me) throw refused('@me is nobody for this token.');
    return me.login.toLowerCase();
  };
  switch (name) {
    case 'author': {
      const wanted = login();
      return (issue) => issue.author.login.toLowerCase() === wanted;
    }
    case 'assignee': {
      const wanted = login();
      return (issue) => issue.assignees.some((account) => account.login.toLowerCase() === wanted);
    }
    case 'label':
      return (issue) => issue.labels.some((label) => label.name.toLowerCase() === value);
    case 'no':
      return (issue) => (value === 'assignee' ? issue.assignees.length === 0 : issue.labels.length === 0);
    default:
      return stateTest(value);
  }
}

function stateTest(value: string): (issue: Issue) => boolean {
  switch (value) {
    case 'issue':
      return (issue) => !issue.pull;
    case 'pr':
    case 'pull-request':
      return (issue) => Boolean(issue.pull);
    case 'open':
    case 'closed':
      return (issue) => issue.state === value;
    case 'merged':
      return (issue) => issue.pull?.merged !== undefined;
    case 'draft':
      return (issue) => issue.pull?.draft === true;
    default:
      throw refused(`"${value}" is nothing that an issue can be.`);
  }
}
