import type { NamedCity } from '../build/buildings.ts';
import type { Street } from '../build/street.ts';
import type { Point } from '../geometry/point.ts';
import { toLngLat } from '../sources/degrees.ts';
import { batched, csvLine, type Source } from '../sources/source.ts';

export type Cell = string | number | boolean | undefined;

/** One thing at a place: its id's kind and number are told by the table. */
export interface Thing {
	readonly at: Point;
	readonly values: readonly Cell[];
}

/** A thing of a table with its id and what the table says of it, by column. */
export interface Asset {
	/** NGSI-LD urn. */
	readonly id: string;
	readonly at: Point;
	readonly values: Readonly<Record<string, Cell>>;
}

/** A table of things as an open data file, and the same things for whoever makes more of them. */
export interface ThingSource extends Source {
	readonly assets: () => Generator<Asset>;
}

/**
 * A point set as a table: `id` (an NGSI-LD urn that stays the same for the same seed), the columns given,
 * then longitude and latitude.
 */
export function thingSource(
	name: string,
	kind: string,
	columns: readonly string[],
	things: () => Iterable<Thing>
): ThingSource {
	return {
		name: `${name}.csv`,
		chunks: () =>
			batched(
				(function* () {
					yield csvLine(['id', ...columns, 'lng', 'lat']);
					let number = 0;
					for (const { at, values } of things())
						yield csvLine([urnOf(kind, ++number), ...values, ...toLngLat(at)]);
				})()
			),
		*assets() {
			let number = 0;
			for (const { at, values } of things())
				yield {
					id: urnOf(kind, ++number),
					at,
					values: Object.fromEntries(columns.map((column, k) => [column, values[k]]))
				};
		}
	};
}

/** The urn of the n-th thing of a kind, from 1. */
export function urnOf(kind: string, number: number): string {
	return `urn:ngsi-ld:${kind}:yunquan-${String(number).padStart(6, '0')}`;
}

/** Chinese name of the street that a piece is of. */
export function streetName({ ways }: NamedCity, { key }: Street): string | undefined {
	return ways.get(key.split('/')[0]!)?.way.name.zh;
}
