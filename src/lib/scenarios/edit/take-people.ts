import type { LngLat } from '#lib/model/geometry.ts';
import { Plane } from '../city/plane.ts';
import type { BuildingRow } from './building-rows.ts';
import { impossible } from './impossible.ts';

/** Takes people out of the buildings nearest to a place, all of one before the next. Throws INPUT_INVALID when there are not as many. */
export function takePeople(
	rows: readonly BuildingRow[],
	whom: 'residents' | 'jobs',
	count: number,
	[lng, lat]: LngLat,
	place: number
): void {
	const plane = new Plane(lat);
	const nearest = rows
		.filter((row) => row[whom] > 0)
		.map((row) => ({ row, metres: plane.distance(lng, lat, row.lng, row.lat) }))
		.sort((a, b) => a.metres - b.metres);
	let left = count;
	for (const { row } of nearest) {
		if (left <= 0) return;
		const taken = Math.min(left, row[whom]);
		row[whom] -= taken;
		left -= taken;
	}
	if (left > 0)
		throw impossible(place, {
			en: `The edit ${place + 1} takes ${count} ${whom} away, ${left} more than there are in the whole city.`,
			zh: `第 ${place + 1} 项改动要减少 ${count} 个${whom === 'jobs' ? '岗位' : '居民'}，比全市总数还多 ${left}。`
		});
}
