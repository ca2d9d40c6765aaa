import type { SensorForm } from './sensor-form.ts';

/** A dot each. */
export default {
	name: 'dots',
	swatch: 'dot',
	also: [],
	open: async () => (await import('./build-dots.ts')).buildDots
} satisfies SensorForm;
