/** Where one GitHub is: github.com, an Enterprise Cloud with data residency (ghe.com) or an Enterprise Server. */
export interface GithubSite {
  /** Where people sign in, without a slash at the end. */
  readonly webUrl: string;
  /** What stands before `/repos` in the API's addresses, without a slash at the end. */
  readonly apiUrl: string;
  /** Whether it is run by GitHub; an Enterprise Server can be years behind. */
  readonly hosted: boolean;
}

/** Addresses of a stand-in or proxy instead of GitHub's own, without a slash at the end. */
export type GithubEndpoints = Partial<Pick<GithubSite, 'webUrl' | 'apiUrl'>>;

/**
 * The addresses of a GitHub by that of its website.
 * @see https://docs.github.com/en/enterprise-server@latest/rest/using-the-rest-api/getting-started-with-the-rest-api
 */
export function githubSite(webUrl: string): GithubSite {
  const { origin, hostname, host } = new URL(webUrl);
  if (hostname === 'github.com' || hostname === 'www.github.com' || hostname === 'api.github.com')
    return { webUrl: 'https://github.com', apiUrl: 'https://api.github.com', hosted: true };
  if (hostname.endsWith('.ghe.com')) {
    const own = host.replace(/^api\./, '');
    return { webUrl: `https://${own}`, apiUrl: `https://api.${own}`, hosted: true };
  }
  return { webUrl: origin, apiUrl: `${origin}/api/v3`, hosted: false };
}
