import { pinyin } from 'pinyin-pro';
import { plainLetters } from './pinyin-text.ts';

/** A Chinese text as it is typed on a keyboard without an input method: 泉城广场 is `quanchengguangchang` and `qcgc`. */
export interface Spelling {
	readonly whole: string;
	readonly initials: string;
}

const IDEOGRAPH = /\p{Script=Han}/u;

/** Pinyin without tones, ü as v, other letters and digits kept; undefined for a text without Chinese characters. */
export function spellingOf(text: string): Spelling | undefined {
	if (!IDEOGRAPH.test(text)) return undefined;
	const options = { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true } as const;
	return {
		whole: letters(pinyin(text, options)),
		initials: letters(pinyin(text, { ...options, pattern: 'first' }))
	};
}

const letters = (parts: readonly string[]): string => plainLetters(parts.join(''));
