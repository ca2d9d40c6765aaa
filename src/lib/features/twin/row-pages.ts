import type { Cell } from '#workers/analytics/client.ts';
import type { RowQuestion, RowsAnswer } from './row-source.ts';

export const PAGE_ROWS = 200;
/** Pages kept; those farthest from what is seen are forgotten first. */
const MOST_PAGES = 12;

/** What a table shows: rows of one question, those pages of them that are known. */
export interface ShownRows {
	readonly question: RowQuestion;
	/** Rows that the question has. */
	readonly count: number;
	readonly pages: ReadonlyMap<number, RowsAnswer>;
}

/** The rows that a table wants next. */
export interface WantedRows {
	readonly question: RowQuestion;
	readonly count: number;
	/** Rows that are seen, the last one not included. */
	readonly first: number;
	readonly end: number;
}

/**
 * Rows of a table, page by page. What was shown stays until the first page of another question is there, and of
 * questions that come while one is answered only the last is asked.
 */
export class RowPages {
	#shown: ShownRows | undefined;
	#wanted: WantedRows | undefined;
	#busy = false;
	readonly #onshown: (shown: ShownRows) => void;
	readonly #onfailed: (error: unknown) => void;

	constructor(onshown: (shown: ShownRows) => void, onfailed: (error: unknown) => void) {
		this.#onshown = onshown;
		this.#onfailed = onfailed;
	}

	/** Wants rows; they are shown when they are there. */
	want(wanted: WantedRows): void {
		this.#wanted = wanted;
		// A brush begins before it is known how many rows it has.
		const shown = this.#shown;
		if (shown?.question === wanted.question && shown.count !== wanted.count)
			this.#show({ ...shown, count: wanted.count });
		if (!this.#busy) void this.#work();
	}

	async #work(): Promise<void> {
		this.#busy = true;
		try {
			for (let next = this.#next(); next; next = this.#next()) {
				const { wanted, page } = next;
				const rows = await wanted.question.page(pageAt(page, wanted.count));
				this.#take(wanted, page, rows);
			}
		} catch (thrown) {
			this.#wanted = undefined;
			this.#onfailed(thrown);
		} finally {
			this.#busy = false;
		}
	}

	/** The nearest page that is wanted and not known. */
	#next(): { wanted: WantedRows; page: number } | undefined {
		const wanted = this.#wanted;
		if (!wanted) return undefined;
		if (wanted.count === 0) {
			this.#show({ question: wanted.question, count: 0, pages: new Map() });
			this.#wanted = undefined;
			return undefined;
		}
		const known = this.#shown?.question === wanted.question ? this.#shown : undefined;
		const last = Math.max(0, Math.min(wanted.end, wanted.count) - 1);
		for (let page = pageOf(wanted.first); page <= pageOf(last); page++)
			if (!known?.pages.has(page)) return { wanted, page };
		return undefined;
	}

	#take({ question, count: asked, first }: WantedRows, page: number, rows: RowsAnswer): void {
		// Answers to a question that nobody asks any more are no news, unless it is what shows.
		const shows = this.#shown?.question === question;
		if (!shows && this.#wanted?.question !== question) return;
		const count = this.#wanted?.question === question ? this.#wanted.count : asked;
		const pages = new Map(shows ? this.#shown?.pages : []).set(page, rows);
		const near = pageOf(first);
		const farthest = () =>
			[...pages.keys()].reduce((a, b) => (Math.abs(b - near) > Math.abs(a - near) ? b : a));
		while (pages.size > MOST_PAGES) pages.delete(farthest());
		this.#show({ question, count, pages });
	}

	#show(shown: ShownRows): void {
		this.#shown = shown;
		this.#onshown(shown);
	}
}

const pageAt = (page: number, count: number) => ({ from: page * PAGE_ROWS, size: PAGE_ROWS, count });
const pageOf = (row: number): number => Math.floor(row / PAGE_ROWS);

/** A row's key and cells; undefined while its page is on its way. */
export function rowAt({ pages }: ShownRows, row: number): readonly Cell[] | undefined {
	const page = pages.get(pageOf(row));
	const at = row % PAGE_ROWS;
	return page && at < page.rowCount ? page.columns.map(({ values }) => values[at] ?? null) : undefined;
}
