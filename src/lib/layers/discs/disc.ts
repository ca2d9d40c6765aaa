import type { SensorForm } from '../sensors/sensor-form.ts';

/** An area of influence each, as large as its value. */
export default {
	name: 'disc',
	swatch: 'ring',
	also: [],
	// people on a square metre: 4 is a crush
	spans: { density: [0, 4] },
	open: async () => (await import('./build-discs.ts')).buildDiscs
} satisfies SensorForm;
