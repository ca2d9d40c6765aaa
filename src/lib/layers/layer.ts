import type { Alarm } from '#lib/model/alarm.ts';
import type { CityManifest, Dataset } from '#lib/model/city.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { EntityColour, LayerEvents, LayerValues } from '#lib/model/live-values.ts';
import type { H3Resolution } from '#lib/model/gather/cell-ground.ts';
import type { Aggregate } from '#lib/model/gather/cells.ts';
import type { Gather } from '#lib/model/gather/gather.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { Note } from '#lib/model/note.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import type { EpochMs, Metres } from '#lib/model/units.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { CityScene } from '#lib/scene/contract.ts';

/** Where live entities come from: the live worker's client, or a test's list. */
export interface LiveFeed {
	subscribe(layer: string, sink: MotionSink): void;
	unsubscribe(layer: string): void;
	/** A layer's entities in columns whenever they change; returns what ends it. */
	values(layer: string, listener: (values: LayerValues) => void): () => void;
	/** An event layer's events, at once and whenever there are others; returns what ends it. */
	events(layer: string, listener: (events: LayerEvents) => void): () => void;
	/** Chooses the `value` of a layer's columns and colours its sink. */
	colour(layer: string, colour: EntityColour | undefined): void;
}

/** What a layer may use while it shows. */
export interface LayerHost {
	readonly scene: CityScene;
	/** URL of the pack's folder, with its trailing slash. */
	readonly packUrl: string;
	readonly live: () => Promise<LiveFeed>;
	/** Asks the rows of a dataset for what is to be drawn of them. */
	readonly gather: Gather;
	/** How the view wants the layer drawn when it begins to show; later `ShownLayer.style` says it. */
	readonly style?: () => LayerStyle | undefined;
	/** Loading a layer failed: shown in its row, with a retry. */
	readonly failed: (error: unknown) => void;
	readonly loaded: () => void;
	/** What the server says of the layer's stream; undefined before it did. */
	readonly status: () => LiveLayerStatus | undefined;
	/** Nothing comes any more: what shows grows old here. */
	readonly linkLost: () => boolean;
	/** The key of what is drawn changed; undefined: it has none of its own. */
	readonly legend: (legend: LayerLegend | undefined) => void;
	/** The layer's key in the picture beside this one: what has a colour there has the same one here. */
	readonly beside?: () => LayerLegend | undefined;
	/** Corners of the ground that the picture shows, counterclockwise; absent: nobody says. */
	readonly ground?: () => readonly LngLat[];
	/** The instant on screen. */
	readonly shownAt: () => EpochMs;
	/** A token's colour in the page's look, sRGB bytes. */
	readonly colour: (token: string) => readonly [red: number, green: number, blue: number];
	/** Events of an event layer, for lists. */
	readonly events: (events: LayerEvents | undefined) => void;
	/**
	 * Alarms to be drawn, most urgent first, at once and whenever there are others; returns what ends it. In a replay
	 * those of its instant. A pick's and a selection's index is the place in the list that was given last.
	 */
	readonly alarms?: (listener: (alarms: readonly Alarm[]) => void) => () => void;
	/** Notes to be drawn, as with alarms. */
	readonly notes?: (listener: (notes: readonly Note[]) => void) => () => void;
}

/** A layer on the map. */
export interface ShownLayer {
	/** 1 for every row that passes the linked filters; undefined = no filter. */
	setMask?(mask: Uint8Array | undefined): void;
	/** The tokens changed with the look. */
	restyle?(): void;
	/** Colours by a metric of the layer's status; undefined: by its own rule. */
	colourBy?(metric: string | undefined): void;
	/** The view wants it drawn otherwise; undefined: as it does by itself. */
	style?(style: LayerStyle | undefined): void;
	/** The instant that a replay shows; undefined: now. */
	showAt?(at: EpochMs | undefined): void;
	/** One class of its key stands out, by its name there; undefined: none does. */
	light?(key: string | undefined): void;
	/** Marks what is selected; undefined: nothing of this layer. */
	select?(index: number | undefined): void;
	/** Rows of what is there, the highest values first. */
	rows?(): readonly number[];
	/** What it shows of something, in its metric's unit or as a word of status, for the pointer. */
	shown?(index: number): { readonly value?: number; readonly status?: string } | undefined;
	/** What a heap of rows that is drawn as one thing has in it, for the pointer. */
	heap?(index: number): Heap | undefined;
	/** Where something of the layer is, for flights. */
	placeOf?(index: number): LngLat | undefined;
	hide(): void;
}

/** The mark of a layer in lists and legends, drawn from the tokens that the map uses. */
export interface Swatch {
	readonly shape: 'box' | 'dot' | 'ring' | 'line' | 'streak' | 'outline' | 'text' | 'alert' | 'note';
	readonly token: string;
}

/** One colour of a layer's key: exactly what the map draws, and how many entities have it. */
export interface LayerLegendClass {
	readonly token: string;
	readonly count: number;
	/** How many of them the picture shows; absent: nobody says. */
	readonly inView?: number;
	/** Of a number: lower bound included. */
	readonly from?: number;
	/** Of the lowest class: everything below this. */
	readonly below?: number;
	/** Of a word; absent = all others together. */
	readonly label?: string;
}

/** Rows that are drawn as one thing: a cell, a flow. */
export interface Heap {
	readonly rows: number;
	/** Of an aggregate; absent when none of the rows says one. */
	readonly value?: number;
	/** Rows that say a value. */
	readonly said?: number;
	/** What others call it too: an H3 index. */
	readonly name?: string;
}

/** Ways to draw a layer, as a view's style names them. */
export type FormName = NonNullable<LayerStyle['form']>;

/** What a chosen style draws, for the words of its key. */
export interface Drawn {
	readonly form: FormName;
	/** Of cells. */
	readonly aggregate?: Aggregate;
	/** Column whose values are meant. */
	readonly field?: string | undefined;
	/** Edge of a square cell, or reach of a row. */
	readonly size?: Metres;
	/** Cells that are hexagons of H3, and the area of one, square metres. */
	readonly hexagon?: { readonly resolution: H3Resolution; readonly area: number };
	/** Larger than asked for: there would have been too many. */
	readonly isCoarser?: boolean;
	/** Rows in what is drawn, and chosen ones that have no place in it. */
	readonly rows: number;
	readonly unplaced: number;
	/** Only rows of this time. */
	readonly window?: readonly [from: EpochMs, to: EpochMs] | undefined;
	/** As high as the highest column; heights begin at zero. */
	readonly highest?: number | undefined;
	/** When not all is drawn: how many things of how many, with which part of all rows. */
	readonly part?: { readonly drawn: number; readonly of: number; readonly share: number } | undefined;
	/** Rows that begin and end in one cell, where nothing is drawn. */
	readonly within?: number;
}

/** The key of a live layer, or of one that is drawn as the view wants it. */
export interface LayerLegend {
	/** Absent when the layer is drawn as it does by itself. */
	readonly drawn?: Drawn;
	readonly kind: 'number' | 'category';
	/** Metric or column whose values are shown; undefined: words of status, or no more than that they are there. */
	readonly metric: string | undefined;
	readonly classes: readonly LayerLegendClass[];
	/** How many things the picture shows of all in the classes; absent: nobody says. */
	readonly inView?: number;
	/** Entities that never said a value. */
	readonly missing: number;
	/** Entities older than the layer's limit: hollow on the map. */
	readonly stale: number;
}

/** One layer that a city offers. */
export interface CityLayer {
	/** Stands in links. */
	readonly id: string;
	readonly kind: string;
	readonly group: 'live' | 'events' | 'base';
	/** In the language of the interface. */
	readonly title: () => string;
	readonly swatch: Swatch;
	/** Shows when a link names no layers. */
	readonly initially: boolean;
	readonly rows?: number;
	readonly dataset?: Dataset;
	/** Ways to draw it that a view may choose from, its own first; absent: it has only one. */
	readonly forms?: readonly FormName[];
	readonly attribution?: string;
	/** Token of the dots that the map's first plan draws of its dataset; absent: it draws none. */
	readonly plan?: string;
	/** Name of its stream on the live socket. */
	readonly stream?: string;
	show(host: LayerHost): ShownLayer;
}

/** A kind of layer: what it offers for a city. One folder each, listed in registry.ts. */
export interface LayerKind {
	readonly kind: string;
	layersOf(city: CityManifest): readonly CityLayer[];
	/**
	 * The layer for a live stream that no pack knows; `order` tells it from others of its kind, `form` is what its
	 * theme wants it drawn as.
	 */
	discover?(status: LiveLayerStatus, order: number, form?: string): CityLayer | undefined;
}
