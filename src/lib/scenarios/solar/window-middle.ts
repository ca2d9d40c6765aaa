import { saidError } from '#lib/model/said-error.ts';
import { densestPlace } from '#lib/model/densest-place.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { ringBox } from '#lib/model/ring.ts';
import type { SolarSettings } from './settings.ts';

/** Side of the squares in which buildings are counted, metres. */
const SQUARE = 400;

/** Middle of what is computed: a place, where edits build, or where most buildings stand. Throws INPUT_EMPTY without buildings. */
export function windowMiddle(
	{ where, place }: Pick<SolarSettings, 'where' | 'place'>,
	edits: readonly ScenarioEdit[],
	{ lng, lat }: BuildingsPart
): LngLat {
	if (where === 'place') return place;
	const rings = edits.flatMap((edit) =>
		edit.kind === 'district' || edit.kind === 'building-add' ? edit.ring : []
	);
	if (where === 'edits' && rings.length > 0) {
		const [west, south, east, north] = ringBox(rings);
		return [(west + east) / 2, (south + north) / 2];
	}
	const densest = densestPlace(
		Array.from(lng, (each, row): LngLat => [each, lat[row]!]),
		SQUARE
	);
	if (!densest)
		throw saidError('INPUT_EMPTY', { zh: '这座城市没有建筑。', en: 'No building stands in this city.' });
	return densest;
}
