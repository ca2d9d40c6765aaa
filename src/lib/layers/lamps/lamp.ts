import type { SensorForm } from '../sensors/sensor-form.ts';

/** A pole each, its head as bright as `actual` says, per cent, over what it lights. */
export default {
	name: 'lamp',
	swatch: 'dot',
	also: ['actual'],
	open: async () => (await import('./build-lamps.ts')).buildLamps
} satisfies SensorForm;
