/** Sent with every request: GitHub refuses requests without a user agent, and changes answers only with the version. */
export const githubHeaders = {
  accept: 'application/vnd.github+json',
  'user-agent': 'sidecar-plugin-github',
  'x-github-api-version': '2022-11-28',
} as const;
