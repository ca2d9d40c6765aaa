import type { SensorForm } from '../sensors/sensor-form.ts';

/** An area of influence each, as large as its value. */
export default {
	name: 'disc',
	swatch: 'ring',
	also: [],
	open: async () => (await import('./build-discs.ts')).buildDiscs
} satisfies SensorForm;
