import { AppError } from '#lib/model/errors.ts';
import { ROAD_RANKS, type RoadLink } from './road-link.ts';

/** The links of a pack's road graph that carry through traffic. Throws PACK_BROKEN when its tables are not there. */
export async function loadRoads(packUrl: string, signal: AbortSignal): Promise<RoadLink[]> {
	const { tableFromIPC } = await import('apache-arrow');
	const table = async (file: string) => {
		const response = await fetch(new URL(file, new URL(packUrl, location.href)), { signal });
		if (!response.ok) throw new AppError('PACK_BROKEN', { file, status: response.status });
		return tableFromIPC(new Uint8Array(await response.arrayBuffer()));
	};
	const [links, points] = await Promise.all([table('roads/links.arrow'), table('roads/points.arrow')]);
	const column = (name: string) => {
		const found = links.getChild(name);
		if (!found)
			throw new AppError('PACK_BROKEN', { file: 'roads/links.arrow', message: `no column ${name}` });
		return found;
	};
	const [cls, name, first, count] = ['class', 'name', 'first', 'count'].map(column);
	const [from, to, length] = ['from', 'to', 'length'].map((id) => column(id).toArray() as ArrayLike<number>);
	const [lng, lat] = ['lng', 'lat'].map(
		(id) => points.getChild(id)?.toArray() as ArrayLike<number> | undefined
	);
	if (!lng || !lat)
		throw new AppError('PACK_BROKEN', { file: 'roads/points.arrow', message: 'no columns lng and lat' });
	const roads: RoadLink[] = [];
	for (let row = 0; row < links.numRows; row++) {
		const rank = ROAD_RANKS.get(String(cls!.get(row)).replace(/_link$/, ''));
		if (rank === undefined) continue;
		const begin = first!.get(row) as number; // uint32 by the pack format, as count
		roads.push({
			from: from![row] as number,
			to: to![row] as number,
			rank,
			name: (name!.get(row) as string | null) ?? '',
			length: length![row] as number,
			lngLat: Array.from({ length: count!.get(row) as number }, (_, index) => [
				lng[begin + index] as number,
				lat[begin + index] as number
			])
		});
	}
	return roads;
}
