/** Numbers of a column whose length is not known beforehand. */
export class GrowingNumbers<A extends Float64Array | Int32Array> {
	#values: A;
	#length = 0;
	readonly #make: (length: number) => A;

	constructor(make: (length: number) => A) {
		this.#make = make;
		this.#values = make(1 << 12);
	}

	get length(): number {
		return this.#length;
	}

	push(value: number): void {
		if (this.#length === this.#values.length) {
			const larger = this.#make(this.#values.length * 2);
			larger.set(this.#values);
			this.#values = larger;
		}
		this.#values[this.#length++] = value;
	}

	/** What is there, without a copy. */
	view(): A {
		return this.#values.subarray(0, this.#length) as A; // of the same class as what it is cut from
	}
}

export const growingFloats = () =>
	new GrowingNumbers<Float64Array<ArrayBuffer>>((length) => new Float64Array(length));
export const growingCodes = () =>
	new GrowingNumbers<Int32Array<ArrayBuffer>>((length) => new Int32Array(length));
