import type { Layer } from '@deck.gl/core';
import type { CityLabel } from '#lib/model/city.ts';
import type { SceneFrame } from '../scene-frame.ts';
import {
	drawnText,
	isInside,
	LABEL_SIZE,
	readableAngle,
	shows,
	textBox,
	withoutOverlap
} from './label-choice.ts';
import { labelLayer, LABEL_FONT, LABEL_WEIGHT, type LabelColours, type LabelRow } from './label-layer.ts';

/** How names are placed into a standing picture. */
export interface LabelView {
	readonly zoom: number;
	/** Says whether the view is another than before. */
	readonly key: string;
	/** Pixel of a scene position, with its depth as a share of the target's; undefined outside the picture. */
	readonly project: (
		position: readonly [number, number, number]
	) => readonly [x: number, y: number, depth: number] | undefined;
	/** A body stands between the camera and the local position. */
	readonly isHidden: (local: readonly [number, number, number]) => boolean;
}

/** Fonts that do not come within this time are done without, ms. */
const FONT_PATIENCE = 8000;
/** More names than this are looked at only one by one as they come nearer. */
const MOST_CANDIDATES = 160;

/**
 * Names on the map. Read once from the pack; the fonts are loaded with all the text before the first
 * layer, because a text layer made earlier keeps a fallback font for ever.
 */
export class CityLabels {
	readonly #frame: SceneFrame;
	#labels: readonly CityLabel[] = [];
	#characters: readonly string[] = [];
	#layer: Layer | undefined;
	#key = '';
	visible = true;
	/** Fonts and labels are here (or could not be had). */
	loaded = false;

	constructor(frame: SceneFrame) {
		this.#frame = frame;
	}

	async load(url: string | undefined, signal: AbortSignal): Promise<void> {
		try {
			if (!url) return;
			const reply = await fetch(url, { signal });
			if (!reply.ok) return;
			// the baker wrote it: an array of CityLabel
			const labels = (await reply.json()) as CityLabel[];
			const characters = new Set<string>();
			for (const label of labels) for (const character of drawnText(label)) characters.add(character);
			await Promise.race([
				document.fonts.load(`${LABEL_WEIGHT} 24px ${LABEL_FONT}`, [...characters].join('')),
				new Promise((resolve) => setTimeout(resolve, FONT_PATIENCE))
			]);
			this.#characters = [...characters];
			this.#labels = labels.toSorted((a, b) => a.rank - b.rank || LABEL_SIZE[b.kind] - LABEL_SIZE[a.kind]);
		} finally {
			this.loaded = true;
		}
	}

	/** The context is lost or the colours are others: make the layer anew. */
	forget(): void {
		this.#layer = undefined;
		this.#key = '';
	}

	/** The layer for a standing camera; the one before while the view is the same. */
	layer(view: LabelView, colours: LabelColours): Layer | undefined {
		if (!this.visible || this.#labels.length === 0) return undefined;
		const key = `${view.key} ${colours.major.join()}`;
		if (key === this.#key) return this.#layer;
		this.#key = key;
		const candidates: (LabelRow & { x: number; y: number })[] = [];
		for (const label of this.#labels) {
			if (candidates.length === MOST_CANDIDATES) break;
			const row = this.#row(label, view);
			if (row) candidates.push(row);
		}
		const rows = withoutOverlap(candidates, (row) =>
			textBox(row.text, LABEL_SIZE[row.label.kind], row.x, row.y, row.angle)
		);
		this.#layer = labelLayer(rows, colours, this.#characters);
		return this.#layer;
	}

	#row(
		label: CityLabel,
		{ zoom, project, isHidden }: LabelView
	): (LabelRow & { x: number; y: number }) | undefined {
		// nothing in the picture is nearer than a quarter of the target's distance and lies on the ground
		if (!shows(label, zoom + 2) || isInside(label, zoom)) return undefined;
		const local = this.#frame.local.toLocal(label.lng, label.lat, 0);
		const position = this.#frame.localToScene(...local);
		const at = project(position);
		if (!at || !shows(label, zoom - Math.log2(at[2]))) return undefined;
		if (label.kind === 'street' && isHidden(local)) return undefined;
		const [x, y, depth] = at;
		return {
			label,
			text: drawnText(label),
			position,
			x,
			y,
			// deck shrinks text with distance: undone here, so that a name is as large wherever it stands
			size: LABEL_SIZE[label.kind] * depth,
			angle: label.bearing === undefined ? 0 : this.#angle(local, label.bearing, at, project)
		};
	}

	/** Streets lie along the way their line goes on screen. */
	#angle(
		local: readonly [number, number, number],
		bearing: number,
		at: readonly [number, number, number],
		project: LabelView['project']
	): number {
		const radians = (bearing * Math.PI) / 180;
		const ahead = this.#frame.localToScene(
			local[0] + 20 * Math.sin(radians),
			local[1] + 20 * Math.cos(radians),
			local[2]
		);
		const to = project(ahead);
		return to ? readableAngle(to[0] - at[0], at[1] - to[1]) : 0;
	}
}
