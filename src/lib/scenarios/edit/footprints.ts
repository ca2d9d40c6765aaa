import type { FootprintsPart } from '#lib/model/scenario/city-parts.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { CityReader } from '../city/city-reader.ts';
import { editBuildings } from './buildings.ts';
import { districtMassing } from './district-massing.ts';

/** Footprints after edits, by the rows of the buildings after them. Who was given no building has none. */
export async function editFootprints(
	part: FootprintsPart,
	edits: readonly ScenarioEdit[],
	city: CityReader
): Promise<FootprintsPart> {
	const { key } = editBuildings(await city.part('buildings'), edits);
	const added = addedRings(edits);
	const lng: number[] = [];
	const lat: number[] = [];
	const starts = new Uint32Array(key.length + 1);
	key.forEach((name, row) => {
		for (const [x, y] of added.get(name) ?? (name.startsWith('new-') ? [] : ringOf(part, Number(name)))) {
			lng.push(x);
			lat.push(y);
		}
		starts[row + 1] = lng.length;
	});
	return { starts, lng: Float64Array.from(lng), lat: Float64Array.from(lat) };
}

/** Rings of what edits add, by the keys of its buildings. */
export function addedRings(edits: readonly ScenarioEdit[]): Map<string, readonly LngLat[]> {
	const rings = new Map<string, readonly LngLat[]>();
	edits.forEach((edit, place) => {
		if (edit.kind === 'building-add') rings.set(`new-${place}`, edit.ring);
		if (edit.kind === 'district')
			districtMassing(edit).forEach(({ ring }, block) => rings.set(`new-${place}-${block + 1}`, ring));
	});
	return rings;
}

function ringOf({ starts, lng, lat }: FootprintsPart, row: number): LngLat[] {
	return Array.from({ length: starts[row + 1]! - starts[row]! }, (_, i): LngLat => {
		const at = starts[row]! + i;
		return [lng[at]!, lat[at]!];
	});
}
