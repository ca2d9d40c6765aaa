import { saidError } from '#lib/model/said-error.ts';
import type { CityManifest } from '#lib/model/city.ts';
import type { ZonesPart } from '#lib/model/scenario/city-parts.ts';
import { buildingsSayPeople } from './buildings.ts';
import type { CityReader, ReadPackFile } from '../city-reader.ts';
import { readAreaLevels, type AreaLevel } from '../zones/area-levels.ts';
import { cellsOver } from '../zones/cells-over.ts';
import { countPeople } from '../zones/count-people.ts';

/** Models that go from every zone to every other stay within seconds. */
const MOST_ZONES = 400;

/**
 * The finest areas of which at most 400 have people, or the coarsest when all have more; without areas that say their
 * people, cells of a grid. Where buildings say who is in them, zones are their sums.
 */
export async function readZones(
	manifest: CityManifest,
	read: ReadPackFile,
	city: CityReader
): Promise<ZonesPart> {
	const levels = await readAreaLevels(manifest, read);
	const fromAreas = finest(levels);
	if (fromAreas && !buildingsSayPeople(manifest)) return { ...fromAreas.zones, counted: 'in the pack' };
	const buildings = await city.part('buildings');
	const counted = buildingsSayPeople(manifest) ? 'in the pack' : 'by floor area';
	const outline = fromAreas?.zones ?? cellsOver(buildings, MOST_ZONES);
	const zones = { ...countPeople(outline, buildings), counted } as const;
	if (zones.residents.every((people, zone) => people + zones.jobs[zone]! === 0))
		throw saidError('INPUT_EMPTY', {
			zh: '数据包里没有居民和岗位，请导入写明人口的片区或建筑。',
			en: 'Nobody lives or works in this pack: import the city with areas or buildings that say their people.'
		});
	return zones;
}

function finest(levels: readonly AreaLevel[]): AreaLevel | undefined {
	const byFineness = [...levels].sort((a, b) => b.populated - a.populated);
	return byFineness.find(({ populated }) => populated <= MOST_ZONES) ?? byFineness.at(-1);
}
