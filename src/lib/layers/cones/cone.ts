import type { SensorForm } from '../sensors/sensor-form.ts';

/** What a camera sees: a sector on the ground by `bearing` and `fov`, degrees, and `range`, metres. */
export default {
	name: 'cone',
	swatch: 'dot',
	also: ['bearing', 'fov', 'range'],
	open: async () => (await import('./build-cones.ts')).buildCones
} satisfies SensorForm;
