import { buildingsIn, type Building, type NamedCity } from '../build/buildings.ts';
import { batched, feature, polygon, type Source } from './source.ts';

/** Footprints with their attributes, a feature a line; high buildings are followed by their parts. */
export function buildingSource(named: NamedCity): Source {
	return {
		name: 'buildings.geojsonl',
		chunks: () => batched(lines(named))
	};
}

function* lines(named: NamedCity): Generator<string> {
	let part = 1_000_000_000;
	for (const cell of named.city.built.keys())
		for (const building of buildingsIn(named, cell).buildings) {
			yield feature(propertiesOf(building), 'Polygon', polygon(building.draft.outline));
			for (const { outline, height, base } of building.draft.parts ?? [])
				yield feature(
					{
						id: ++part,
						kind: 'building_part',
						root_id: building.id,
						building: building.draft.use,
						height,
						...(base === undefined ? {} : { min_height: base })
					},
					'Polygon',
					polygon(outline)
				);
		}
}

function propertiesOf({ id, draft, name, address, residents, jobs, grid }: Building): object {
	return {
		id,
		building: draft.use,
		height: draft.height,
		'building:levels': draft.floors,
		start_date: draft.year,
		...(name ? { name: name.zh, 'name:en': name.en } : {}),
		...(address
			? {
					'addr:street': address.street.zh,
					'addr:street:en': address.street.en,
					'addr:housenumber': address.number,
					'addr:housenumber:en': address.plain
				}
			: {}),
		residents,
		jobs,
		grid
	};
}
