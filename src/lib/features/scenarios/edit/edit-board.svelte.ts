import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { DrawingBoard } from '../../annotate/drawing-board.svelte.ts';
import { shapeOf, type Drawing } from '../../annotate/drawing.ts';
import type { Pixel } from '../../annotate/tool-steps.ts';
import type { CitySession } from '../../map/session.svelte.ts';

/** A corner, with the building that was pointed at there. */
export interface PointedPlace {
	readonly at: LngLat;
	readonly building?: number;
}
interface BuildingPlace extends DrawnPlace {
	readonly building?: number;
}

export interface EditBoardOptions {
	/** A drawing came to its end. */
	readonly ended: (corners: readonly PointedPlace[]) => void;
	/** May move a corner to what is there. */
	readonly snap: (place: DrawnPlace) => DrawnPlace;
}

/** Draws what an edit adds, and points at what it takes: one place is a drawing of one corner. */
export class EditBoard extends DrawingBoard {
	readonly #options: EditBoardOptions;
	#aims: 'ground' | 'buildings' = 'ground';

	constructor(session: CitySession, options: EditBoardOptions) {
		super(session);
		this.#options = options;
	}

	/** What of the city a pixel means. */
	aimAt(aim: 'ground' | 'buildings'): void {
		this.#aims = aim;
	}

	protected override finish(drawing: Drawing): void {
		const { corners } = shapeOf(drawing);
		const places: readonly BuildingPlace[] = drawing.corners;
		this.#options.ended(
			corners.map((at, index) => {
				const building = places[index]?.building;
				return { at, ...(building !== undefined && { building }) };
			})
		);
	}
	protected override placeAt(pixel: Pixel): BuildingPlace | undefined {
		const place = super.placeAt(pixel);
		if (!place || this.#aims === 'ground') return place && this.#options.snap(place);
		const found = this.session.scene?.pick(pixel.x, pixel.y);
		return found?.kind === 'building' && !found.merged ? { ...place, building: found.id } : place;
	}
}
