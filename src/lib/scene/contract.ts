import type { Layer } from '@deck.gl/core';
import type { Camera, CityManifest } from '#lib/model/city.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import type { RenderState } from '#lib/model/render-state.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Look } from '#lib/model/view-spec.ts';

/** What lies under a pixel. Positions are WGS 84. */
export type Pick =
	| {
			readonly kind: 'building';
			readonly id: number;
			readonly merged: boolean;
			readonly lng: number;
			readonly lat: number;
			readonly height: number;
	  }
	| {
			readonly kind: 'mover';
			readonly layer: string;
			readonly index: number;
			readonly lng: number;
			readonly lat: number;
	  }
	| {
			readonly kind: 'overlay';
			readonly layer: string;
			readonly index: number;
			readonly lng: number;
			readonly lat: number;
	  }
	| ModelPick
	| GroundPick;

/** What a model says of a thing in it. */
export type ModelProperties = Readonly<Record<string, string | number | boolean>>;

/** A thing in a model that users brought. */
export interface ModelPick {
	readonly kind: 'model';
	/** The model. */
	readonly layer: string;
	/** Which thing of the model, while it stands there. */
	readonly part: string;
	/** What the model calls it. */
	readonly name?: string;
	readonly properties: ModelProperties;
	readonly lng: number;
	readonly lat: number;
	/** Of the place that was pointed at, metres. */
	readonly height: number;
}

export interface GroundPick {
	readonly kind: 'ground';
	readonly lng: number;
	readonly lat: number;
	/** Metres: that of a hill, else 0. */
	readonly height: number;
}

/** Four bytes a building (sRGB, then alpha: 0 hides, 255 colours, 254 keeps the body's own colour). */
export interface BuildingColours {
	readonly rgba: Uint8Array;
}

/** What stands on the screen at a place: the box that it fills, in CSS pixels from the place to its middle, and half its sides. */
export interface ScreenSign {
	/** As `toScene` gives it. */
	readonly position: readonly [number, number, number];
	readonly right: number;
	readonly down: number;
	readonly halfWidth: number;
	readonly halfHeight: number;
}

/** What overlays are drawn in. */
export interface SceneSurroundings {
	readonly frame: LocalFrame;
	readonly look: Look;
	/** On a wall, CSS pixels of type that its reader sees under one arc-minute; absent at a desk. */
	readonly minute?: number;
	/** True WGS 84 to the longitude, latitude, metres at which deck draws exactly where three does. */
	toScene(lng: number, lat: number, height?: number): [number, number, number];
	/** A token of tokens.css as RGBA bytes, e.g. `--seq-3`. */
	colour(token: string, alpha?: number): [number, number, number, number];
}

/** Overlay layers are deck layers whose positions went through `SceneContext.toScene`. */
export interface SceneContext extends SceneSurroundings {
	/** Names of the map give way to a sign of the overlay that is being built. */
	keepClear(sign: ScreenSign): void;
}

/** Deck layers of one overlay, made anew from state whenever asked (also after a lost context). */
export type OverlayBuilder = (context: SceneContext) => readonly Layer[];

/** Overlays lie under the names of the map; what nothing may cover is `top`. */
export type OverlayLevel = 'map' | 'top';

export interface MoverStyle {
	readonly token: string;
	readonly sizePx: number;
	/** Trail length in seconds of past motion; 0 = none. */
	readonly trail: number;
}

/** Where a model stands on the ground, and how: heading in degrees clockwise from north, scale times its size. */
export interface ModelStanding {
	readonly lng: number;
	readonly lat: number;
	readonly heading: number;
	readonly scale: number;
	/** Of glTF: its middle stands there and its lowest point on the ground; else its own origin does. */
	readonly centred: boolean;
}

/** A thing that is drawn as it is. */
export interface ModelSource {
	readonly format: 'gltf' | 'tileset';
	readonly url: string;
	/** Files that a tileset's addresses under `folder` mean, by path: they are on no server. */
	readonly files?: { readonly folder: string; readonly urls: ReadonlyMap<string, string> };
	/** Absent: a tileset stands where it says itself. */
	readonly stands?: ModelStanding;
}

/** What a canvas of a wall is to the wall's whole picture, in whose CSS pixels everything here is. */
export interface PicturePart {
	/** Where in the whole picture the canvas begins, and how large the whole is; absent: the canvas has all of it. */
	readonly slice?: {
		readonly x: number;
		readonly y: number;
		readonly width: number;
		readonly height: number;
	};
	/** Lines between the panels that it is put together from, from the left and from the top: no name crosses them. */
	readonly seams: { readonly x: readonly number[]; readonly y: readonly number[] };
	/** What stands over the map: no name lies under it. */
	readonly covered: readonly {
		readonly x: number;
		readonly y: number;
		readonly width: number;
		readonly height: number;
	}[];
}

export interface SceneOptions {
	readonly city: CityManifest;
	/** URL of the pack's folder, with its trailing slash. */
	readonly packUrl: string;
	readonly camera: Camera;
	readonly look: Look;
	/** Sun position: server time or a standing instant. */
	readonly time: () => EpochMs;
	/** Instant at which moving entities are drawn: live, a little behind `time`; in a replay, its own. */
	readonly motionTime: () => EpochMs;
	/** Device pixels per CSS pixel; 1 on walls. */
	readonly pixelRatio?: number;
	/** Another picture on the page speaks for it in `window.__render`. */
	readonly second?: boolean;
	/** Frames a second at most of what moves by itself; as many as the screen has when absent. */
	readonly fps?: number;
	readonly part?: PicturePart;
}

export interface SceneEvents {
	camera: (camera: Camera, settled: boolean) => void;
	hover: (pick: Pick | undefined, at: { x: number; y: number }) => void;
	/** The pointer moved, at most once a frame; undefined: it left. CSS pixels of the map. */
	point: (at: { x: number; y: number } | undefined) => void;
	click: (pick: Pick | undefined, at: { x: number; y: number }) => void;
	render: (state: RenderState) => void;
	/** A frame was drawn, whatever of the picture is there. */
	drawn: () => void;
	/** The browser refuses a GPU context: show a card; `undefined` when it is back. */
	trouble: (reason: { readonly since: EpochMs; readonly retryAt: EpochMs } | undefined) => void;
}

/** The city's picture, made by `createCityScene(container, options)`. State lives here, never in layers: a lost context is rebuilt from it. */
export interface CityScene {
	readonly frame: LocalFrame;
	readonly camera: Camera;
	on<K extends keyof SceneEvents>(event: K, listener: SceneEvents[K]): () => void;
	setCamera(camera: Camera): void;
	/** Another part of a picture, or all of one. */
	setPart(part: PicturePart | undefined): void;
	/** Flies (cuts under reduced motion or beyond eight zoom levels). */
	flyTo(camera: Partial<Camera> & { lng: number; lat: number }): void;
	setLook(look: Look): void;
	/** Redraws with the sun where `options.time` now says. */
	refreshSun(): void;
	setOverlay(id: string, build: OverlayBuilder | undefined, level?: OverlayLevel): void;
	/** Draws overlays over one another as this list says, front to back; those it does not name lie underneath. */
	orderOverlays(front: readonly string[]): void;
	/** A layer of moving entities; dispose with `removeMovers`. */
	addMovers(layer: string, style: MoverStyle): MotionSink;
	removeMovers(layer: string): void;
	/** Draws a model among the bodies until `removeModel`; resolves when it shows, rejects with INPUT_INVALID. */
	addModel(id: string, source: ModelSource): Promise<void>;
	removeModel(id: string): void;
	/** Lifts a thing of a model out of the others; undefined: none. */
	selectModel(target: { readonly layer: string; readonly part: string } | undefined): void;
	/** Keeps an entity in the middle until the user moves the camera or `undefined` comes. */
	follow(target: { readonly layer: string; readonly index: number } | undefined): void;
	recolour(colours: BuildingColours | undefined): void;
	selectBuilding(id: number | undefined): void;
	selectMover(target: { readonly layer: string; readonly index: number } | undefined): void;
	setLabelsVisible(visible: boolean): void;
	/** Names are written in English where the pack has that, or in the city's own language. */
	setLabelsEnglish(english: boolean): void;
	pick(x: number, y: number): Pick | undefined;
	/** The ground or hill under a CSS pixel, whatever stands before it; undefined: the sky. */
	groundAt(x: number, y: number): GroundPick | undefined;
	/** Layers load what they show: what only refines the picture is asked for after it. */
	setDataComing(coming: boolean): void;
	/** A double click comes nearer, as it does until told otherwise. */
	setDoubleClickZoom(on: boolean): void;
	/** Resolves when the picture is complete; rejects with CONTEXT_REFUSED. */
	whenReady(): Promise<RenderState>;
	dispose(): void;
}
