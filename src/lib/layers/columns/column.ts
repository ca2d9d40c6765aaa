import type { SensorForm } from '../sensors/sensor-form.ts';

/** A column each, as high as its value. */
export default {
	name: 'column',
	swatch: 'box',
	also: [],
	open: async () => (await import('./build-columns.ts')).buildColumns
} satisfies SensorForm;
