import type { TileCounts } from '#lib/model/live-values.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Dictionary } from './dictionary.ts';
import type { EntityStore } from './entity-store.ts';
import type { LayerWish } from './layer-wish.ts';
import { layerValues } from './layer-values.ts';
import { lookRules } from './look-rules.ts';
import { NOTHING, type MotionStep } from './motion-steps.ts';
import { MotionWriter } from './motion-writer.ts';
import type { LiveNews } from './news.ts';

/** Columns are made at most so often. */
const VALUES_EVERY: Milliseconds = 100;

/** What the page is told of one layer: its sink, its columns, its counts; from one store at a time. */
export class LayerOutput {
	readonly #layer: string;
	readonly #emit: (news: LiveNews) => void;
	readonly #step: () => Milliseconds;
	#store: EntityStore;
	#writer: MotionWriter;
	#wish: LayerWish | undefined;
	#dictionary: Dictionary | undefined;
	#staleAfter: Milliseconds | undefined;
	#shownAt: EpochMs = 0;
	#standing = false;
	/** What the sink was last brought to. */
	#target: EpochMs | undefined;
	#valuesTimer: ReturnType<typeof setTimeout> | undefined;
	#valuesWait = false;

	constructor(layer: string, store: EntityStore, step: () => Milliseconds, emit: (news: LiveNews) => void) {
		this.#layer = layer;
		this.#store = store;
		this.#step = step;
		this.#emit = emit;
		this.#writer = new MotionWriter(store, step);
	}

	/** The entities on screen. */
	get store(): EntityStore {
		return this.#store;
	}
	/** Of a replay, in which nobody but us says what is stale: the age at which entities are. */
	get staleAfter(): Milliseconds | undefined {
		return this.#staleAfter;
	}
	/** The instant that the sink was last brought to. */
	get target(): EpochMs | undefined {
		return this.#target;
	}

	/** Whether the entity in a slot shows; undefined: all do. One without a name yet is not known to be among the wanted. */
	get shows(): ((slot: number) => boolean) | undefined {
		const held = this.#wish?.held;
		const store = this.#store;
		return held && ((slot) => held.has(this.#dictionary?.entity(store.idx[slot]!)?.urn ?? ''));
	}

	wish(wish: LayerWish): void {
		const isHeld = wish.held !== undefined;
		const isOther = this.#wish?.sink !== wish.sink || isHeld || this.#wish?.held !== undefined;
		this.#wish = wish;
		if (isOther) this.#writer.showOnly(this.shows);
		this.#restyle(isOther);
		this.#valuesSoon();
	}

	/** Names and colours are known, or others. */
	setDictionary(dictionary: Dictionary): void {
		this.#dictionary = dictionary;
		const isHeld = this.#wish?.held !== undefined;
		if (isHeld) {
			this.#writer.showOnly(this.shows);
			this.#valuesSoon();
		}
		this.#restyle(isHeld);
	}

	/** Shows another store from now on; its sink is told everything with the next step. */
	use(store: EntityStore, staleAfter: Milliseconds | undefined): void {
		this.#store = store;
		this.#staleAfter = staleAfter;
		this.#target = undefined;
		this.#writer = new MotionWriter(store, this.#step);
		this.#writer.showOnly(this.shows);
		this.#writer.setLook(this.#rules());
	}

	/** Moves the sink's entities on to `target`, while the screen shows `shownAt`. */
	advance(target: EpochMs, shownAt: EpochMs, direction: 1 | -1 = 1): void {
		this.#shownAt = shownAt;
		this.#target = target;
		this.#standing = false;
		if (this.#isDrawn) this.#move(this.#writer.advance(target, shownAt, direction));
		else this.#writer.skip();
		this.#valuesSoon();
	}

	/** Shows the entities as they are at an instant, standing. */
	stand(at: EpochMs): void {
		this.#shownAt = this.#target = at;
		this.#standing = true;
		if (this.#isDrawn) this.#move(this.#writer.stand(at));
		else this.#writer.skip();
		this.#valuesSoon();
	}

	/** Shows nothing. */
	empty(): void {
		this.#writer.restart();
		this.#target = undefined;
		this.#move(NOTHING);
		this.#valuesSoon();
	}

	counts(counts: TileCounts): void {
		if (this.#wish?.counts) this.#emit({ kind: 'counts', layer: this.#layer, counts });
	}

	close(): void {
		clearTimeout(this.#valuesTimer);
		this.#valuesTimer = undefined;
		this.#wish = undefined;
	}

	get #isDrawn(): boolean {
		return this.#wish?.sink !== undefined;
	}

	#rules() {
		const dictionary = this.#dictionary;
		return lookRules({
			look: this.#wish?.look,
			colour: this.#wish?.colour,
			ownColour: dictionary?.hasColours ? (idx) => dictionary.colour(idx) : undefined,
			staleAfter: this.#staleAfter
		});
	}

	/** The sink is told the looks at once, or everything `anew`: the next step may be long away. */
	#restyle(anew: boolean): void {
		const rules = this.#rules();
		const lost = this.#writer.hasLook && !rules;
		this.#writer.setLook(rules);
		if (lost) this.#writer.restart();
		if (this.#target === undefined || !this.#isDrawn) return;
		if (!anew && !lost) this.#move(this.#writer.relook(this.#shownAt));
		else if (this.#standing) this.#move(this.#writer.stand(this.#target));
		else this.#move(this.#writer.advance(this.#target, this.#shownAt));
	}

	#move(steps: readonly MotionStep[]): void {
		const sink = this.#wish?.sink;
		if (sink !== undefined && steps.length > 0)
			this.#emit({ kind: 'motion', layer: this.#layer, sink, steps });
	}

	/** At once, or when the last columns are old enough. */
	#valuesSoon(): void {
		if (!this.#wish?.values) return;
		if (this.#valuesTimer !== undefined) {
			this.#valuesWait = true;
			return;
		}
		const { colour } = this.#wish;
		const values = layerValues(this.#store, {
			layer: this.#layer,
			shownAt: this.#shownAt,
			metric: colour?.by === 'metric' ? colour.metric : undefined,
			also: colour?.also ?? [],
			staleAfter: this.#staleAfter,
			shows: this.shows
		});
		this.#emit({ kind: 'values', layer: this.#layer, values });
		this.#valuesTimer = setTimeout(() => {
			this.#valuesTimer = undefined;
			if (!this.#valuesWait) return;
			this.#valuesWait = false;
			this.#valuesSoon();
		}, VALUES_EVERY);
	}
}
