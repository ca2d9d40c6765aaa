import { createContext, untrack } from 'svelte';
import { metresOfPixel } from '#lib/layers/pixel-size.ts';
import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RowsDataset } from '../charts/chart-choice.ts';
import { DRAWN_AREA } from '../charts/chart-views.ts';
import type { ChartsDesk } from '../charts/charts-desk.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { begin, canEnd, ended, shapeOf, withCorner, withoutLast, type Drawing } from './drawing.ts';
import { isAgain, stepOfClick, stepOfEnter, type Click, type Pixel, type Step } from './tool-steps.ts';
import { TOOL_NAMES, type Tool } from './tools.ts';

/** A click this near to the first corner closes an area, CSS pixels. */
const CLOSE_PX = 10;
/** Keys that move the map: from then on the middle of the picture is where the next corner is set. */
const MOVES = /^(Arrow|[+=-]$)/;

/** What is measured and drawn on a page's map. */
export class Annotation {
	/** The tool that is on, with what it has drawn; undefined: clicks select. */
	drawing = $state.raw<Drawing | undefined>();
	/** Drawings that ended, the oldest first; they stay until they are cleared or the page goes. */
	kept = $state.raw<readonly Drawing[]>([]);
	/** Where the next corner would be set. */
	next = $state.raw<DrawnPlace | undefined>();
	/** The keyboard sets corners, at the middle of the picture. */
	byKeys = $state(false);
	/** For those who do not see the map. */
	said = $state('');
	#clicked: Click | undefined;
	readonly #session: CitySession;
	readonly #charts: ChartsDesk | undefined;

	/** `charts`: of pages that have some, an area can hold their rows. */
	constructor(session: CitySession, charts?: ChartsDesk) {
		this.#session = session;
		this.#charts = charts;
	}

	get tool(): Tool | undefined {
		return this.drawing?.tool;
	}

	/** Turns a tool on, or off when it is on already. */
	toggle(tool: Tool): void {
		if (this.tool === tool) return this.leave();
		this.drawing = begin(tool);
		this.next = undefined;
		this.byKeys = false;
		this.#clicked = undefined;
		this.said = m.tool_on({ tool: TOOL_NAMES[tool]() });
	}
	/** Clicks select again; what has not ended is gone. */
	leave(): void {
		if (!this.drawing) return;
		this.drawing = undefined;
		this.next = undefined;
		this.said = m.tool_off();
	}

	/** A click on the map, at a time in milliseconds. */
	click(click: Click): void {
		const { drawing } = this;
		const { scene, view } = this.#session;
		const again = isAgain(this.#clicked, click);
		this.#clicked = click;
		this.byKeys = false;
		if (!drawing || !scene) return;
		const reach = CLOSE_PX * metresOfPixel(view.spec.camera);
		this.#go(stepOfClick(drawing, this.#placeAt(click), { again, reach, frame: scene.frame }));
	}
	/** The pointer moved to a CSS pixel; undefined: it left the map. */
	point(pixel: Pixel | undefined): void {
		if (this.byKeys && !pixel) return;
		this.byKeys = false;
		this.next = pixel && this.#placeAt(pixel);
	}
	/** A key on the map while a tool is on. True when it was the tool's. */
	press(key: string): boolean {
		if (!this.drawing) return false;
		if (key === 'Escape') this.leave();
		else if (key === 'Backspace') this.back();
		else if (key === 'Enter') this.enter();
		else {
			if (MOVES.test(key)) this.byKeys = true;
			return false;
		}
		return true;
	}
	/** Sets a corner at the middle of the picture; where there is one already, ends. */
	enter(): void {
		if (!this.drawing) return;
		const step = stepOfEnter(this.drawing, this.#middle(), this.byKeys);
		if (step?.kind === 'corner') this.byKeys = true;
		this.#go(step);
	}
	/** The same, whatever set the corners before. */
	enterMiddle(): void {
		this.byKeys = true;
		this.enter();
	}
	/** Takes the last corner back. */
	back(): void {
		const { drawing } = this;
		if (!drawing || drawing.corners.length === 0) return;
		this.kept = this.kept.filter((one) => one !== drawing);
		this.drawing = withoutLast(drawing);
		this.said = m.tool_corners({ count: this.drawing.corners.length });
	}
	/** Ends the drawing, when it has corners enough. */
	end(): void {
		if (this.drawing && !this.drawing.ended && canEnd(this.drawing)) this.#take(ended(this.drawing));
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
		this.#session.view.filter(dataset, DRAWN_AREA, { kind, dataset, column: DRAWN_AREA, ring: corners });
		this.drop(area);
		this.leave();
	}

	/** Listens to the map while a tool is on; called while a page is made, ends with it. */
	run(): void {
		const on = $derived(this.drawing !== undefined);
		$effect(() => {
			const { scene } = this.#session;
			if (!scene || !on) return;
			scene.setDoubleClickZoom(false);
			const stops = [
				scene.on('click', (_, pixel) => this.click({ ...pixel, at: performance.now() })),
				scene.on('point', (pixel) => this.point(pixel))
			];
			return () => {
				for (const stop of stops) stop();
				scene.setDoubleClickZoom(true);
			};
		});
		// What is under the middle of the picture is found when the map has moved.
		$effect(() => {
			if (!this.byKeys || !on) return;
			void this.#session.view.spec.camera;
			untrack(() => (this.next = this.#middle()));
		});
	}

	#go(step: Step): void {
		const { drawing } = this;
		if (!drawing || !step) return;
		if (step.kind === 'end') return this.end();
		const next = withCorner(drawing.ended ? begin(drawing.tool) : drawing, step.place);
		if (next !== drawing) this.#take(next);
	}
	#take(next: Drawing): void {
		this.drawing = next;
		if (next.ended) this.kept = [...this.kept, next];
		this.said = next.ended
			? m.tool_ended({ count: next.corners.length })
			: m.tool_corners({ count: next.corners.length });
	}
	#middle(): DrawnPlace | undefined {
		const { width, height } = this.#session.mapSize;
		return this.#placeAt({ x: width / 2, y: height / 2 });
	}
	/** What a tool takes there: roofs and walls where heights are measured, else the ground below everything. */
	#placeAt({ x, y }: Pixel): DrawnPlace | undefined {
		const { scene } = this.#session;
		const found = this.tool === 'height' ? scene?.pick(x, y) : scene?.groundAt(x, y);
		if (!found) return undefined;
		const { lng, lat } = found;
		return { lng, lat, height: 'height' in found ? found.height : 0 };
	}
}

/** The annotation of a page whose map has tools. */
export const [getAnnotation, setAnnotation] = createContext<Annotation>();
