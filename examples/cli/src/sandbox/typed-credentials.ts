import { people, type Sandbox } from '@sidecar/sandbox';

/** What `connect NAME --auth METHOD` asks a person to type. */
export interface TypedCredential {
  readonly integration: string;
  readonly auth: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What a person would copy from the settings of each service. */
export async function typedCredentials({
  github,
  notion,
  slack,
}: Sandbox): Promise<readonly TypedCredential[]> {
  const permissions = {
    contents: 'read',
    issues: 'write',
    pull_requests: 'write',
    actions: 'write',
  } as const;
  const { appId, organization, privateKey } = github.app;
  const token = github.createToken({ login: people[0].login, permissions });
  return [
    { integration: 'slack', auth: 'bot_token', fields: { token: await slack.issueBotToken() } },
    { integration: 'github', auth: 'token', fields: { token } },
    { integration: 'github', auth: 'app', fields: { appId, organization, privateKey } },
    { integration: 'notion', auth: 'token', fields: { token: notion.internalToken() } },
  ];
}
