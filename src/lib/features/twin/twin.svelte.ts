import { AppError } from '#lib/model/errors.ts';
import type { DatasetColumn } from '#lib/model/city.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import type { Cell } from '#workers/analytics/client.ts';
import { layerOf, streamOf } from '../charts/chart-choice.ts';
import type { ChartsDesk } from '../charts/charts-desk.svelte.ts';
import type { LinkedCharts } from '../charts/linked-charts.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { entityIdOf, keyOf, type RowKey } from './row-entity.ts';
import { rowAt, RowPages, type ShownRows } from './row-pages.ts';
import { columnsOf, shownAtFirst } from './twin-columns.ts';
import { placeSql, positionSql, whereOf, type TwinOrder, type TwinQuery } from './twin-sql.ts';

const NEWEST_FIRST: TwinOrder = { column: 't', descending: true };
const PLACE_ZOOM = 17;
/** Past so many rows the table waits for the end of a brush: the map's rows come first. */
const MOST_WHILE_BRUSHING = 100_000;

/** The table beside the map: rows of one link group inside its filters, its order and columns. */
export class Twin {
	/** A group other than the front one. */
	#chosen = $state<string | undefined>();
	order = $state.raw<TwinOrder | undefined>();
	#seen = $state.raw({ first: 0, end: 40 });
	/** By dataset, the columns that somebody chose. */
	#columns = $state.raw<ReadonlyMap<string, readonly string[]>>(new Map());
	shown = $state.raw<ShownRows | undefined>();
	error = $state.raw<AppError | undefined>();
	/** Key of the selected row, when it is of these rows. */
	selectedKey = $state.raw<RowKey | undefined>();
	/** The keyboard is wanted on the rows; it goes there once they are there. */
	wantsKeyboard = $state(false);
	readonly #session: CitySession;
	readonly #desk: ChartsDesk;
	readonly #pages: RowPages;

	readonly group: LinkedCharts | undefined = $derived.by(
		() => (this.#chosen && this.#desk.group(this.#chosen)) || this.#desk.groups[0]
	);
	/** Every column that there is to choose. */
	readonly offered: readonly DatasetColumn[] = $derived.by(() =>
		this.group ? columnsOf(this.group.dataset) : []
	);
	/** Columns from left to right. */
	readonly columns: readonly DatasetColumn[] = $derived.by(() => {
		const names =
			this.#columns.get(this.group?.dataset.id ?? '') ?? shownAtFirst(this.offered, locale.nameKey);
		return this.offered.filter(({ name }) => names.includes(name));
	});
	readonly #where = $derived.by(() => (this.group ? whereOf(this.group.layouts, this.group.filters) : ''));
	readonly #order = $derived.by(() => {
		const { order } = this;
		return order && this.offered.some(({ name }) => name === order.column) ? order : undefined;
	});
	readonly query: TwinQuery | undefined = $derived.by(() => {
		if (this.group?.state !== 'ready') return undefined;
		const { dataset, revision } = this.group;
		const isLive = streamOf(dataset) !== undefined;
		const order = this.#order ?? (isLive ? NEWEST_FIRST : undefined);
		return {
			table: dataset.id.replaceAll('-', '_'),
			key: isLive ? 'entity' : 'row',
			isKeyUnique: !isLive,
			revision,
			columns: this.columns.map(({ name }) => name),
			where: this.#where,
			...(order && { order })
		};
	});

	constructor(session: CitySession, desk: ChartsDesk) {
		this.#session = session;
		this.#desk = desk;
		this.#pages = new RowPages(
			async (sql) => (await session.analytics()).sql(sql),
			(shown) => {
				this.shown = shown;
				this.error = undefined;
			},
			(thrown) => this.fail(thrown)
		);
	}

	fail(thrown: unknown): void {
		this.error = AppError.from(thrown);
	}

	/** Rows that pass the filters. */
	get count(): number {
		return this.group?.now.selected ?? 0;
	}

	/** Rows of another link group. */
	choose(dataset: string): void {
		this.#chosen = dataset;
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
		const dataset = this.group?.dataset.id;
		const names = this.columns.map((column) => column.name);
		const next = names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
		if (dataset !== undefined && next.length > 0) this.#columns = new Map(this.#columns).set(dataset, next);
	}

	/** The rows that are seen, `end` not included. */
	see(first: number, end: number): void {
		if (first !== this.#seen.first || end !== this.#seen.end) this.#seen = { first, end };
	}
	/** Asks for the rows that are seen and not known; to be called whenever something of that changes. */
	fetch(): void {
		const { query, group, count } = this;
		if (!query || (group?.brushing && group.rows > MOST_WHILE_BRUSHING)) return;
		this.#pages.want({ query, count, ...this.#seen });
	}
	/** A row's key and cells; undefined while it is on its way. */
	row(index: number): readonly Cell[] | undefined {
		return this.shown && rowAt(this.shown, index);
	}

	/** Keeps knowing which row is selected; to be called whenever the selection or the rows are others. */
	async followSelection(): Promise<void> {
		const { entity } = this.#session.selection;
		const dataset = this.group?.dataset;
		if (!entity || !dataset || entity.layer !== layerOf(dataset)) {
			this.selectedKey = undefined;
			return;
		}
		const key = await keyOf(this.#session, dataset, entity.id).catch(() => undefined); // gone, or not of these rows
		if (this.#session.selection.entity === entity) this.selectedKey = key;
	}
	/** Where the selected row stands; undefined when the filters leave it out. */
	async placeOfSelected(): Promise<number | undefined> {
		const { query, selectedKey: key } = this;
		if (!query || key === undefined) return undefined;
		const { columns, rowCount } = await (await this.#session.analytics()).sql(positionSql(query, key));
		return rowCount > 0 ? Number(columns[0]?.values[0]) : undefined;
	}
	/** Selects a row's thing on the map. */
	async select(index: number): Promise<void> {
		const key = this.#keyAt(index);
		if (key !== undefined) await this.#selectKey(key);
	}
	/** Selects a row's thing, shows its layer and flies there. */
	async goTo(index: number): Promise<void> {
		const { shown, group } = this;
		// The row that was meant: when its thing is selected, another one may stand here.
		const key = this.#keyAt(index);
		if (!shown || !group || key === undefined) return;
		await this.#selectKey(key);
		const layer = layerOf(group.dataset);
		if (!this.#session.view.shows(layer)) this.#session.view.showLayer(layer, true);
		const analytics = await this.#session.analytics();
		// Rows without places have no such columns: they are selected, and there is nowhere to fly.
		const place = await analytics.sql(placeSql(shown.query, key)).catch(() => undefined);
		const [lng, lat] = [place?.columns[0]?.values[0], place?.columns[1]?.values[0]];
		if (typeof lng === 'number' && typeof lat === 'number')
			this.#session.scene?.flyTo({ lng, lat, zoom: PLACE_ZOOM });
	}

	#keyAt(index: number): RowKey | undefined {
		const key = this.row(index)?.[0];
		return typeof key === 'number' || typeof key === 'string' ? key : undefined;
	}

	async #selectKey(key: RowKey): Promise<void> {
		const dataset = this.group?.dataset;
		if (!dataset) return;
		this.selectedKey = key;
		const id = await entityIdOf(this.#session, dataset, key);
		if (id !== undefined) this.#session.view.select([{ layer: layerOf(dataset), id }]);
	}
}
