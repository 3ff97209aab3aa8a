/** The levels of the quality scale, the lowest first; each includes those before it. */
export const qualityLevels = ['bronze', 'silver', 'gold'] as const;

/** How far a plugin can be relied on: bronze works and is safe, silver fails well, gold is made with care. */
export type QualityLevel = (typeof qualityLevels)[number];
