import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { ResultLayer } from '#lib/model/scenario/result.ts';

/** What rows of a result's layer are called that are roads, by road and key; keys where a road has no name. */
export function roadNames(
	{ name, nameEn }: Pick<RoadsPart['links'], 'name' | 'nameEn'>,
	roads: readonly number[],
	keys: readonly string[]
): Pick<ResultLayer, 'names' | 'namesEn'> {
	return {
		names: roads.map((road, row) => name[road] ?? keys[row]!),
		...(nameEn && { namesEn: roads.map((road) => nameEn[road] ?? null) })
	};
}
