/** Posts of a duty room, the lowest first: a wall is taken over by a higher one than holds it. */
export const POSTS = ['seat', 'lead', 'commander'] as const;
export type Post = (typeof POSTS)[number];

export const isHigher = (post: Post, than: Post): boolean => POSTS.indexOf(post) > POSTS.indexOf(than);
