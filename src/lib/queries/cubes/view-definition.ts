import type { Axis } from './bins.ts';
import type { TimeStep } from './time-bins.ts';

/** A column cut into bars. */
export type AxisDefinition =
	| { readonly kind: 'time'; readonly column: string; readonly step?: TimeStep; readonly bins?: number }
	| { readonly kind: 'number'; readonly column: string; readonly bins?: number }
	| {
			readonly kind: 'category';
			readonly column: string;
			readonly top?: number;
			/** Its words are said as they are written. */
			readonly verbatim?: true;
	  }
	/** Local hour of the day, 0 to 23; column `t` unless said otherwise. */
	| { readonly kind: 'hourOfDay'; readonly column?: string }
	/** Local day of the week, Monday first. */
	| { readonly kind: 'weekday'; readonly column?: string };

/** A chart, or the map, over one dataset. `id` is the caller's own. */
export type ViewDefinition =
	| ({ readonly id: string } & AxisDefinition)
	/** Cells where the bars of two columns cross. */
	| { readonly id: string; readonly kind: 'heat'; readonly x: AxisDefinition; readonly y: AxisDefinition }
	/** Columns `lng` and `lat` unless said otherwise; its bins are "with position" and "without". */
	| { readonly id: string; readonly kind: 'map'; readonly lng?: string; readonly lat?: string };

/**
 * A view's axis, as a chart draws it. Counts have one entry more than `count`: rows without a value. Heat cells
 * have `x` and `y`, and counts row by row: cell = bar of y × x.count + bar of x; a row that lacks either
 * value is in the last entry.
 */
export interface ViewLayout extends Axis {
	readonly definition: ViewDefinition;
	readonly x?: Axis;
	readonly y?: Axis;
}
