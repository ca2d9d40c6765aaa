import type { ValueClasses } from '#lib/model/classes/value-classes.js';
import type { LayerLegend } from '../layer.js';

/** How each entity looks, and the key that explains it. */
export interface SensorStyle {
	/** Per row: index into `tokens`; −1 = no value. */
	readonly classOfRow: Int16Array;
	readonly tokens: readonly string[];
	readonly legend: LayerLegend | undefined;
	/** To be given back, so that the key holds still while values move within it. */
	readonly classes: ValueClasses | undefined;
}
