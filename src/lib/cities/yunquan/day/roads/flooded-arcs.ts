import type { NamedCity } from '../../build/buildings.ts';
import { junctionKey } from '../../build/network.ts';
import { CLOSED_AT, underpassesOf, waterIn } from '../devices/underpass-water.ts';
import type { World } from '../world.ts';
import type { RoadNetwork } from './road-network.ts';

/** Which carriageways are under water: those of the lower street on both sides of a flooded underpass. */
export function floodedArcs(named: NamedCity, network: RoadNetwork): (world: World) => readonly number[] {
	const places = underpassesOf(named).flatMap((underpass) => {
		const node = network.numbers.get(junctionKey(underpass.at));
		if (node === undefined) return [];
		const lower = network.arcs.flatMap(({ from, to, class: roadClass }, arc) =>
			(from === node || to === node) && roadClass !== 'motorway' && roadClass !== 'trunk' ? [arc] : []
		);
		return [{ underpass, lower }];
	});
	return (world) => {
		if (world.weather.rained === 0) return [];
		const flooded = places.filter(({ underpass }) => waterIn(underpass, world) >= CLOSED_AT);
		return [...new Set(flooded.flatMap(({ lower }) => lower))].sort((a, b) => a - b);
	};
}
