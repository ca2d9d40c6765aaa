import { createContext } from 'svelte';
import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import type { RowsDataset } from '../charts/chart-choice.ts';
import { DRAWN_AREA } from '../charts/chart-views.ts';
import type { ChartsDesk } from '../charts/charts-desk.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { begin, shapeOf, type Drawing } from './drawing.ts';
import { DrawingBoard } from './drawing-board.svelte.ts';
import type { Pixel } from './tool-steps.ts';

/** What is measured and drawn on a page's map. */
export class Annotation extends DrawingBoard {
	/** Drawings that ended, the oldest first; they stay until they are cleared or the page goes. */
	kept = $state.raw<readonly Drawing[]>([]);
	readonly #charts: ChartsDesk | undefined;

	/** `charts`: of pages that have some, an area can hold their rows. */
	constructor(session: CitySession, charts?: ChartsDesk) {
		super(session);
		this.#charts = charts;
	}

	override back(): void {
		const { drawing } = this;
		if (!drawing || drawing.corners.length === 0) return;
		this.kept = this.kept.filter((one) => one !== drawing);
		super.back();
	}
	/** Takes a drawing off the map; the tool stays. */
	drop(drawing: Drawing): void {
		this.kept = this.kept.filter((one) => one !== drawing);
		if (this.drawing === drawing) this.drawing = begin(drawing.tool);
	}
	clear(): void {
		this.kept = [];
		if (this.drawing?.ended) this.drawing = begin(this.drawing.tool);
	}

	/** What an area would hold the rows of. */
	get filtered(): RowsDataset | undefined {
		return this.#charts?.front;
	}
	/** Holds the rows of the front charts to an area, which then stands in the view's filters. */
	filterBy(area: Drawing): void {
		const dataset = this.filtered?.id;
		const { kind, corners } = shapeOf(area);
		if (dataset === undefined || kind !== 'area') return;
		this.#charts?.start();
		this.session.view.filter(dataset, DRAWN_AREA, { kind, dataset, column: DRAWN_AREA, ring: corners });
		this.drop(area);
		this.leave();
	}

	protected override finish(drawing: Drawing): void {
		this.kept = [...this.kept, drawing];
	}
	/** Roofs and walls where heights are measured. */
	protected override placeAt(pixel: Pixel): DrawnPlace | undefined {
		if (this.tool !== 'height') return super.placeAt(pixel);
		const found = this.session.scene?.pick(pixel.x, pixel.y);
		if (!found) return undefined;
		const { lng, lat } = found;
		return { lng, lat, height: 'height' in found ? found.height : 0 };
	}
}

/** The annotation of a page whose map has tools. */
export const [getAnnotation, setAnnotation] = createContext<Annotation>();
