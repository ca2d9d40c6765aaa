import type { SensorForm } from '../sensors/sensor-form.ts';

/** A column each, as high as its value. */
export default {
	name: 'column',
	swatch: 'box',
	also: [],
	// µg/m³, up to what GB 3095 allows for a day
	spans: { 'PM2.5': [0, 75] },
	open: async () => (await import('./build-columns.ts')).buildColumns
} satisfies SensorForm;
