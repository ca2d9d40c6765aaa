import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';

/** How a changed thing is drawn. */
export type EditForm =
	/** `closed` and `gone`: strokes across; `there`: as the city has it; the others are lines. `arrows`: along the line. */
	| {
			readonly of: 'line';
			readonly path: readonly LngLat[];
			readonly look: 'closed' | 'changed' | 'road' | 'transit' | 'gone' | 'there';
			readonly arrows?: true;
	  }
	/** A body, or an area of the ground where it has no height. */
	| { readonly of: 'ring'; readonly ring: readonly LngLat[]; readonly height: Metres }
	| {
			readonly of: 'place';
			readonly at: LngLat;
			readonly look: 'added' | 'removed' | 'people' | 'release' | 'stop';
			readonly radius: Metres;
	  };

/** A mark of an edit: strong under the pointer of its list and while it is made, quiet when it is a parent's. */
export interface EditMark {
	readonly form: EditForm;
	readonly weight: 'quiet' | 'usual' | 'strong';
	/** Edges only: what lies below it is to be seen. */
	readonly hollow?: boolean;
}
