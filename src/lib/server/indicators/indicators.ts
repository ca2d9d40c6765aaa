import { performance } from 'node:perf_hooks';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type {
	IndicatorDetail,
	IndicatorHistory,
	IndicatorList,
	IndicatorRows
} from '#lib/model/indicator.ts';
import type { LayerDeclaration } from '#lib/model/live-layer.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Access } from '#lib/server/auth/access.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import type { ActiveTheme } from '#lib/server/themes/themes.ts';
import { hubFacts, rightsOf } from './hub-facts.ts';
import { IndicatorBook, type LayerFacts } from './indicator-book.ts';
import { KeptThread } from './kept-thread.ts';
import { LayerReader } from './layer-reader.ts';
import type { IndicatorThread } from './start-thread.ts';

export interface IndicatorsOptions {
	/** Folder of kept values. */
	readonly dir: string;
	readonly packDir: string;
	readonly city: Pick<CityManifest, 'datasets'>;
	readonly hub: Hub;
	/** Those that are on: another array after each switch. */
	readonly themes: () => readonly ActiveTheme[];
	readonly now: () => EpochMs;
	/** Values are others now; `rev` grows, over restarts too. */
	readonly onChanged: (rev: number) => void;
	readonly onError: (error: AppError) => void;
	/** Between two looks at what is due. */
	readonly lookEvery?: Milliseconds;
	/** All of DuckDB. */
	readonly memoryMb?: number;
	/** Longest that one SQL may take. */
	readonly sqlTime?: Milliseconds;
	/** Share of the time, 0 to 1, that may go into numbers that are made before their period is over. */
	readonly newsShare?: number;
}

const DEFAULTS = { lookEvery: 1000, memoryMb: 256, sqlTime: 5000, newsShare: 0.03 } as const;

export interface IndicatorsHealth {
	/** Indicators of the themes that are on. */
	readonly on: number;
	readonly stale: number;
	/** Those that cannot be computed, with why. */
	readonly failing: readonly { readonly key: string; readonly failure: string }[];
	/** Since the start: computations, and seconds that they took together. */
	readonly computations: number;
	readonly seconds: number;
	/** Why none can be computed. */
	readonly failure?: string;
}

const TIDY_EVERY: Milliseconds = 3_600_000;

/** The indicators of the themes that are on, made again and again beside the server's own thread. */
export class Indicators {
	readonly #options: Required<IndicatorsOptions>;
	readonly #reader: LayerReader;
	readonly #facts: LayerFacts;
	readonly #timer: NodeJS.Timeout;
	#themes: readonly ActiveTheme[] | undefined;
	#books = new Map<string, IndicatorBook>();
	readonly #thread: KeptThread;
	/** The thread that knows the books. */
	#planned: IndicatorThread | undefined;
	#failure: AppError | undefined;
	#tidiedAt = 0;
	/** When something was last made, and how long after it nothing is made before its period is over. */
	#madeAt = -Infinity;
	#rest: Milliseconds = 0;
	#looking: Promise<void> | undefined;
	#closed = false;
	#rev: number;
	#computations = 0;
	#seconds = 0;

	constructor(options: IndicatorsOptions) {
		this.#options = { ...DEFAULTS, ...options };
		this.#reader = new LayerReader(options.hub);
		this.#facts = hubFacts(options.hub, (layer) => this.#reader.markOf(layer), this.#declared);
		this.#rev = Math.floor(options.now());
		const { dir, packDir, city, memoryMb, sqlTime } = this.#options;
		this.#thread = new KeptThread({ dir, packDir, datasets: city.datasets, memoryMb, sqlTime }, (error) =>
			this.#fail(error)
		);
		this.#timer = setInterval(() => void this.look(), this.#options.lookEvery);
		this.#timer.unref();
		void this.look();
	}

	list(): IndicatorList {
		const now = this.#options.now();
		return { now, indicators: [...this.#known().values()].map((book) => book.state(now)) };
	}

	/** Throws NOT_FOUND for one that no theme that is on has. */
	detail(key: string): IndicatorDetail {
		return this.#book(key).detail(this.#options.now());
	}

	/** Live layers and datasets that its SQL reads. Throws NOT_FOUND. */
	tables(key: string): readonly string[] {
		return this.#book(key).tables;
	}

	/** The rows behind the newest value. Throws NOT_FOUND, FORBIDDEN when a layer that they are made of needs a right. */
	async entities(key: string, limit: number, access: Access): Promise<IndicatorRows> {
		const book = this.#book(key);
		for (const right of rightsOf(this.#options.hub, book.tables, this.#declared))
			if (!access.may(right))
				throw new AppError('FORBIDDEN', {
					message: `The rows behind ${key} are restricted: come with a token that has the right '${right}'.`,
					key
				});
		const answer = await this.#asked().ask({ ask: 'entities', key, limit });
		return { key, layer: book.indicator.drill.layer, ...answer };
	}

	/** Kept values; of an area when it is named. Throws NOT_FOUND. */
	async history(key: string, from: EpochMs, to: EpochMs, area?: string): Promise<IndicatorHistory> {
		this.#book(key);
		const kept = await this.#asked().ask({ ask: 'history', key, area: area ?? '', from, to });
		return { key, ...(area !== undefined && { area }), from, to, ...kept };
	}

	health(): IndicatorsHealth {
		const { indicators } = this.list();
		return {
			on: indicators.length,
			stale: indicators.filter(({ stale }) => stale).length,
			failing: indicators.flatMap(({ key, failure }) => (failure === undefined ? [] : [{ key, failure }])),
			computations: this.#computations,
			seconds: this.#seconds,
			...(this.#failure && { failure: this.#failure.message })
		};
	}

	/** Computes what is due; once at a time. */
	look(): Promise<void> {
		this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
		return this.#looking;
	}

	/** Computes nothing more; what is being computed is given up. */
	async close(): Promise<void> {
		this.#closed = true;
		clearInterval(this.#timer);
		await this.#thread.close();
		await this.#looking;
		// One that was being opened meanwhile.
		await this.#thread.close();
	}

	async #look(): Promise<void> {
		if (this.#closed || (this.#known().size === 0 && !this.#thread.current)) return;
		const thread = await this.#thread.open();
		if (!thread) return;
		try {
			if (this.#planned !== thread) await this.#plan(thread);
			await this.#compute(thread);
			await this.#tidy(thread);
			this.#thread.isWell();
			this.#failure = undefined;
		} catch (thrown) {
			// What a dead thread leaves undone is said by its end.
			if (this.#thread.current === thread) this.#fail(AppError.from(thrown));
		}
	}

	#fail(error: AppError): void {
		if (this.#closed) return;
		if (this.#failure?.message !== error.message) this.#options.onError(error);
		this.#failure = error;
	}

	/** The books of the themes that are on now. */
	#known(): ReadonlyMap<string, IndicatorBook> {
		const themes = this.#options.themes();
		if (this.#themes === themes) return this.#books;
		this.#themes = themes;
		this.#planned = undefined;
		const before = this.#books;
		this.#books = new Map();
		for (const active of themes)
			for (const indicator of active.theme.indicators) {
				const book = new IndicatorBook(active, indicator, this.#facts);
				const known = before.get(book.key);
				const isSame =
					known?.indicator === indicator && JSON.stringify(known.sql) === JSON.stringify(book.sql);
				this.#books.set(book.key, isSame ? known : book);
			}
		return this.#books;
	}

	async #plan(thread: IndicatorThread): Promise<void> {
		this.#reader.forget();
		const books = [...this.#books.values()];
		const themes = this.#themes;
		const plans = await thread.ask({ ask: 'plan', indicators: books.map(({ sql }) => sql) });
		const now = this.#options.now();
		const series = books.map((book) => book.trendWish(now));
		const kept = await thread.ask({ ask: 'remember', series });
		books.forEach((book, i) => {
			book.planned(plans[i]!); // one each, in their order
			book.remember(kept[i]!);
		});
		// They may have been switched again meanwhile.
		if (this.#themes === themes) this.#planned = thread;
		this.#changed();
	}

	async #compute(thread: IndicatorThread): Promise<void> {
		const at = Math.floor(this.#options.now());
		// The clock may be set back.
		const isRested = Math.abs(at - this.#madeAt) >= this.#rest;
		const due = [...this.#books.values()].filter((book) => book.isDue(at, isRested));
		if (due.length === 0) return;
		const began = performance.now();
		for (const layer of new Set(due.flatMap(({ tables }) => tables))) {
			const rows = this.#reader.read(layer, this.#declared(layer), at);
			if (rows) thread.put(rows);
		}
		const jobs = due.map((book) => book.begin(at));
		const computed = await thread.ask({ ask: 'compute', at, jobs });
		const values = computed.flatMap((one, i) => due[i]!.take(one, at)); // one each, in their order
		await thread.ask({ ask: 'keep', values });
		this.#computations += due.length;
		const took = performance.now() - began;
		this.#seconds += took / 1000;
		this.#madeAt = at;
		this.#rest = took / this.#options.newsShare;
		this.#changed();
	}

	async #tidy(thread: IndicatorThread): Promise<void> {
		const now = this.#options.now();
		if (Math.abs(now - this.#tidiedAt) < TIDY_EVERY) return;
		this.#tidiedAt = now;
		await thread.ask({ ask: 'tidy', now });
	}

	#changed(): void {
		this.#options.onChanged(++this.#rev);
	}

	#book(key: string): IndicatorBook {
		const book = this.#known().get(key);
		if (book) return book;
		throw notFound(
			{
				zh: `已开启的专题里没有指标 ${key}。`,
				en: `There is no indicator ${key} in the themes that are on.`
			},
			{ key }
		);
	}

	#asked(): IndicatorThread {
		if (this.#thread.current) return this.#thread.current;
		throw new AppError('OVERLOADED', {
			message: `Indicators cannot be asked now: ${this.#failure?.message ?? 'they are being opened.'}`,
			retryAfter: 5
		});
	}

	/** What a theme that is on says of a layer. */
	readonly #declared = (id: string): LayerDeclaration | undefined => {
		for (const { theme } of this.#themes ?? [])
			for (const { declaration } of theme.layers) if (declaration.id === id) return declaration;
		return undefined;
	};
}
