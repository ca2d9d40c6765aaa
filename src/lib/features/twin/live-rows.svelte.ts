import type { DatasetColumn } from '#lib/model/city.ts';
import type { EntityQuestion, RowOrder } from '#lib/model/entity-rows.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { CityLayer } from '#lib/layers/layer.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import type { LiveClient } from '#workers/live/client.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { liveColumns, SELDOM_LIVE } from './live-columns.ts';
import type { RowKey, RowPlace, RowQuestion, RowSource } from './row-source.ts';
import { SameQuestion } from './same-question.ts';
import { shownAtFirst } from './twin-columns.ts';

/** Rows of what lives are asked for anew so often while they are seen. */
const EVERY: Milliseconds = 2000;
const PLACE_ZOOM = 16.5;

/** The entities of a live layer at the instant shown, those that the layer's filters leave. */
export class LiveRows implements RowSource {
	count = $state(0);
	all = $state(0);
	/** Instant that was shown when the rows were counted last. */
	at = $state.raw<EpochMs | undefined>();
	readonly waits = false;
	/** Counts up with every question of how many there are: whoever asks for rows asks again. */
	#revision = $state(0);
	#failed = $state.raw<AppError | undefined>();
	readonly #session: CitySession;
	readonly #layer: CityLayer;
	readonly #stream: string;
	/** What the server says of a layer comes often: the columns stay the same ones while they say the same. */
	#columns: { readonly text: string; readonly list: readonly DatasetColumn[] } = { text: '', list: [] };
	readonly #questions: SameQuestion<EntityQuestion & { readonly revision: number }>;

	constructor(session: CitySession, layer: CityLayer, stream: string) {
		this.#session = session;
		this.#layer = layer;
		this.#stream = stream;
		this.#questions = new SameQuestion(({ revision: _, ...question }) => this.#ask(question));
	}

	/** A dataset may have the name of a layer. */
	get id(): string {
		return `live:${this.#layer.id}`;
	}
	get title(): string {
		// The layer says it in the language that is read.
		void locale.current;
		return this.#layer.title();
	}
	get state(): RowSource['state'] {
		if (this.error) return 'failed';
		return this.at === undefined ? 'loading' : 'ready';
	}
	/** Why there are none, or none of the instant shown. */
	get error(): AppError | undefined {
		const failure = this.#session.status(this.#layer)?.failure;
		return failure ? AppError.revive(failure) : this.#failed;
	}
	get columns(): readonly DatasetColumn[] {
		const status = this.#session.status(this.#layer);
		const list = status ? liveColumns(status) : [];
		const text = JSON.stringify(list);
		if (text !== this.#columns.text) this.#columns = { text, list };
		return this.#columns.list;
	}
	get atFirst(): readonly string[] {
		return shownAtFirst(this.columns, locale.nameKey, SELDOM_LIVE);
	}
	get layer(): string {
		return this.#layer.id;
	}

	question(columns: readonly string[], order: RowOrder | undefined): RowQuestion {
		return this.#questions.of({ revision: this.#revision, columns, ...(order && { order }) });
	}
	open(): () => void {
		let end = () => {};
		let isOpen = true;
		void this.#session.liveClient().then((client) => {
			if (!isOpen) return;
			const stop = client.keep(this.#stream);
			const beat = () => void this.#count(client);
			beat();
			const timer = setInterval(beat, EVERY);
			end = () => {
				clearInterval(timer);
				stop();
			};
		});
		return () => {
			isOpen = false;
			end();
		};
	}
	retry(): void {
		this.#failed = undefined;
		void this.#session.liveClient().then((client) => this.#count(client));
	}
	keyOfSelected(): Promise<RowKey | undefined> {
		const { entity, index } = this.#session.selection;
		return Promise.resolve(entity?.layer === this.#layer.id ? index : undefined);
	}
	select(key: RowKey): Promise<void> {
		return this.#session.selection.pick(this.#layer.id, Number(key));
	}
	async placeOf(key: RowKey): Promise<RowPlace | undefined> {
		const card = await (await this.#session.liveClient()).card(this.#stream, Number(key));
		return card && !Number.isNaN(card.lng) ? { lng: card.lng, lat: card.lat, zoom: PLACE_ZOOM } : undefined;
	}

	/** Without the link the worker knows only what was: what was said last stays. */
	async #count(client: LiveClient): Promise<void> {
		if (this.at !== undefined && (document.hidden || this.#session.live?.link !== 'online')) return;
		try {
			const found = await client.entities(this.#stream, { columns: [] }, { from: 0, size: 0 });
			if (!found) return;
			({ count: this.count, all: this.all, at: this.at } = found);
			this.#revision++;
			this.#failed = undefined;
		} catch (thrown) {
			this.#failed = AppError.from(thrown);
		}
	}

	#ask(question: EntityQuestion): RowQuestion {
		const client = this.#session.liveClient;
		const stream = this.#stream;
		return {
			...question,
			source: this.id,
			async page({ from, size }) {
				const rows = await (await client()).entities(stream, question, { from, size });
				return {
					columns: [rows?.slots ?? [], ...(rows?.columns ?? [])].map((values) => ({ values })),
					rowCount: rows?.slots.length ?? 0
				};
			},
			placeOf: async (key) => (await client()).entityPlace(stream, question, Number(key)),
			async *file() {
				const bytes = await (await client()).entityFile(stream, question);
				if (bytes) yield bytes;
			}
		};
	}
}
