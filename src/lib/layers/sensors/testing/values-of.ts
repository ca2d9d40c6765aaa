import type { LayerValues } from '#lib/model/live-values.ts';

/** An entity of a test; undefined where a row is free. */
export interface TestEntity {
	readonly value?: number;
	/** Index of a word of status. */
	readonly status?: number;
	readonly quality?: number;
	readonly lngLat?: readonly [number, number];
	readonly at?: number;
}

/** Columns of a layer with these entities. */
export function valuesOf(...entities: readonly (TestEntity | undefined)[]): LayerValues {
	const count = entities.length;
	return {
		layer: 'air',
		shownAt: 0,
		count,
		entities: entities.filter(Boolean).length,
		lngLat: Float64Array.from(
			entities.flatMap((entity) => (entity ? (entity.lngLat ?? [0, 0]) : [NaN, NaN]))
		),
		positions: new Float32Array(3 * count),
		value: Float32Array.from(entities, (entity) => entity?.value ?? NaN),
		also: [],
		at: Float64Array.from(entities, (entity) => entity?.at ?? 0),
		status: Uint8Array.from(entities, (entity) => entity?.status ?? 255),
		quality: Uint8Array.from(entities, (entity) => entity?.quality ?? 0)
	};
}
