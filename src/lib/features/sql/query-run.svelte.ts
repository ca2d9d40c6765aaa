import { AppError } from '#lib/model/errors.ts';
import { SQL_ROWS, type SqlTable } from '#lib/model/sql.ts';
import { operator } from '#lib/state/operator.svelte.ts';
import type { MemoryUse, SqlAnswer } from '#workers/analytics/client.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { askHistory, askSchema } from './ask-history.ts';
import type { Place } from './questions.ts';
import { ResultUses, type WholeAnswer } from './result-uses.svelte.ts';
import type { ShownResult } from './shown-result.ts';
import { browserTables } from './tables.ts';

/** Longest statement that a link can carry. */
export const LONGEST_LINKED = 2000;

const ID_COLUMNS = new Set(['id', 'building', 'building_id']);

/** The SQL box: text and place, the run under way, the last result or error. Outlives the tab it is shown in. */
export class QueryRun {
	text = $state('');
	place = $state<Place>('browser');
	running = $state(false);
	result = $state.raw<ShownResult | undefined>();
	error = $state.raw<AppError | undefined>();
	memory = $state.raw<MemoryUse | undefined>();
	/** How the result is shown. */
	shows = $state<'table' | 'chart'>('table');
	/** Of the place; undefined until they are known. */
	tables = $state.raw<readonly SqlTable[] | undefined>();
	/** Files and a layer of the result. */
	readonly uses: ResultUses;
	readonly #session: CitySession;
	#stop: AbortController | undefined;

	constructor(session: CitySession, text: string) {
		this.#session = session;
		this.text = text;
		this.uses = new ResultUses(session, (result, signal) => this.#whole(result, signal));
	}

	/** The text whose result is shown. */
	get ran(): string {
		return this.result?.sql ?? '';
	}

	/** The column that would colour the buildings: the first beside the building ids; only of this browser's results. */
	get valueColumn(): string | undefined {
		if (this.result?.place !== 'browser') return undefined;
		const names = this.result.columns.map(({ name }) => name);
		const id = this.result.columns.find(
			({ name, type }) => ID_COLUMNS.has(name.toLowerCase()) && type === 'number'
		);
		return id && names.find((name) => name !== id.name);
	}

	/** Learns which tables the place has. */
	async learnTables(): Promise<void> {
		const { place } = this;
		try {
			const tables = await (place === 'browser' ? this.#browserTables() : askSchema(operator.token));
			if (this.place === place) this.tables = tables;
		} catch (thrown) {
			if (this.place === place) this.error = AppError.from(thrown);
		}
	}

	async choosePlace(place: Place): Promise<void> {
		if (place === this.place) return;
		this.cancel();
		this.place = place;
		this.error = undefined;
		this.tables = undefined;
		await this.learnTables();
	}

	/** True when a result came. */
	async start(): Promise<boolean> {
		this.#stop?.abort();
		const stop = new AbortController();
		this.#stop = stop;
		const { text: sql, place } = this;
		this.running = true;
		this.error = undefined;
		try {
			const answer = await this.#ask(sql, place, SQL_ROWS.shown, stop.signal);
			if (this.#stop !== stop) return false;
			const [{ tableFromIPC }, { resultColumns }] = await Promise.all([
				import('apache-arrow'),
				import('#lib/queries/result-columns.ts')
			]);
			const { bytes, truncated, milliseconds } = answer;
			const table = tableFromIPC(bytes);
			const columns = resultColumns(table);
			this.result = { columns, rowCount: table.numRows, truncated, milliseconds, bytes, sql, place };
			void this.uses.refresh(this.result);
			if (place === 'browser') {
				this.memory = await (await this.#session.analytics()).memory();
				void this.learnTables(); // what was loaded has columns now
			}
			return true;
		} catch (thrown) {
			if (this.#stop === stop) this.error = AppError.from(thrown);
			return false;
		} finally {
			if (this.#stop === stop) {
				this.running = false;
				this.#stop = undefined;
			}
		}
	}

	/** Colours the buildings; the result's own query goes into the link, so that the colours come back with it. */
	colour(): void {
		const { valueColumn: value, ran: sql } = this;
		if (value) this.#session.view.recolour({ kind: 'sql', sql, value });
	}

	cancel(): void {
		this.#stop?.abort();
	}

	/** All the rows that a file may have: the statement is asked once more when only the first of them are here. */
	async #whole(result: ShownResult, signal: AbortSignal): Promise<WholeAnswer> {
		if (!result.truncated) return result;
		return this.#ask(result.sql, result.place, SQL_ROWS.most, signal);
	}

	async #ask(sql: string, place: Place, maxRows: number, signal: AbortSignal): Promise<SqlAnswer> {
		if (place === 'server') return askHistory(sql, { maxRows, token: operator.token, signal });
		return (await this.#session.analytics()).answer(sql, { maxRows, signal });
	}

	async #browserTables(): Promise<readonly SqlTable[]> {
		const analytics = await this.#session.analytics();
		return browserTables(await analytics.tables(), this.#session.datasets);
	}
}
