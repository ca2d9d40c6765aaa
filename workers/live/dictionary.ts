import { tableFromIPC, type Table } from 'apache-arrow';

/** The names of a layer's entities, as `GET /api/dict/{layer}` gives them. */
export class Dictionary {
	readonly hasColours: boolean;
	readonly #table: Table;

	constructor(bytes: Uint8Array) {
		this.#table = tableFromIPC(bytes);
		const colours = this.#table.getChild('colour');
		this.hasColours = colours !== null && colours.nullCount < colours.length;
	}

	/** undefined when the dictionary does not have the row. */
	entity(idx: number): { readonly urn: string; readonly title: string } | undefined {
		const urn = this.#text('urn', idx);
		return urn === undefined ? undefined : { urn, title: this.#text('title', idx) ?? urn };
	}

	/** sRGB of `RRGGBB`. */
	colour(idx: number): readonly [number, number, number] | undefined {
		const value = Number.parseInt(this.#text('colour', idx) ?? '', 16);
		return Number.isNaN(value) ? undefined : [(value >> 16) & 255, (value >> 8) & 255, value & 255];
	}

	#text(column: string, idx: number): string | undefined {
		return (this.#table.getChild(column)?.get(idx) as string | null | undefined) ?? undefined; // utf8 by contract
	}
}
