import { hash } from '../geometry/dice.ts';
import { FIRST_WORDS, joined, SECOND_WORDS, type Word } from './lexicon.ts';

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/**
 * Stems of names, each given once: all pairs of first and second words in an order of the seed's own; when
 * they have all been given, numbered ones (云溪二) follow.
 */
export class NamePool {
	readonly #start: number;
	#given = 0;

	constructor(seed: number) {
		this.#start = hash(seed) % (FIRST_WORDS.length * SECOND_WORDS.length);
	}

	/** The next stem that nothing else has. */
	next(): Word {
		const total = FIRST_WORDS.length * SECOND_WORDS.length;
		const round = Math.floor(this.#given / total);
		// A step without a common divisor visits every pair once.
		const at = (this.#start + (this.#given % total) * stepFor(total)) % total;
		this.#given++;
		const stem = joined(
			FIRST_WORDS[at % FIRST_WORDS.length]!,
			SECOND_WORDS[Math.floor(at / FIRST_WORDS.length)]!
		);
		return round === 0 ? stem : { zh: stem.zh + numeral(round + 1), en: `${stem.en} ${round + 1}` };
	}
}

function stepFor(total: number): number {
	let step = 1009;
	while (divisor(step, total) !== 1) step += 2;
	return step;
}

function divisor(a: number, b: number): number {
	return b === 0 ? a : divisor(b, a % b);
}

function numeral(number: number): string {
	return [...String(number)].map((digit) => (digit === '0' ? '零' : NUMERALS[Number(digit) - 1]!)).join('');
}
