import type { Word } from './lexicon.ts';

export const RIVER: Word = { zh: '澜水', en: 'Lanshui River' };
export const LAKE: Word = { zh: '漱月湖', en: 'Shuyue Lake' };
export const MOAT: Word = { zh: '护城河', en: 'City Moat' };
export const HILLS: Word = { zh: '栖岚山', en: 'Qilan Hills' };
