import type { NamedCity } from '../../build/buildings.ts';
import { sewerNodes } from '../../assets/sewer-nodes.ts';
import { spread } from '../../assets/spread.ts';
import type { Asset } from '../../assets/table.ts';
import { unit } from '../../geometry/dice.ts';
import type { Feed } from '../world.ts';
import { decimals, wander } from './course.ts';
import { devicesOf, type Device } from './device.ts';
import { jsonFeed } from './json-feed.ts';
import { sewerFill, type SewerHabit } from './sewer-water.ts';

/** Gauges that report, of all nodes. */
const GAUGES = 200;

interface SewerGauge extends Device {
	readonly habit: SewerHabit;
	/** Metres from the pipe's bottom to its top. */
	readonly pipe: number;
}

/** Levels in the storm sewers, at the inlets beside the nodes that have a gauge. */
export function sewerLevelFeed(named: NamedCity): Feed {
	return jsonFeed({
		layer: 'sewer-levels',
		every: 60,
		metrics: { fill: '%', depth: 'm' },
		devices: sewerGauges(named),
		row: ({ habit, pipe, number }, world) => {
			const breath = 1.2 * wander(world.seed, 401, number, world.at, 240_000);
			const fill = Math.max(0, sewerFill(habit, world) + breath);
			return { values: { fill: decimals(fill, 1), depth: decimals((fill / 100) * pipe, 3) } };
		}
	});
}

export function sewerGauges(named: NamedCity): SewerGauge[] {
	const { seed } = named.city.skeleton.plan;
	// An inlet beside two nodes has one gauge.
	const byInlet = new Map<unknown, Asset>();
	for (const node of sewerNodes(named).assets())
		if (node.values['diameter_mm'] !== undefined) byInlet.set(node.values['inlet'], node);
	return devicesOf(spread([...byInlet.values()], GAUGES), ({ values }, number) => ({
		id: String(values['inlet']),
		title: `${String(values['street'] ?? '')}雨水管网`,
		pipe: Number(values['diameter_mm']) / 1000,
		habit: {
			gain: 1.05 + 0.65 * unit(seed + 402, number),
			lag: 10 + 30 * unit(seed + 403, number),
			slow: 45 + 60 * unit(seed + 404, number),
			dry: 6 + 10 * unit(seed + 405, number)
		}
	}));
}
