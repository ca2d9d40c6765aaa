import type { BBox } from './geometry.ts';
import type { StoredEvent } from './observation.ts';
import type { EpochMs } from './units.ts';

/**
 * The entities of a live layer in columns: row = index in its MotionSink and in `card`. Rows of no entity
 * have NaN positions. Arrays are the receiver's own.
 */
export interface LayerValues {
	readonly layer: string;
	/** Instant that is shown. */
	readonly shownAt: EpochMs;
	/** Rows, free ones included. */
	readonly count: number;
	/** Entities among them. */
	readonly entities: number;
	/** Longitude, latitude in degrees, WGS 84; 2 × count. */
	readonly lngLat: Float64Array;
	/** x, y, z metres in the city's local frame; 3 × count. */
	readonly positions: Float32Array;
	/** The metric of the layer's `EntityColour`, in its unit; NaN = not said, or none chosen. */
	readonly value: Float32Array;
	/** Columns of the metrics that `EntityColour.also` asks for, in its order. */
	readonly also: readonly Float32Array[];
	/** When each row was observed, ms. */
	readonly at: Float64Array;
	/** Index into the layer's `statuses`; 255 = not said. */
	readonly status: Uint8Array;
	/** Bits of `QUALITY` (wire/fields.ts), `stale` as of `shownAt`. */
	readonly quality: Uint8Array;
}

/** What colours the entities of a layer. */
export type EntityColour = {
	/** sRGB and alpha of entities without a value. */
	readonly none: readonly [number, number, number, number];
	/** Share of alpha that stale entities keep, 0–1. */
	readonly stale: number;
	/** 256 × sRGB and alpha. */
	readonly ramp: Uint8Array;
	/** Indices of further metrics that the layer's columns bring along. */
	readonly also?: readonly number[];
} & (
	| {
			readonly by: 'metric';
			/** Index into the layer's `metrics`. */
			readonly metric: number;
			/** Values of the ramp's ends; what lies beyond has the end's colour. */
			readonly domain: readonly [number, number];
	  }
	/** Entry = index into the layer's `statuses`. */
	| { readonly by: 'status' }
);

/** What a view sees of a layer; without one, everything. */
export interface LayerArea {
	readonly bbox: BBox;
	/** Web-mercator zoom at 512 px a tile. */
	readonly z: number;
	/** 0 = counts by tile, 1 = decimated, 2 = every entity. */
	readonly lod: 0 | 1 | 2;
}

/** Counts by tile, of a layer whose area asks for level 0. */
export interface TileCounts {
	readonly layer: string;
	readonly tiles: readonly {
		readonly z: number;
		readonly x: number;
		readonly y: number;
		readonly count: number;
		/** Means by column of the layer's metrics; NaN = nobody said it. */
		readonly means: Float32Array;
	}[];
}

/** The events of a layer up to the instant shown, oldest first. */
export interface LayerEvents {
	readonly layer: string;
	readonly events: readonly StoredEvent[];
	/** Those before the first were dropped, or never fetched. */
	readonly truncated: boolean;
}

/** What the entities of a layer say of one metric, by their urns: the rows of two clocks can be told to be the same thing. */
export interface LayerReadings {
	readonly layer: string;
	/** Instant that the entities were brought to. */
	readonly at: EpochMs;
	/** Entities that are left out: their names have not come yet. */
	readonly unnamed: number;
	/** One for each entity, as all that follow. */
	readonly urns: readonly string[];
	readonly titles: readonly string[];
	/** Row of the entity in the layer's `LayerValues`. */
	readonly rows: Uint32Array;
	/** Longitude, latitude in degrees, WGS 84; 2 × entities; NaN without a place. */
	readonly lngLat: Float64Array;
	/** In the metric's unit; NaN = not said. */
	readonly value: Float32Array;
	/** When each was observed, ms. */
	readonly observedAt: Float64Array;
	/** 1 = older than the layer's limit. */
	readonly stale: Uint8Array;
}
