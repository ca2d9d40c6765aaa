import { AppError } from '#lib/model/errors.ts';

/** For each row the filters that it fails, one bit each: 16 as a rule, 32 once there are more filters. */
export type Failing = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Views can be any number, those among them that filter at one time this many: a row's word has no more bits. */
export const MOST_FILTERS = 32;
const NARROW = 16;

export const tooManyFilters = (): AppError =>
	new AppError('OVERLOADED', {
		message: `${MOST_FILTERS} charts filter already: clear one of them first.`,
		zh: `已有 ${MOST_FILTERS} 张图表在筛选，请先清除其中一个。`
	});

/** Which bit of a row's word is whose: only views that filter have one. */
export class FilterBits {
	readonly #viewOf: (number | undefined)[] = [];

	/** The bit of a view, by its index; 0: it filters nothing. */
	of(view: number): number {
		const at = this.#viewOf.indexOf(view);
		return at < 0 ? 0 : 1 << at;
	}

	/** Gives a view a bit, that which it has if it has one. Throws OVERLOADED when none is left. */
	take(view: number): number {
		const known = this.of(view);
		if (known !== 0) return known;
		const free = this.#viewOf.indexOf(undefined);
		const at = free < 0 ? this.#viewOf.length : free;
		if (at >= MOST_FILTERS) throw tooManyFilters();
		this.#viewOf[at] = view;
		return 1 << at;
	}

	/** Takes a view's bit back, and answers which it was; 0: it had none. Rows must be cleared of it. */
	release(view: number): number {
		const bit = this.of(view);
		if (bit !== 0) this.#viewOf[this.#viewOf.indexOf(view)] = undefined;
		return bit;
	}

	/** The words of rows, with room for every bit that is taken. */
	roomIn(failing: Failing): Failing {
		return this.#viewOf.length > NARROW && failing instanceof Uint16Array
			? Uint32Array.from(failing)
			: failing;
	}
}
