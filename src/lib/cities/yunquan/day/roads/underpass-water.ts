import type { Metres } from '#lib/model/units.ts';
import type { NamedCity } from '../../build/buildings.ts';
import { junctionKey } from '../../build/network.ts';
import { underpasses } from '../../assets/underpasses.ts';
import type { World } from '../world.ts';
import type { RoadNetwork } from './road-network.ts';

/** Water at which an underpass is closed to traffic: 27 cm, as the line on its wall says. */
export const CLOSED_AT: Metres = 0.27;

/** mm that fell within an hour before water stands in the lowest underpass, and how much more the highest takes. */
const [FIRST, MORE] = [4, 34];
/** Metres for each mm beyond. */
const RISE = 0.09;
const DEEPEST: Metres = 1.6;

/** Water on the road of an underpass, by the rain of the last hour: pumps keep up with a little, each with its own. */
export function underpassWater(world: World, underpass: string): Metres {
	const kept = FIRST + MORE * world.chance('underpass', underpass);
	return Math.min(DEEPEST, Math.max(0, (world.weather.rained - kept) * RISE));
}

/** Which carriageways are under water: those of the lower street on both sides of a flooded underpass. */
export function floodedArcs(named: NamedCity, network: RoadNetwork): (world: World) => readonly number[] {
	const places = [...underpasses(named).assets()].flatMap(({ id, at }) => {
		const node = network.numbers.get(junctionKey(at));
		if (node === undefined) return [];
		const lower = network.arcs.flatMap(({ from, to, class: roadClass }, arc) =>
			(from === node || to === node) && roadClass !== 'motorway' && roadClass !== 'trunk' ? [arc] : []
		);
		return [{ id, lower }];
	});
	return (world) => {
		if (world.weather.rained < FIRST) return [];
		const flooded = places.filter(({ id }) => underpassWater(world, id) >= CLOSED_AT);
		return [...new Set(flooded.flatMap(({ lower }) => lower))].sort((a, b) => a - b);
	};
}
