import { contains } from '#lib/model/geometry.ts';
import type { ViewFilter } from '../filter.ts';
import type { Failing } from '../filter-bits.ts';
import { isInside, ringOf } from '../ring.ts';
import type { ViewLayout } from '../view-definition.ts';
import type { LivePiece } from './live-rows.ts';

/** Sets or clears a filter's bit of rows, by whether they fail it. `fine`: the view's bins of the chunk's rows. */
export type RowTest = (piece: LivePiece, fine: Uint16Array, failing: Failing, bit: number) => void;

/** A filter of bars is judged by a row's bin, every other one by its values: whatever the axis, it lets the same rows through. */
export function rowTest(layout: ViewLayout, filter: ViewFilter): RowTest {
	const { definition, shift } = layout;
	if (filter.kind === 'bins' || filter.kind === 'rect') {
		const allowed = allowedBins(layout, filter);
		return ({ from, to }, fine, failing, bit) => {
			for (let row = from; row < to; row++) {
				const others = failing[row]! & ~bit;
				failing[row] = allowed[fine[row]! >> shift] === 1 ? others : others | bit;
			}
		};
	}
	if (filter.kind === 'range') {
		if (definition.kind === 'map' || definition.kind === 'heat')
			throw new TypeError(`${definition.id} has no range`);
		const column = definition.column ?? 't';
		return ({ chunk, from, to }, _, failing, bit) => {
			const values = chunk.columns.get(column);
			for (let row = from; row < to; row++) {
				const others = failing[row]! & ~bit;
				const value = values?.[row] ?? NaN;
				failing[row] = value >= filter.from && value < filter.to ? others : others | bit;
			}
		};
	}
	if (definition.kind !== 'map') throw new TypeError(`${definition.id} is not a map`);
	const ring = filter.kind === 'ring' ? ringOf(filter.ring) : undefined;
	const box = filter.kind === 'box' ? filter.box : undefined;
	const passes = (lng: number, lat: number) =>
		ring ? isInside(ring, lng, lat) : box !== undefined && contains(box, lng, lat);
	const [lngName, latName] = [definition.lng ?? 'lng', definition.lat ?? 'lat'];
	return ({ chunk, from, to }, _, failing, bit) => {
		const [lng, lat] = [chunk.columns.get(lngName), chunk.columns.get(latName)];
		for (let row = from; row < to; row++) {
			const others = failing[row]! & ~bit;
			failing[row] = passes(lng?.[row] ?? NaN, lat?.[row] ?? NaN) ? others : others | bit;
		}
	};
}

/** 1 for each bin that passes. */
function allowedBins(
	{ count, x }: ViewLayout,
	filter: Extract<ViewFilter, { kind: 'bins' | 'rect' }>
): Uint8Array {
	const allowed = new Uint8Array(count + 1);
	if (filter.kind === 'bins') for (const bin of filter.bins) allowed[bin] = 1;
	else
		for (let row = filter.y[0]; row < filter.y[1]; row++)
			allowed.fill(1, row * (x?.count ?? 0) + filter.x[0], row * (x?.count ?? 0) + filter.x[1]);
	return allowed;
}
