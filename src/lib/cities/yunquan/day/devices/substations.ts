import { substations } from '../../assets/facilities.ts';
import { spread } from '../../assets/spread.ts';
import type { NamedCity } from '../../build/buildings.ts';
import type { Survey } from '../../build/survey.ts';
import { unit } from '../../geometry/dice.ts';
import { wakefulnessAt } from '../demand.ts';
import type { Feed, World } from '../world.ts';
import { decimals, MINUTE, wander } from './course.ts';
import { devicesOf, type Device } from './device.ts';
import { sparkplugFeed } from './sparkplug-feed.ts';

const REPORTING = 400;
/** Real power for apparent power. */
const POWER_FACTOR = 0.95;

interface Substation extends Device {
	/** MW. */
	readonly capacity: number;
	/** kV. */
	readonly nominal: number;
	/** Share of its capacity that its quarter takes when all are awake in mild weather. */
	readonly usual: number;
}

/** Substations: what their quarters draw by hour and weather, by Sparkplug B as from a dispatch centre. */
export function substationFeed(named: NamedCity, survey: Survey): Feed {
	const { seed } = named.city.skeleton.plan;
	const all = spread([...substations(survey).assets()], REPORTING);
	return sparkplugFeed({
		group: 'substations',
		node: 'dispatch',
		every: 30,
		metrics: { load: 'MW', capacity: 'MW', loading: '%', voltage: 'kV' },
		devices: devicesOf(all, ({ values }, number) => ({
			capacity: decimals(Number(values['megavoltamperes']) * POWER_FACTOR, 1),
			nominal: Number.parseFloat(String(values['category'])),
			usual: 0.38 + 0.32 * unit(seed + 521, number)
		})),
		values: (substation, world) => {
			const loading = loadingOf(substation, world);
			const { capacity, nominal, number } = substation;
			const sag = 0.035 * (loading - 0.5) - 0.006 * wander(world.seed, 523, number, world.at, 5 * MINUTE);
			return {
				load: decimals(capacity * loading, 3),
				capacity,
				loading: decimals(100 * loading, 2),
				voltage: decimals(nominal * (1.01 - sag), 3)
			};
		}
	});
}

/** Load over capacity: who is awake, and 2.2 % more for each degree of heat above 26 °C, 1.3 % for each of cold below 6. */
function loadingOf({ usual, number }: Substation, world: World): number {
	const { temperature } = world.weather;
	const weather = 1 + 0.022 * Math.max(0, temperature - 26) + 0.013 * Math.max(0, 6 - temperature);
	const awake = 0.42 + 0.58 * wakefulnessAt(world);
	return usual * awake * weather * (1 + 0.02 * wander(world.seed, 522, number, world.at, 3 * MINUTE));
}
