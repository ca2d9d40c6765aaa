import type { Degrees, Metres } from '#lib/model/units.ts';

/** A corner where it is seen: WGS 84, metres above the ground. */
export interface DrawnPlace {
	readonly lng: Degrees;
	readonly lat: Degrees;
	readonly height: Metres;
}

/** Strokes on the map: what a tool draws, what was drawn, areas that filter. */
export interface Drawn {
	/** `closed`: from the last place to the first. `quiet`: thinner than what is being drawn. */
	readonly strokes: readonly {
		readonly places: readonly DrawnPlace[];
		readonly closed: boolean;
		readonly quiet: boolean;
	}[];
	/** Corners that can be seen as such. */
	readonly dots: readonly DrawnPlace[];
	readonly labels: readonly { readonly at: DrawnPlace; readonly text: string }[];
	/** Where the keyboard would set a corner. */
	readonly cross?: DrawnPlace | undefined;
}
