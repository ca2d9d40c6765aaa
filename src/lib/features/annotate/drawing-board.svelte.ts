import { untrack } from 'svelte';
import { metresOfPixel } from '#lib/layers/pixel-size.ts';
import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import { m } from '#lib/paraglide/messages.js';
import type { CitySession } from '../map/session.svelte.ts';
import { begin, canEnd, ended, withCorner, withoutLast, type Drawing } from './drawing.ts';
import { isAgain, stepOfClick, stepOfEnter, type Click, type Pixel, type Step } from './tool-steps.ts';
import { TOOL_NAMES, type Tool } from './tools.ts';

/** A click this near to the first corner closes an area, CSS pixels. */
const CLOSE_PX = 10;
/** Keys that move the map: from then on the middle of the picture is where the next corner is set. */
const MOVES = /^(Arrow|[+=-]$)/;

/** One drawing at a time on a page's map, by pointer or by keys. */
export class DrawingBoard {
	/** The tool that is on, with what it has drawn; undefined: clicks are not its own. */
	drawing = $state.raw<Drawing | undefined>();
	/** Where the next corner would be set. */
	next = $state.raw<DrawnPlace | undefined>();
	/** The keyboard sets corners, at the middle of the picture. */
	byKeys = $state(false);
	/** For those who do not see the map. */
	said = $state('');
	#clicked: Click | undefined;
	protected readonly session: CitySession;

	constructor(session: CitySession) {
		this.session = session;
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
	/** Clicks are of others again; what has not ended is gone. */
	leave(): void {
		if (!this.drawing) return;
		this.drawing = undefined;
		this.next = undefined;
		this.said = m.tool_off();
	}

	/** A click on the map, at a time in milliseconds. */
	click(click: Click): void {
		const { drawing } = this;
		const { scene, view } = this.session;
		const again = isAgain(this.#clicked, click);
		this.#clicked = click;
		this.byKeys = false;
		if (!drawing || !scene) return;
		const reach = CLOSE_PX * metresOfPixel(view.spec.camera);
		this.#go(stepOfClick(drawing, this.placeAt(click), { again, reach, frame: scene.frame }));
	}
	/** The pointer moved to a CSS pixel; undefined: it left the map. */
	point(pixel: Pixel | undefined): void {
		if (this.byKeys && !pixel) return;
		this.byKeys = false;
		this.next = pixel && this.placeAt(pixel);
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
	/** Sets a corner at a place that was not pointed at: one that was found by its name. */
	put(place: DrawnPlace): void {
		this.#go({ kind: 'corner', place });
	}
	/** Begins anew with the same tool. */
	renew(): void {
		if (this.drawing) this.drawing = begin(this.drawing.tool);
	}
	/** Takes the last corner back. */
	back(): void {
		const { drawing } = this;
		if (!drawing || drawing.corners.length === 0) return;
		this.drawing = withoutLast(drawing);
		this.said = m.tool_corners({ count: this.drawing.corners.length });
	}
	/** Ends the drawing, when it has corners enough. */
	end(): void {
		if (this.drawing && !this.drawing.ended && canEnd(this.drawing)) this.#take(ended(this.drawing));
	}

	/** Listens to the map while a tool is on; called while a page is made, ends with it. */
	run(): void {
		const on = $derived(this.drawing !== undefined);
		$effect(() => {
			const { scene } = this.session;
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
			void this.session.view.spec.camera;
			untrack(() => (this.next = this.#middle()));
		});
	}

	/** A drawing came to its end. */
	protected finish?(drawing: Drawing): void;
	/** What a tool takes at a pixel: the ground below everything. */
	protected placeAt({ x, y }: Pixel): DrawnPlace | undefined {
		const found = this.session.scene?.groundAt(x, y);
		return found && { lng: found.lng, lat: found.lat, height: found.height };
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
		this.said = next.ended
			? m.tool_ended({ count: next.corners.length })
			: m.tool_corners({ count: next.corners.length });
		if (next.ended) this.finish?.(next);
	}
	#middle(): DrawnPlace | undefined {
		const { width, height } = this.session.mapSize;
		return this.placeAt({ x: width / 2, y: height / 2 });
	}
}
