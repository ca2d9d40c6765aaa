import type { Words } from '#lib/model/alarm-rule.ts';
import { m } from '#lib/paraglide/messages.js';

const both = (text: string): Words => ({ zh: text, en: text });

/** Heads of a table of differences: names of both scenarios, then what differs. */
export const differenceTitles = ([a, b]: readonly [a: string, b: string]): readonly [
	a: Words,
	b: Words,
	difference: Words,
	share: Words
] => [both(a), both(b), both(m.lab_difference()), both(m.lab_change())];
