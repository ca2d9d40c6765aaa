import type { CityManifest, Dataset } from '#lib/model/city.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import type { CityScene } from '#lib/scene/contract.ts';

/** Where live entities come from: the live worker's client, or a test's list. */
export interface LiveFeed {
	subscribe(layer: string, sink: MotionSink): void;
	unsubscribe(layer: string): void;
}

/** What a layer may use while it shows. */
export interface LayerHost {
	readonly scene: CityScene;
	/** URL of the pack's folder, with its trailing slash. */
	readonly packUrl: string;
	readonly live: () => Promise<LiveFeed>;
	/** Loading a layer failed: shown in its row, with a retry. */
	readonly failed: (error: unknown) => void;
	readonly loaded: () => void;
}

/** A layer on the map. */
export interface ShownLayer {
	/** 1 for every row that passes the linked filters; undefined = no filter. */
	setMask?(mask: Uint8Array | undefined): void;
	/** The tokens changed with the look. */
	restyle?(): void;
	hide(): void;
}

/** The mark of a layer in lists and legends, drawn from the tokens that the map uses. */
export interface Swatch {
	readonly shape: 'box' | 'dot' | 'streak' | 'outline' | 'text';
	readonly token: string;
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
	readonly attribution?: string;
	/** Name of its stream on the live socket. */
	readonly stream?: string;
	show(host: LayerHost): ShownLayer;
}

/** A kind of layer: what it offers for a city. One folder each, listed in registry.ts. */
export interface LayerKind {
	readonly kind: string;
	layersOf(city: CityManifest): readonly CityLayer[];
}
