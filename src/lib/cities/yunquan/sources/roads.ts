import type { NamedCity } from '../build/buildings.ts';
import type { Street } from '../build/street.ts';
import { ROAD_KINDS } from '../plan/road-class.ts';
import { toLngLat } from './degrees.ts';
import { batched, feature, type Source } from './source.ts';

/** Streets as lines that share their corners where they meet. */
export function roadSource(named: NamedCity): Source {
	return { name: 'roads.geojsonl', chunks: () => batched(lines(named)) };
}

function* lines({ streets, ways, city }: NamedCity): Generator<string> {
	const axis = city.skeleton.plan.columns.line['axis']!;
	let id = 0;
	for (const street of streets) {
		const name = ways.get(street.key.split('/')[0]!)?.way.name;
		const { lanes, speed, capacity } = ROAD_KINDS[street.class];
		const oneway = onewayOf(street, axis);
		yield feature(
			{
				osm_id: ++id,
				highway: street.class,
				...(name ? { name: name.zh, 'name:en': name.en } : {}),
				lanes: oneway ? 1 : lanes,
				maxspeed: speed,
				capacity,
				oneway: oneway ?? 'no',
				...(street.bridge ? { bridge: 'yes', layer: 1 } : {})
			},
			'LineString',
			street.line.map(toLngLat)
		);
	}
}

/**
 * Northward streets of the old town are one-way, in turns; those across them and the lane along the wall
 * are not, so that every place can be reached and left.
 */
export function onewayOf({ key, class: roadClass }: Street, axis: number): 'yes' | '-1' | undefined {
	const [kind, column] = key.split(':');
	if (kind !== 'v' || roadClass !== 'residential' || key.includes('/')) return undefined;
	const fromAxis = Number(column) - axis;
	return fromAxis % 2 === 0 ? undefined : ((fromAxis % 4) + 4) % 4 === 1 ? 'yes' : '-1';
}
