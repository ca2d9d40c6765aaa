/** The page is a wall, read from metres away: not a desk that shows a small picture of one. */
export const isWallPage = (): boolean => document.documentElement.dataset['look'] === 'wall';
