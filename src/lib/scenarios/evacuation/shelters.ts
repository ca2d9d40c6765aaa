import type { FacilitiesPart } from '#lib/model/scenario/city-parts.ts';
import type { DangerZone } from './danger-zone.ts';

/** Where people can go, in columns. */
export interface Shelters {
	/** Rows of the facilities. */
	readonly rows: readonly number[];
	readonly lng: Float64Array;
	readonly lat: Float64Array;
	/** Whole people. */
	readonly capacity: readonly number[];
	/** How many lie in danger themselves, and how many do not say what they hold. */
	readonly lost: number;
	readonly assumed: number;
}

/** Facilities of the kind `shelter` out of danger. */
export function sheltersOf(facilities: FacilitiesPart, zone: DangerZone, assumed: number): Shelters {
	const { kind, lng, lat, capacity } = facilities;
	const all = [...kind.keys()].filter((row) => kind[row] === 'shelter');
	const rows = all.filter((row) => !zone.holds(lng[row]!, lat[row]!));
	return {
		rows,
		lng: Float64Array.from(rows, (row) => lng[row]!),
		lat: Float64Array.from(rows, (row) => lat[row]!),
		capacity: rows.map((row) => Math.floor(Number.isNaN(capacity[row]!) ? assumed : capacity[row]!)),
		lost: all.length - rows.length,
		assumed: rows.filter((row) => Number.isNaN(capacity[row]!)).length
	};
}
