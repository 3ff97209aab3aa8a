import { people, type Sandbox } from '@sidecar/sandbox';

/** Tokens that a person would make in the settings of a service and type. */
export async function typedTokens({ github, notion, slack }: Sandbox): Promise<Record<string, string>> {
  const permissions = {
    contents: 'read',
    issues: 'write',
    pull_requests: 'write',
    actions: 'write',
  } as const;
  return {
    github: github.createToken({ login: people[0].login, permissions }),
    notion: notion.internalToken(),
    slack: await slack.issueBotToken(),
  };
}
