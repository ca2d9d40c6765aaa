/** A category as people write it: sources join words with underscores. */
export const categoryName = (value: string): string => value.replaceAll('_', ' ');
