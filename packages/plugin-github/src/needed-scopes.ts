/** What an OAuth App's token needs: everything, or at least public repositories, of which GitHub then shows no others. */
export const repositoryScopes = [['repo', 'public_repo']] as const;
