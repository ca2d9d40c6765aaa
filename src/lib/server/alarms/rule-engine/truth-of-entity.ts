import type { AlarmReading } from '#lib/model/alarm.js';
import type { AreaSet } from './area-set.js';
import type { LayerBook } from './layer-book.js';
import type { Moment } from './moment.js';
import type { Truth } from './truth.js';

/** A condition of one entity, by its dictionary row. */
export interface EntityTest {
	/** Layers whose rows it looks at. */
	readonly books: ReadonlySet<LayerBook>;
	/** `keep`: an alarm stands already. */
	test(idx: number, keep: boolean): Truth;
	/** Appends the values that it looks at. */
	read(idx: number, readings: AlarmReading[]): void;
}
/** What conditions are made with. */
export interface TestParts {
	readonly moment: Moment;
	/** What was heard before counts as heard then; −Infinity for a rule that was there from the start. */
	readonly since: number;
	book(layer: string): LayerBook;
	/** Throws when the city has no such areas. */
	areas(dataset: string): AreaSet;
}
