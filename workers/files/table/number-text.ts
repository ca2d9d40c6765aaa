const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '--', '\\n', '#n/a', '无', '缺失']);

/** Texts that say that there is no value. */
export const isMissing = (text: string): boolean => MISSING.has(text.toLowerCase());

export const isNumberText = (text: string): boolean => NUMBER.test(text);

/** The number that a text says, NaN when it says none. */
export const numberOf = (text: string): number => (NUMBER.test(text) ? Number(text) : NaN);
