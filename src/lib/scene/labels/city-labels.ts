import type { Layer } from '@deck.gl/core';
import type { CityLabel } from '#lib/model/city.ts';
import type { SceneFrame } from '../scene-frame.ts';
import { labelLayer, LABEL_FONT, LABEL_WEIGHT, type LabelColours, type LabelRow } from './label-layer.ts';
import { drawnText, labelsAt, readableAngle } from './label-choice.ts';

/**
 * Screen position in pixels of a scene position, with its depth as a share of the target's; undefined
 * outside the picture.
 */
export type Project = (
	position: readonly [number, number, number]
) => readonly [x: number, y: number, depth: number] | undefined;

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
			const text = [...characters].join('');
			await Promise.race([
				document.fonts.load(`${LABEL_WEIGHT} 24px ${LABEL_FONT}`, text),
				new Promise((resolve) => setTimeout(resolve, 8000))
			]);
			this.#characters = [...characters];
			this.#labels = labels;
		} finally {
			this.loaded = true;
		}
	}

	/** The context is lost or the colours are others: make the layer anew. */
	forget(): void {
		this.#layer = undefined;
		this.#key = '';
	}

	/** The layer for a standing camera; streets lie along the way their line goes on screen. */
	layer(zoom: number, cameraKey: string, colours: LabelColours, project: Project): Layer | undefined {
		if (!this.visible || this.#labels.length === 0) return undefined;
		const key = `${cameraKey} ${colours.major.join()}`;
		if (key === this.#key) return this.#layer;
		this.#key = key;
		const rows: LabelRow[] = [];
		for (const placed of labelsAt(this.#labels, zoom)) {
			const { lng, lat, bearing } = placed.label;
			const local = this.#frame.local.toLocal(lng, lat, 0);
			const position = this.#frame.localToScene(...local);
			const at = project(position);
			if (!at) continue;
			rows.push({
				...placed,
				// deck shrinks text with distance: undone here, so that a name is as large wherever it stands
				size: placed.size * at[2],
				position,
				angle: bearing === undefined ? 0 : this.#angle(local, bearing, at, project)
			});
		}
		this.#layer = labelLayer(rows, colours, this.#characters);
		return this.#layer;
	}

	#angle(
		local: readonly [number, number, number],
		bearing: number,
		at: readonly [number, number, number],
		project: Project
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
