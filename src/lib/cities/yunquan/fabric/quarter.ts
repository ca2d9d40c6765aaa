import type { Convex } from '../geometry/convex.ts';
import type { Dice } from '../geometry/dice.ts';
import type { Point } from '../geometry/point.ts';
import type { Side } from '../plan/stretch.ts';
import { heightOf, type Draft, type Use } from './draft.ts';

/** A coloured piece of ground: a park, a sports field, a pond. */
export interface Surface {
	readonly kind: 'green' | 'water';
	/** OpenStreetMap's word: `park`, `pitch`, `farmland`, `pond`. */
	readonly class: string;
	readonly rings: readonly (readonly Point[])[];
	/** Kind of name it gets, if any. */
	readonly named?: 'park' | 'square' | 'spring' | 'garden';
}

/** What a block is being filled with. */
export class Quarter {
	readonly dice: Dice;
	/** How central the block is, 0 … 1: skylines rise towards centres. */
	readonly centrality: number;
	readonly drafts: Draft[] = [];
	readonly surfaces: Surface[] = [];
	#houses = 0;

	constructor(dice: Dice, centrality: number) {
		this.dice = dice;
		this.centrality = centrality;
	}

	/** Adds a building of plain form. */
	build(
		use: Use,
		outline: readonly Point[] | readonly (readonly Point[])[],
		floors: number,
		year: number,
		more: Partial<Pick<Draft, 'place' | 'parts' | 'compoundNumber' | 'height'>> = {}
	): void {
		const rings = isRing(outline) ? [outline] : outline;
		this.drafts.push({ outline: rings, use, floors, height: heightOf(use, floors), year, ...more });
	}

	/** Number of the next house of the block's compound, from 1. */
	nextHouse(): number {
		return ++this.#houses;
	}

	green(className: string, rings: Surface['rings'], named?: Surface['named']): void {
		this.surfaces.push({ kind: 'green', class: className, rings, ...(named ? { named } : {}) });
	}

	water(className: string, rings: Surface['rings'], named?: Surface['named']): void {
		this.surfaces.push({ kind: 'water', class: className, rings, ...(named ? { named } : {}) });
	}
}

/** Fills a plot, whose sides lie where private ground begins. */
export type Fabric = (plot: Convex<Side>, quarter: Quarter) => void;

function isRing(outline: readonly Point[] | readonly (readonly Point[])[]): outline is readonly Point[] {
	return outline.length > 0 && !Array.isArray(outline[0]);
}
