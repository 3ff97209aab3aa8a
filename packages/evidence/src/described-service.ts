/** The services that have an official description and recorded answers. */
export type DescribedService = 'github' | 'google' | 'notion' | 'slack' | 'twitter';
