import type { Layer } from '@deck.gl/core';
import type { CityLabel } from '#lib/model/city.ts';
import type { PicturePart, ScreenSign } from '../contract.ts';
import type { SceneFrame } from '../scene-frame.ts';
import type { Rgba } from '../tokens.ts';
import {
	crosses,
	drawnText,
	isInside,
	LABEL_SIZE,
	LabelRoom,
	liesOn,
	readableAngle,
	shows,
	textBox,
	within,
	type TextBox
} from './label-choice.ts';
import { labelLayer, type PlacedLabel } from './label-layer.ts';
import { drawLabelSheet, LABEL_FONT, LABEL_WEIGHTS, type LabelSheet } from './label-sheet.ts';
import { loadGlyphs } from './load-glyphs.ts';

/** How names are placed into a picture. */
export interface LabelView {
	readonly zoom: number;
	/** Says whether the view is another than before. */
	readonly key: string;
	/** CSS pixels. */
	readonly width: number;
	readonly height: number;
	/** Device pixels per CSS pixel. */
	readonly ratio: number;
	/** Of a wall: names keep clear of its seams and of what stands over it. */
	readonly part?: Pick<PicturePart, 'seams' | 'covered'>;
	/** What names give way to. */
	readonly signs: readonly ScreenSign[];
	/** Pixel of a scene position, with its depth as a share of the target's; undefined outside the picture. */
	readonly project: (
		position: readonly [number, number, number]
	) => readonly [x: number, y: number, depth: number] | undefined;
	/** A body stands between the camera and the local position. */
	readonly isHidden: (local: readonly [number, number, number]) => boolean;
}

export interface LabelStyle {
	readonly major: Rgba;
	readonly minor: Rgba;
	readonly halo: Rgba;
	/** 1 at a desk; walls are read from further away. */
	readonly scale: number;
}

interface ChosenLabel extends PlacedLabel {
	readonly label: CityLabel;
	/** As drawn. */
	readonly text: string;
	readonly angle: number;
}

/** Fonts that do not come within this time are done without, ms. */
const FONT_PATIENCE = 8000;
/** Names behind bodies are found by rays: no more than so many for one picture. */
const MOST_RAYS = 240;
/** A camera that does not come to rest (it follows a train) has its names chosen anew so often, ms. */
const CHOOSE_AGAIN = 2000;

/**
 * Names on the map. Read once from the pack; the fonts are loaded with all the text before the first
 * name is drawn. They are chosen while the camera stands; while it moves, those chosen stay in their
 * places and give way to each other.
 */
export class CityLabels {
	readonly #frame: SceneFrame;
	#labels: readonly CityLabel[] = [];
	#chosen: readonly ChosenLabel[] = [];
	#sheet: LabelSheet | undefined;
	#layer: Layer | undefined;
	#key = '';
	#chosenAt = 0;
	visible = true;
	/** In English where the pack has that. */
	english = false;
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
			for (const label of labels)
				for (const english of [false, true])
					for (const character of drawnText(label, english)) characters.add(character);
			const text = [...characters].join('');
			const fonts = Object.values(LABEL_WEIGHTS).map((weight) => loadGlyphs(weight, LABEL_FONT, text));
			await Promise.race([Promise.all(fonts), new Promise((resolve) => setTimeout(resolve, FONT_PATIENCE))]);
			this.#labels = labels.toSorted((a, b) => a.rank - b.rank || LABEL_SIZE[b.kind] - LABEL_SIZE[a.kind]);
		} finally {
			this.loaded = true;
		}
	}

	/** The context is lost or the colours are others: choose and draw anew. */
	forget(): void {
		this.#layer = undefined;
		this.#sheet = undefined;
		this.#chosen = [];
		this.#key = '';
	}

	/** The layer for a standing camera; the one before while the view is the same. */
	standing(view: LabelView, style: LabelStyle): Layer | undefined {
		if (!this.visible || this.#labels.length === 0) return undefined;
		if (view.key === this.#key) return this.#layer;
		this.#key = view.key;
		this.#chosenAt = performance.now();
		this.#chosen = this.#choose(view, style);
		this.#sheet = drawLabelSheet(
			this.#chosen.map(({ label, text, angle }) => ({
				text,
				size: LABEL_SIZE[label.kind] * style.scale,
				angle,
				italic: label.kind === 'water',
				bold: !isMinor(label),
				colour: isMinor(label) ? style.minor : style.major
			})),
			style.halo,
			view.ratio
		);
		return (this.#layer = labelLayer(this.#chosen, this.#sheet));
	}

	/** The layer while the camera moves: those of the names last chosen that have room. */
	moving(view: LabelView, style: LabelStyle): Layer | undefined {
		if (!this.visible || !this.#sheet) return undefined;
		if (performance.now() - this.#chosenAt > CHOOSE_AGAIN) return this.standing(view, style);
		this.#key = '';
		const room = roomOf(view);
		const placed: ChosenLabel[] = [];
		for (const label of this.#chosen) {
			const at = view.project(label.position);
			if (!at) continue;
			const moved = { ...label, x: at[0], y: at[1], depth: at[2] };
			if (isCut(boxOf(moved, style.scale), view)) continue;
			if (takeRoom(room, moved, style.scale)) placed.push(moved);
		}
		return (this.#layer = labelLayer(placed, this.#sheet));
	}

	/** The most important names that have room, are whole and are not behind a body. */
	#choose(view: LabelView, { scale }: LabelStyle): ChosenLabel[] {
		// larger type leaves room for fewer names
		const later = Math.log2(scale);
		const room = roomOf(view);
		const chosen: ChosenLabel[] = [];
		let rays = 0;
		for (const label of this.#labels) {
			const placed = this.#place(label, view, chosen.length, later);
			if (!placed) continue;
			const box = boxOf(placed, scale);
			if (!within(box, view.width, view.height) || isCut(box, view)) continue;
			if (!room.has(box, placed.text, LABEL_SIZE[label.kind] * scale)) continue;
			if (label.kind === 'street') {
				if (rays++ === MOST_RAYS) break;
				if (view.isHidden(this.#frame.local.toLocal(label.lng, label.lat, 0))) continue;
			}
			room.take(box, placed.text);
			chosen.push(placed);
		}
		return chosen;
	}

	#place(
		label: CityLabel,
		{ zoom, project }: LabelView,
		index: number,
		later: number
	): ChosenLabel | undefined {
		// nothing in the picture is nearer than a quarter of the target's distance and lies on the ground
		if (!shows(label, zoom + 2 - later) || isInside(label, zoom)) return undefined;
		const local = this.#frame.local.toLocal(label.lng, label.lat, 0);
		const position = this.#frame.localToScene(...local);
		const at = project(position);
		if (!at || !shows(label, zoom - later - Math.log2(at[2]))) return undefined;
		const [x, y, depth] = at;
		const angle = label.bearing === undefined ? 0 : this.#angle(local, label.bearing, at, project);
		return { label, text: drawnText(label, this.english), index, position, x, y, depth, angle };
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

/** The picture without what names give way to. */
function roomOf({ signs, project }: LabelView): LabelRoom {
	const room = new LabelRoom();
	for (const { position, right, down, halfWidth, halfHeight } of signs) {
		const [x, y] = project(position) ?? [];
		if (x !== undefined && y !== undefined)
			room.take({ x: x + right, y: y + down, halfWidth, halfHeight }, '');
	}
	return room;
}

const isCut = (box: TextBox, { part }: LabelView) =>
	part !== undefined && (crosses(box, part.seams) || part.covered.some((other) => liesOn(box, other)));

const isMinor = ({ kind }: CityLabel) => kind === 'street' || kind === 'park';

const boxOf = ({ label, text, x, y, angle }: ChosenLabel, scale: number) =>
	textBox(text, LABEL_SIZE[label.kind] * scale, x, y, angle);

function takeRoom(room: LabelRoom, placed: ChosenLabel, scale: number): boolean {
	const box = boxOf(placed, scale);
	if (!room.has(box, placed.text, LABEL_SIZE[placed.label.kind] * scale)) return false;
	room.take(box, placed.text);
	return true;
}
