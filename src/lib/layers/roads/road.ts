import type { SensorForm } from '../sensors/sensor-form.ts';

/** Levels of congestion of GB/T 33171, quiet first. */
const CONGESTION = [
	'smooth',
	'basically-smooth',
	'lightly-congested',
	'moderately-congested',
	'heavily-congested'
] as const;

/** The stretch of road that each detector speaks for. */
export default {
	name: 'road',
	swatch: 'line',
	also: [],
	lowIsLoud: ['ratio', 'speed'],
	spans: { ratio: [0, 1] },
	scale: CONGESTION,
	open: async (host, signal) => {
		const [{ loadRoads }, { roadBuilder }] = await Promise.all([
			import('./load-roads.ts'),
			import('./build-roads.ts')
		]);
		return roadBuilder(await loadRoads(host.packUrl, signal));
	}
} satisfies SensorForm;
