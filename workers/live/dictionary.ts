import { tableFromIPC } from 'apache-arrow';

/** The names of a layer's entities by dictionary row, as `GET /api/dict/{layer}` gives them; it grows. */
export class Dictionary {
	readonly #urns: string[] = [];
	readonly #titles: (string | undefined)[] = [];
	/** 0xRRGGBB, −1 without a colour of its own. */
	readonly #colours: number[] = [];
	#coloured = 0;

	/** Rows below this are known. */
	get size(): number {
		return this.#urns.length;
	}
	get hasColours(): boolean {
		return this.#coloured > 0;
	}

	/** Takes in rows, new or changed. */
	merge(bytes: Uint8Array): void {
		const table = tableFromIPC(bytes);
		const [idx, urn, title, colour] = ['idx', 'urn', 'title', 'colour'].map((name) => table.getChild(name));
		for (let row = 0; row < table.numRows; row++) {
			const at = Number(idx?.get(row));
			// Rows come in order; a gap would be rows that the server forgot.
			if (!Number.isInteger(at) || at > this.size) continue;
			if ((this.#colours[at] ?? -1) >= 0) this.#coloured--;
			this.#urns[at] = String(urn?.get(row) ?? '');
			this.#titles[at] = (title?.get(row) as string | null | undefined) ?? undefined; // utf8 by contract
			const value = Number.parseInt(String(colour?.get(row) ?? ''), 16);
			this.#colours[at] = Number.isNaN(value) ? -1 : value;
			if (this.#colours[at] >= 0) this.#coloured++;
		}
	}

	/** undefined when the dictionary does not have the row. */
	entity(idx: number): { readonly urn: string; readonly title: string } | undefined {
		const urn = this.#urns[idx];
		return urn === undefined ? undefined : { urn, title: this.#titles[idx] ?? urn };
	}

	/** Row of an entity; undefined when the dictionary does not have it. */
	indexOf(urn: string): number | undefined {
		const idx = this.#urns.indexOf(urn);
		return idx < 0 ? undefined : idx;
	}

	/** sRGB of an entity that has a colour of its own. */
	colour(idx: number): readonly [number, number, number] | undefined {
		const value = this.#colours[idx] ?? -1;
		return value < 0 ? undefined : [(value >> 16) & 255, (value >> 8) & 255, value & 255];
	}
}
