/** What a Yunquan is made from: the same options give the same city, byte for byte. */
export interface YunquanOptions {
	/** Any whole number of 32 bits. */
	readonly seed: number;
	/** How many buildings it has, exactly. */
	readonly buildings: number;
}

/** The Yunquan that everybody gets. */
export const YUNQUAN_DEFAULTS: YunquanOptions = { seed: 2026, buildings: 60_000 };

/** Raised whenever the same seed gives another city: kept packs of older generators are made anew. */
export const YUNQUAN_VERSION = 6;

export const FEWEST_BUILDINGS = 500;
export const MOST_BUILDINGS = 2_000_000;
