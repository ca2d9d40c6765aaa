import type { SensorForm } from './sensor-form.ts';

/** A dot each, louder the less its cover is where it belongs. */
export default {
	name: 'cover',
	swatch: 'dot',
	also: [],
	scale: ['closed', 'moved', 'open'],
	open: async () => (await import('./build-dots.ts')).buildDots
} satisfies SensorForm;
