import type {
	EntityColour,
	LayerArea,
	LayerEvents,
	LayerValues,
	TileCounts
} from '#lib/model/live-values.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import type { LayerLook, LayerWish } from './layer-wish.ts';
import { perform } from './motion-writer.ts';
import type { LiveNews } from './news.ts';

interface Listeners {
	readonly values: Set<(values: LayerValues) => void>;
	readonly events: Set<(events: LayerEvents) => void>;
	readonly counts: Set<(counts: TileCounts) => void>;
}
type Listener<K extends keyof Listeners> = Listeners[K] extends Set<infer L> ? L : never;

interface Receiver extends Listeners {
	sink:
		{ readonly turn: number; readonly sink: MotionSink; readonly look: LayerLook | undefined } | undefined;
	colour: EntityColour | undefined;
	area: LayerArea | undefined;
	/** Who asks for its entities as rows. */
	asking: number;
	held: ReadonlySet<string> | undefined;
	/** For those who come later. */
	lastEvents: LayerEvents | undefined;
}

/** Who on the page receives what of which layer. */
export class Receivers {
	readonly #layers = new Map<string, Receiver>();
	readonly #tell: (layer: string, wish: LayerWish | undefined) => void;
	#turns = 0;

	/** `tell` gets every changed wish; undefined: nobody wants the layer any more. */
	constructor(tell: (layer: string, wish: LayerWish | undefined) => void) {
		this.#tell = tell;
	}

	subscribe(layer: string, sink: MotionSink, look: LayerLook | undefined): void {
		this.#of(layer).sink = { turn: ++this.#turns, sink, look };
		this.#changed(layer);
	}

	unsubscribe(layer: string): void {
		const receiver = this.#layers.get(layer);
		if (!receiver?.sink) return;
		receiver.sink = undefined;
		this.#changed(layer);
	}

	listen<K extends keyof Listeners>(layer: string, kind: K, listener: Listener<K>): () => void {
		const receiver = this.#of(layer);
		const listeners = receiver[kind] as Set<Listener<K>>; // one type by K
		listeners.add(listener);
		this.#changed(layer);
		const { lastEvents } = receiver;
		if (kind === 'events' && lastEvents) (listener as Listener<'events'>)(lastEvents); // by the line's own test
		return () => {
			if (listeners.delete(listener) && this.#layers.get(layer) === receiver) this.#changed(layer);
		};
	}

	colour(layer: string, colour: EntityColour | undefined): void {
		this.#of(layer).colour = colour;
		this.#changed(layer);
	}

	view(layer: string, area: LayerArea | undefined): void {
		this.#of(layer).area = area;
		this.#changed(layer);
	}

	hold(layer: string, held: ReadonlySet<string> | undefined): void {
		this.#of(layer).held = held;
		this.#changed(layer);
	}

	/** Takes a layer whose entities are asked for; returns what ends it. */
	keep(layer: string): () => void {
		const receiver = this.#of(layer);
		receiver.asking++;
		this.#changed(layer);
		return () => {
			receiver.asking--;
			if (this.#layers.get(layer) === receiver) this.#changed(layer);
		};
	}

	hear(news: Exclude<LiveNews, { readonly kind: 'status' | 'changed' }>): void {
		const receiver = this.#layers.get(news.layer);
		if (!receiver) return;
		if (news.kind === 'motion') {
			if (receiver.sink?.turn === news.sink) perform(news.steps, receiver.sink.sink);
		} else if (news.kind === 'values') for (const listener of receiver.values) listener(news.values);
		else if (news.kind === 'counts') for (const listener of receiver.counts) listener(news.counts);
		else {
			receiver.lastEvents = news.events;
			for (const listener of receiver.events) listener(news.events);
		}
	}

	/** Tells every wish again: to a new worker. */
	tellAll(): void {
		for (const layer of this.#layers.keys()) this.#changed(layer);
	}

	clear(): void {
		this.#layers.clear();
	}

	#of(layer: string): Receiver {
		let receiver = this.#layers.get(layer);
		if (!receiver) {
			receiver = {
				sink: undefined,
				values: new Set(),
				events: new Set(),
				counts: new Set(),
				colour: undefined,
				area: undefined,
				asking: 0,
				held: undefined,
				lastEvents: undefined
			};
			this.#layers.set(layer, receiver);
		}
		return receiver;
	}

	#changed(layer: string): void {
		const receiver = this.#of(layer);
		const { sink, values, events, counts, asking, colour, area, held } = receiver;
		const taken = sink !== undefined || values.size + events.size + counts.size + asking > 0;
		if (!taken) {
			receiver.lastEvents = undefined;
			this.#tell(layer, undefined);
			return;
		}
		this.#tell(layer, {
			sink: sink?.turn,
			look: sink?.look,
			values: values.size > 0,
			events: events.size > 0,
			counts: counts.size > 0,
			rows: asking > 0,
			colour,
			area,
			...(held && { held })
		});
	}
}
