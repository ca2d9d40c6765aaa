import type { DatasetColumn } from '#lib/model/city.ts';
import type { RowOrder } from '#lib/model/entity-rows.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Cell } from '#workers/analytics/client.ts';
import type { ChartsDesk } from '../charts/charts-desk.svelte.ts';
import type { Recolouring } from '../map/recolouring.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { rowAt, RowPages, type ShownRows } from './row-pages.ts';
import type { RowKey, RowQuestion, RowSource } from './row-source.ts';
import { RowSources } from './row-sources.svelte.ts';

/** The table beside the map: rows of one source, in its filters, an order and columns. */
export class Twin {
	readonly sources: RowSources;
	/** A source other than the first. */
	#chosen = $state<string | undefined>();
	order = $state.raw<RowOrder | undefined>();
	#seen = $state.raw({ first: 0, end: 40 });
	/** By source, the columns that somebody chose. */
	#columns = $state.raw<ReadonlyMap<string, readonly string[]>>(new Map());
	#shown = $state.raw<ShownRows | undefined>();
	#failed = $state.raw<{ readonly source: string | undefined; readonly error: AppError } | undefined>();
	/** Key of the selected row, when it is of these rows. */
	selectedKey = $state.raw<RowKey | undefined>();
	/** The keyboard is wanted on the rows; it goes there once they are there. */
	wantsKeyboard = $state(false);
	readonly #session: CitySession;
	readonly #pages: RowPages;

	readonly source: RowSource | undefined = $derived.by(() => this.sources.choose(this.#chosen));
	/** Every column that there is to choose. */
	readonly offered: readonly DatasetColumn[] = $derived.by(() => this.source?.columns ?? []);
	/** Columns from left to right. */
	readonly columns: readonly DatasetColumn[] = $derived.by(() => {
		const names = this.#columns.get(this.source?.id ?? '') ?? this.source?.atFirst ?? [];
		return this.offered.filter(({ name }) => names.includes(name));
	});
	readonly #order = $derived.by(() => {
		const { order } = this;
		return order && this.offered.some(({ name }) => name === order.column) ? order : undefined;
	});
	readonly question: RowQuestion | undefined = $derived.by(() => {
		if (this.source?.state !== 'ready') return undefined;
		return this.source.question(
			this.columns.map(({ name }) => name),
			this.#order
		);
	});
	/** Rows of the source, as they were asked for last. */
	readonly shown: ShownRows | undefined = $derived.by(() =>
		this.#shown?.question.source === this.source?.id ? this.#shown : undefined
	);
	/** Why there are none. */
	readonly error: AppError | undefined = $derived.by(
		() => this.source?.error ?? (this.#failed?.source === this.source?.id ? this.#failed?.error : undefined)
	);

	constructor(session: CitySession, desk: ChartsDesk, recolouring: Pick<Recolouring, 'legend'>) {
		this.#session = session;
		this.sources = new RowSources(session, desk, recolouring);
		this.#pages = new RowPages(
			(shown) => {
				this.#shown = shown;
				this.#failed = undefined;
			},
			(thrown) => this.fail(thrown)
		);
	}

	fail(thrown: unknown): void {
		this.#failed = { source: this.source?.id, error: AppError.from(thrown) };
	}
	/** Asks again after a failure. */
	retry(): void {
		this.#failed = undefined;
		this.source?.retry();
		this.fetch();
	}

	/** Rows that pass the filters. */
	get count(): number {
		return this.source?.count ?? 0;
	}

	/** Rows of another source. */
	choose(source: string): void {
		this.#chosen = source;
		this.order = undefined;
	}
	/** By this column: ascending, then descending, then as the data have it. */
	sort(column: string): void {
		const { order } = this;
		if (order?.column !== column) this.order = { column, descending: false };
		else this.order = order.descending ? undefined : { column, descending: true };
	}
	/** Shows or hides a column; the last one stays. */
	toggleColumn(name: string): void {
		const source = this.source?.id;
		const names = this.columns.map((column) => column.name);
		const next = names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
		if (source !== undefined && next.length > 0) this.#columns = new Map(this.#columns).set(source, next);
	}

	/** The rows that are seen, `end` not included. */
	see(first: number, end: number): void {
		if (first !== this.#seen.first || end !== this.#seen.end) this.#seen = { first, end };
	}
	/** Asks for the rows that are seen and not known; to be called whenever something of that changes. */
	fetch(): void {
		const { question, source, count } = this;
		if (question && !source?.waits) this.#pages.want({ question, count, ...this.#seen });
	}
	/** A row's key and cells; undefined while it is on its way. */
	row(index: number): readonly Cell[] | undefined {
		return this.shown && rowAt(this.shown, index);
	}

	/** Keeps knowing which row is selected; to be called whenever the selection or the rows are others. */
	async followSelection(): Promise<void> {
		const { entity } = this.#session.selection;
		const { source } = this;
		const key = await source?.keyOfSelected();
		if (this.#session.selection.entity === entity && this.source === source) this.selectedKey = key;
	}
	/** Where the selected row stands; undefined when the filters leave it out. */
	async placeOfSelected(): Promise<number | undefined> {
		const { question, selectedKey: key } = this;
		return key === undefined ? undefined : question?.placeOf(key);
	}
	/** Selects a row's thing on the map. */
	async select(index: number): Promise<void> {
		const key = this.#keyAt(index);
		if (key !== undefined) await this.#selectKey(key);
	}
	/** Selects a row's thing, shows its layer and flies there. */
	async goTo(index: number): Promise<void> {
		const { source } = this;
		// The row that was meant: when its thing is selected, another one may stand here.
		const key = this.#keyAt(index);
		if (!source || key === undefined) return;
		await this.#selectKey(key);
		const { view } = this.#session;
		if (source.layer !== undefined && !view.shows(source.layer)) view.showLayer(source.layer, true);
		// Rows without places are selected, and there is nowhere to fly.
		const place = await source.placeOf(key);
		if (place) this.#session.scene?.flyTo({ ...place });
	}

	#keyAt(index: number): RowKey | undefined {
		const key = this.row(index)?.[0];
		return typeof key === 'number' || typeof key === 'string' ? key : undefined;
	}

	async #selectKey(key: RowKey): Promise<void> {
		this.selectedKey = key;
		this.#session.follow(undefined);
		await this.source?.select(key);
	}
}
