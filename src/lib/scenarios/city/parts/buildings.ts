import type { Words } from '#lib/model/alarm-rule.ts';
import type { CityManifest } from '#lib/model/city.ts';
import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';
import { floorArea, peopleOf } from '../floor-area-people.ts';
import type { ReadPackFile } from '../city-reader.ts';
import { PackTable } from '../pack-table.ts';

const MISSING: Words = {
	zh: '数据包没有建筑，请导入城市建筑。',
	en: 'This pack has no buildings: import the city with its buildings.'
};

/** Whether the pack says who lives and works in its buildings; otherwise they are counted by floor area. */
export function buildingsSayPeople(manifest: CityManifest): boolean {
	return manifest.datasets.some(
		(dataset) =>
			dataset.kind === 'buildings' &&
			['residents', 'jobs'].every((name) => dataset.columns.some((column) => column.name === name))
	);
}

/** Reads the buildings. Throws INPUT_EMPTY when the pack has none. */
export async function readBuildings(manifest: CityManifest, read: ReadPackFile): Promise<BuildingsPart> {
	const table = await PackTable.read(read, 'buildings.arrow', MISSING);
	const column = (name: string) => table.numbers(name, Float32Array);
	const part = {
		key: Array.from({ length: table.rows }, (_, row) => String(row)),
		lng: table.numbers('lng', Float64Array),
		lat: table.numbers('lat', Float64Array),
		use: table.texts('use').map((use) => use ?? 'unknown'),
		height: column('height'),
		area: column('area'),
		levels: column('levels')
	};
	if (buildingsSayPeople(manifest)) {
		const counted = (name: string) => column(name).map((people) => (Number.isNaN(people) ? 0 : people));
		return { ...part, residents: counted('residents'), jobs: counted('jobs') };
	}
	const people = part.use.map((use, row) =>
		peopleOf(use, floorArea(part.area[row]!, part.levels[row]!, part.height[row]!))
	);
	return {
		...part,
		residents: Float32Array.from(people, ({ residents }) => residents),
		jobs: Float32Array.from(people, ({ jobs }) => jobs)
	};
}
