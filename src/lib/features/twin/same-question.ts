import type { RowQuestion } from './row-source.ts';

/** Keeps a source's question the same object while what it asks, as JSON, is the same. */
export class SameQuestion<Q> {
	#asked: string | undefined;
	#question: RowQuestion | undefined;
	readonly #make: (of: Q) => RowQuestion;

	constructor(make: (of: Q) => RowQuestion) {
		this.#make = make;
	}

	of(asked: Q): RowQuestion {
		const text = JSON.stringify(asked);
		if (!this.#question || text !== this.#asked) {
			this.#asked = text;
			this.#question = this.#make(asked);
		}
		return this.#question;
	}
}
