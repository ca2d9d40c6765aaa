import type { NamedCity } from '../build/buildings.ts';
import { junctionKey } from '../build/network.ts';
import type { Point } from '../geometry/point.ts';
import { ROAD_ORDER, type RoadClass } from '../plan/road-class.ts';
import { thingSource, type Thing, type ThingSource } from './table.ts';

interface Junction {
	readonly at: Point;
	readonly names: Set<string>;
	arms: number;
	main: number;
	best: number;
}

const MAIN: ReadonlySet<RoadClass> = new Set(['trunk', 'primary', 'secondary', 'tertiary']);

/** Traffic signals: where at least three arms meet and two of them are of more than local importance. */
export function trafficSignals(named: NamedCity): ThingSource {
	return thingSource('traffic_signals', 'TrafficSignal', ['category', 'name', 'arms', 'phases'], () =>
		signals(named)
	);
}

function* signals({ streets, ways }: NamedCity): Generator<Thing> {
	const junctions = new Map<string, Junction>();
	for (const { line, key, class: roadClass, bridge } of streets) {
		const name = ways.get(key.split('/')[0]!)?.way.name.zh;
		line.forEach((at, k) => {
			const place = junctionKey(at);
			let junction = junctions.get(place);
			if (!junction) junctions.set(place, (junction = { at, names: new Set(), arms: 0, main: 0, best: 99 }));
			const arms = k === 0 || k === line.length - 1 ? 1 : 2;
			junction.arms += arms;
			if (MAIN.has(roadClass) && !(bridge && arms === 1 && line.length === 2 && key.includes('/')))
				junction.main += arms;
			junction.best = Math.min(junction.best, ROAD_ORDER.indexOf(roadClass));
			if (name) junction.names.add(name);
		});
	}
	for (const { at, names, arms, main, best } of junctions.values()) {
		const motorway = best === 0;
		if (motorway || arms < 3 || main < 3 || names.size < 2) continue;
		const [first, second] = [...names];
		yield {
			at,
			values: [best <= 2 ? '主干路口' : '一般路口', `${first}${second}路口`, arms, arms > 3 ? 4 : 3]
		};
	}
}
