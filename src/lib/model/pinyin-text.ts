/** True for what may be somebody's pinyin: letters, perhaps with spaces or apostrophes between syllables. */
export const mayBePinyin = (text: string): boolean => /^[a-z][a-z' ]*$/i.test(text.trim());

/** Letters and digits only, as spellings are written. */
export const plainLetters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
