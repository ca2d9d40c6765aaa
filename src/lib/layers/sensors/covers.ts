import type { SensorForm } from './sensor-form.ts';

const SCALE = ['closed', 'moved', 'open'];
/** Covers that are where they belong. */
const QUIET = 1;

/** A dot each, louder the less its cover is where it belongs. */
export default {
	name: 'cover',
	swatch: 'dot',
	also: [],
	scale: SCALE,
	open: async () => {
		const { buildDots } = await import('./build-dots.ts');
		return (context, sensors) => buildDots(context, sensors, QUIET);
	}
} satisfies SensorForm;
