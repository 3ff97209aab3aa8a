import { atlassianDialect } from './dialects/atlassian-dialect.ts';
import { githubDialect } from './dialects/github-dialect.ts';
import { gitlabDialect } from './dialects/gitlab-dialect.ts';
import { googleDialect } from './dialects/google-dialect.ts';
import { notionDialect } from './dialects/notion-dialect.ts';
import { slackDialect } from './dialects/slack-dialect.ts';
import { xDialect } from './dialects/x-dialect.ts';
import { standardDialect } from './standard-dialect.ts';

/** The dialects of providers that go their own way, by the id of their integration, and `standard`. */
export const authorizationDialects = {
  standard: standardDialect,
  atlassian: atlassianDialect,
  github: githubDialect,
  gitlab: gitlabDialect,
  google: googleDialect,
  notion: notionDialect,
  slack: slackDialect,
  x: xDialect,
} as const;
